import type { AwsIdentity } from '../core/connections/identity.ts';
import type { SignInPrompts } from './entra-sign-in.ts';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Epoch milliseconds; absent where they do not expire. */
  readonly expiresAt?: number;
}

export interface ResolvedCredentials {
  readonly keys: AwsKeys;
  /** How they came about, step by step, for a person: `profile prod`, `role arn:... by profile base`. */
  readonly chain: readonly string[];
  readonly region?: string;
}

/** Finds the credentials of an AWS identity. */
export interface AwsCredentials {
  /**
   * @param endpoint one endpoint for all services (the Lab's); the Region's own where absent
   * @throws WorkbenchError ERR_AWS_PROFILE, ERR_SIGN_IN_*, ERR_AWS_*, ERR_NETWORK_*, ERR_CANCELLED
   */
  resolve(
    identity: AwsIdentity,
    wanted: { readonly interactive: boolean; readonly endpoint?: string },
    prompts: SignInPrompts,
    signal: AbortSignal,
  ): Promise<ResolvedCredentials>;
}
