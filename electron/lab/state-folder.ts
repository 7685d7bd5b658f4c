import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertifiedKey } from './platform/certificates.ts';
import { CertificateAuthority } from './platform/certificates.ts';
import { writeWhole } from './whole-file.ts';

const STATE = 'state.json';
const AUTHORITY = 'ca.json';
/** They hold passwords and keys. */
const PRIVATE = 0o600;

/** The folder of `--state`: what a Lab remembers from one run to the next. */
export class StateFolder {
  readonly path: string;
  readonly #now: () => number;
  readonly #say: (sentence: string) => void;

  /**
   * @param now the machine's time, which names files that are kept aside
   * @param say is told what a person should know
   */
  constructor(path: string, now: () => number, say: (sentence: string) => void) {
    this.path = path;
    this.#now = now;
    this.#say = say;
  }

  /** @returns the authority of an earlier run; undefined where there is none, or it was damaged and is kept aside now */
  async authority(): Promise<CertifiedKey | undefined> {
    const text = await this.#read(AUTHORITY);
    if (text === undefined) return undefined;
    try {
      const kept = JSON.parse(text) as CertifiedKey;
      await CertificateAuthority.restore(kept);
      return { certificatePem: kept.certificatePem, privateKeyPem: kept.privateKeyPem };
    } catch {
      await this.#keepAside(AUTHORITY, 'a new certificate authority is made, which clients have to trust');
      return undefined;
    }
  }

  saveAuthority(authority: CertifiedKey): Promise<void> {
    return writeWhole(join(this.path, AUTHORITY), `${JSON.stringify(authority, null, 2)}\n`, PRIVATE);
  }

  /**
   * Hands over the snapshot of an earlier run.
   *
   * @param take throws where it cannot be taken up; the file is kept aside then
   * @returns true where one was taken up, false where it could not be; undefined where there is none
   */
  async restore(take: (snapshot: string) => void): Promise<boolean | undefined> {
    const text = await this.#read(STATE);
    if (text === undefined) return undefined;
    try {
      take(text);
      return true;
    } catch {
      await this.#keepAside(STATE, 'the Lab starts from its seed');
      return false;
    }
  }

  saveState(snapshot: string): Promise<void> {
    return writeWhole(join(this.path, STATE), snapshot, PRIVATE);
  }

  async #read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.path, name), 'utf8');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw thrown;
    }
  }

  async #keepAside(name: string, consequence: string): Promise<void> {
    const stamp = new Date(this.#now()).toISOString().replace(/[:.]/g, '-');
    const aside = join(this.path, `${name}.damaged-${stamp}`);
    await rename(join(this.path, name), aside);
    this.#say(
      `${join(this.path, name)} is damaged or of another version; it was kept aside as ${aside}, and ${consequence}.`,
    );
  }
}
