import type { SecretStore } from '../../../shared/ports/secret-store.ts';

/** Secrets until the process ends: for the command line, and for desktops without a keystore. */
export class MemorySecretStore implements SecretStore {
  readonly persistent = false;
  readonly #secrets = new Map<string, string>();

  async put(name: string, secret: string): Promise<void> {
    this.#secrets.set(name, secret);
  }

  async get(name: string): Promise<string | undefined> {
    return this.#secrets.get(name);
  }

  async remove(name: string): Promise<void> {
    this.#secrets.delete(name);
  }
}
