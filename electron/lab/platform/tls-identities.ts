import { createSecureContext, type SecureContext } from 'node:tls';
import { CertificateAuthority, type CertifiedKey } from './certificates.ts';

/**
 * The Lab's certificate authority for TLS, and a certificate for each host it has to be. It uses the machine's time: TLS
 * clients do not know the Lab's.
 */
export class TlsIdentities {
  readonly #authority: CertificateAuthority;
  readonly #now: () => number;
  readonly #made = new Map<string, Promise<CertifiedKey>>();

  private constructor(authority: CertificateAuthority, now: () => number) {
    this.#authority = authority;
    this.#now = now;
  }

  /** @param kept an authority of an earlier run, so that clients need not trust a new one */
  static async create(now: () => number, kept?: CertifiedKey): Promise<TlsIdentities> {
    const authority =
      kept === undefined
        ? await CertificateAuthority.create('CN=Federation Workbench Lab', now())
        : await CertificateAuthority.restore(kept);
    return new TlsIdentities(authority, now);
  }

  /** What clients have to trust, PEM. */
  get caPem(): string {
    return this.#authority.certificatePem;
  }

  export(): Promise<CertifiedKey> {
    return this.#authority.export();
  }

  /** @returns key and certificate for one host name; made once */
  identity(host: string): Promise<CertifiedKey> {
    const known = this.#made.get(host);
    if (known !== undefined) return known;
    const names = host === 'localhost' ? ['localhost', '127.0.0.1'] : [host];
    const made = this.#authority.issueServer(names, this.#now());
    this.#made.set(host, made);
    return made;
  }

  /** @param clientCa PEM of the authority whose certificates people may show; the handshake names it to them */
  async context(host: string, clientCa?: string): Promise<SecureContext> {
    const { certificatePem, privateKeyPem } = await this.identity(host);
    return createSecureContext({
      cert: certificatePem,
      key: privateKeyPem,
      ...(clientCa === undefined ? {} : { ca: clientCa }),
    });
  }
}
