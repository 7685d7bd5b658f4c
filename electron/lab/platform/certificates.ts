import 'reflect-metadata';
import { type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { privateKeyOf, publicKeyOf, type StoredRsaKey } from './rsa-key.ts';

// The library speaks of the DOM's key types, which Node's are under another name: hence `as never` at its borders.
x509.cryptoProvider.set(webcrypto as never);

/** A certificate with its key, both as PEM. */
export interface CertifiedKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const EC_SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * A self-signed certificate for signing tokens, as Entra and AD FS make them.
 *
 * @param serial hexadecimal; with the same key and times the same bytes come out
 * @returns PEM
 */
export async function selfSignedCertificate(wanted: {
  readonly key: StoredRsaKey;
  /** A distinguished name such as `CN=Microsoft Azure Federated SSO Certificate`. */
  readonly name: string;
  readonly serial: string;
  readonly notBefore: number;
  readonly notAfter: number;
}): Promise<string> {
  const keys = {
    privateKey: await imported(privateKeyOf(wanted.key), 'sign'),
    publicKey: await imported(publicKeyOf(wanted.key), 'verify'),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: wanted.serial,
    name: wanted.name,
    notBefore: new Date(wanted.notBefore),
    notAfter: new Date(wanted.notAfter),
    signingAlgorithm: RSA,
    keys: keys as never,
  });
  return certificate.toString('pem');
}

/** @returns the certificate's DER as one line of base64 */
export function certificateBase64(pem: string): string {
  return new X509Certificate(pem).raw.toString('base64');
}

async function imported(key: KeyObject, use: 'sign' | 'verify'): Promise<webcrypto.CryptoKey> {
  const format = use === 'sign' ? 'pkcs8' : 'spki';
  const der = key.export({ format: 'der', type: format } as { format: 'der'; type: 'spki' });
  return webcrypto.subtle.importKey(format, der, RSA, true, [use]);
}

/** A certificate authority with an elliptic-curve key: TLS servers of the Lab, or people's certificates. */
export class CertificateAuthority {
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #certificate: x509.X509Certificate;

  private constructor(keys: webcrypto.CryptoKeyPair, certificate: x509.X509Certificate) {
    this.#keys = keys;
    this.#certificate = certificate;
  }

  /** Makes a new one, with randomness of the machine: nobody may be able to make certificates that a Lab's client trusts. */
  static async create(name: string, now: number): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: newSerial(),
      name,
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + 3_650 * DAY),
      signingAlgorithm: EC_SIGNING,
      keys: keys as never,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as never),
      ],
    });
    return new CertificateAuthority(keys, certificate);
  }

  /** Takes up one that was kept. @param kept what `export()` gave */
  static async restore(kept: CertifiedKey): Promise<CertificateAuthority> {
    const certificate = new x509.X509Certificate(kept.certificatePem);
    const der = x509.PemConverter.decodeFirst(kept.privateKeyPem);
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, EC, true, ['sign']);
    const publicKey = (await certificate.publicKey.export()) as never;
    return new CertificateAuthority({ privateKey, publicKey }, certificate);
  }

  async export(): Promise<CertifiedKey> {
    return { certificatePem: this.certificatePem, privateKeyPem: await pem(this.#keys.privateKey) };
  }

  get certificatePem(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  /** A certificate for a TLS server. @param hosts DNS names or IPv4 addresses, the first one its common name */
  async issueServer(hosts: readonly string[], now: number): Promise<CertifiedKey> {
    const names = hosts.map((host) => ({
      type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const),
      value: host,
    }));
    return this.#issue(
      `CN=${(hosts[0] ?? 'lab').slice(0, 64)}`,
      [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])],
      names,
      { notBefore: now - DAY, notAfter: now + 390 * DAY },
    );
  }

  /**
   * A certificate for a person, as a smart card holds one.
   *
   * @param person.userPrincipalName goes into the subject's common name and an rfc822Name
   */
  async issueClient(person: {
    readonly userPrincipalName: string;
    readonly notBefore: number;
    readonly notAfter: number;
  }): Promise<CertifiedKey> {
    return this.#issue(
      `CN=${person.userPrincipalName}`,
      [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
      [{ type: 'email', value: person.userPrincipalName }],
      person,
    );
  }

  async #issue(
    name: string,
    extensions: readonly x509.Extension[],
    names: x509.JsonGeneralNames,
    validity: { readonly notBefore: number; readonly notAfter: number },
  ): Promise<CertifiedKey> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject: name,
      issuer: this.#certificate.subject,
      notBefore: new Date(validity.notBefore),
      notAfter: new Date(validity.notAfter),
      publicKey: keys.publicKey as never,
      signingKey: this.#keys.privateKey as never,
      signingAlgorithm: EC_SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.SubjectAlternativeNameExtension(names),
        await x509.AuthorityKeyIdentifierExtension.create(this.#certificate, false),
        ...extensions,
      ],
    });
    return {
      certificatePem: `${certificate.toString('pem')}\n`,
      privateKeyPem: await pem(keys.privateKey),
    };
  }
}

const DAY = 86_400_000;

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
}

/** A positive number of 16 bytes, as RFC 5280 section 4.1.2.2 asks for. */
function newSerial(): string {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function pem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}
