import type { SecretStore } from '../../../shared/ports/secret-store.ts';
import type { DocumentKind, WorkspaceStore } from '../../../shared/ports/workspace-store.ts';

/** What the operating system's keystore does. */
export interface Keystore {
  encrypt(text: string): Uint8Array;
  /** @throws where the bytes were encrypted by another user or keystore */
  decrypt(bytes: Uint8Array): string;
}

type Sealed = Readonly<Record<string, string>>;

const SECRETS: DocumentKind<Sealed> = {
  name: 'secrets',
  version: 1,
  empty: {},
  migrations: {},
  parse: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
    for (const sealed of Object.values(value)) {
      if (typeof sealed !== 'string') throw new TypeError('no text');
    }
    return value as Sealed;
  },
};

/** Secrets in a document of the workspace, each encrypted by a keystore that only this user can open. */
export class KeystoreSecretStore implements SecretStore {
  readonly persistent = true;
  readonly #keystore: Keystore;
  readonly #store: WorkspaceStore;
  /** Changes are made one after the other: each reads the document and writes it again. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(keystore: Keystore, store: WorkspaceStore) {
    this.#keystore = keystore;
    this.#store = store;
  }

  put(name: string, secret: string): Promise<void> {
    return this.#change((sealed) => {
      sealed[name] = Buffer.from(this.#keystore.encrypt(secret)).toString('base64');
    });
  }

  async get(name: string): Promise<string | undefined> {
    await this.#last;
    const { value } = await this.#store.load(SECRETS);
    const sealed = Object.hasOwn(value, name) ? value[name] : undefined;
    if (sealed === undefined) return undefined;
    try {
      return this.#keystore.decrypt(Buffer.from(sealed, 'base64'));
    } catch {
      // The keystore was reset or belongs to another machine: the secret is gone, and must be entered again.
      return undefined;
    }
  }

  remove(name: string): Promise<void> {
    return this.#change((sealed) => {
      delete sealed[name];
    });
  }

  #change(edit: (sealed: Record<string, string>) => void): Promise<void> {
    const turn = this.#last.then(async () => {
      const sealed = { ...(await this.#store.load(SECRETS)).value };
      edit(sealed);
      await this.#store.save(SECRETS, sealed);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}
