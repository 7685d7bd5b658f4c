/** The only place where a secret rests. */
export interface SecretStore {
  /** True when the operating system's keystore protects it; false when it lives in memory only. */
  readonly persistent: boolean;
  put(name: string, secret: string): Promise<void>;
  get(name: string): Promise<string | undefined>;
  remove(name: string): Promise<void>;
}
