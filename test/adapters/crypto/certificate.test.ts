import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/keys/saml/${name}`, import.meta.url), 'utf8');
const colons = (hex: string) => hex.toUpperCase().replace(/(..)(?=.)/g, '$1:');

/** Node's lines, one attribute each, brought into the order and form of RFC 4514 for names without odd characters. */
const asRfc4514 = (lines: string) => lines.split('\n').reverse().join(', ');

describe('parseCertificate', () => {
  it('reads the runtime’s own root certificates as node:crypto does', () => {
    let names = 0;
    for (const pem of rootCertificates) {
      const oracle = new X509Certificate(pem);
      const certificate = nodeCrypto.parseCertificate(pem);
      expect(colons(certificate.sha256)).toBe(oracle.fingerprint256);
      expect(colons(certificate.sha1)).toBe(oracle.fingerprint);
      expect(certificate.serialNumber).toBe(oracle.serialNumber.padStart(2, '0'));
      expect(certificate.notBefore).toBe(Date.parse(oracle.validFrom));
      expect(certificate.notAfter).toBe(Date.parse(oracle.validTo));
      expect(certificate.der).toEqual(new Uint8Array(oracle.raw));
      const spki = oracle.publicKey.export({ format: 'pem', type: 'spki' }) as string;
      expect(certificate.publicKey.thumbprint).toBe(nodeCrypto.importPem(spki).thumbprint);
      if (/^[\w=\n .()-]*$/.test(oracle.subject)) {
        expect(certificate.subject).toBe(asRfc4514(oracle.subject));
        names++;
      }
    }
    expect(names).toBeGreaterThan(50);
  });

  it('reads PEM, DER and the bare base64 of SAML metadata alike', () => {
    const pem = fixture('idp-rsa.crt');
    const bare = pem.replace(/-----.*-----/g, '');
    const whole = nodeCrypto.parseCertificate(pem);
    for (const form of [bare, bare.replaceAll('\n', '\n\t\t  '), bare.replaceAll(/\s/g, ''), whole.der]) {
      expect(nodeCrypto.parseCertificate(form)).toEqual(whole);
    }
    expect(nodeCrypto.importPem(pem).thumbprint).toBe(whole.publicKey.thumbprint);
  });

  it.each(['idp-p256.crt', 'idp-p384.crt', 'idp-p521.crt'])('reads the EC key of %s', (name) => {
    expect(nodeCrypto.parseCertificate(fixture(name)).publicKey).toMatchObject({
      type: 'ec',
      isPrivate: false,
    });
  });

  it('can verify the signature of a self-signed certificate', () => {
    const { der, publicKey } = nodeCrypto.parseCertificate(fixture('idp-rsa.crt'));
    const signature = der.slice(-256);
    const signed = der.slice(4, der.length - 256 - 5 - 15);
    expect(nodeCrypto.verify({ scheme: 'rsa-pkcs1', hash: 'SHA-256' }, publicKey, signed, signature)).toBe(
      true,
    );
  });

  const der = nodeCrypto.parseCertificate(fixture('idp-rsa.crt')).der;
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty text', '', /neither PEM nor base64/],
    ['a private key', fixture('idp-rsa.key'), /this is a private key, not a certificate/],
    ['other base64', 'AAAABBBB', /ASN\.1/],
    ['half of one', der.subarray(0, 300), /cut off/],
    ['one with a tail', Uint8Array.from([...der, 0]), /bytes follow/],
    ['nothing', new Uint8Array(), /cut off/],
    ['a length that is not DER', Uint8Array.from([0x30, 0x80, 0, 0]), /not DER/],
  ])('refuses %s', (_name, source, message) => {
    expect(() => nodeCrypto.parseCertificate(source)).toThrow(
      expect.objectContaining({ code: 'ERR_KEY_UNREADABLE', message: expect.stringMatching(message) }),
    );
  });
});
