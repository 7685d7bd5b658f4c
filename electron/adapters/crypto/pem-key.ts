import type { CryptoKey } from '../../../shared/core/crypto/crypto.ts';
import { readCertificate } from './certificate.ts';
import { readPkcs8, readRsaPrivateKey, readRsaPublicKey, readSec1, readSpki } from './der-key.ts';
import { Fault, UnsupportedFault } from './key-error.ts';
import { type PemBlock, readBareBase64, readPem } from './pem.ts';

const READERS: Readonly<Record<string, (der: Uint8Array) => CryptoKey>> = {
  'PUBLIC KEY': readSpki,
  'RSA PUBLIC KEY': readRsaPublicKey,
  'PRIVATE KEY': readPkcs8,
  'RSA PRIVATE KEY': readRsaPrivateKey,
  'EC PRIVATE KEY': (der) => readSec1(der),
};

const CERTIFICATES = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const TO_PKCS8 = 'Convert it, for example: ssh-keygen -p -m PKCS8 -f key.';
const GIVE_CERTIFICATE = 'Give the certificate or the public key itself.';

/** What other things in armour are called, and what to give instead. */
const NOT_KEYS: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  'OPENSSH PRIVATE KEY': ['this is an OpenSSH private key', TO_PKCS8],
  'SSH2 PUBLIC KEY': [
    'this is an SSH public key',
    'Convert it, for example: ssh-keygen -e -m PKCS8 -f key.pub.',
  ],
  'CERTIFICATE REQUEST': ['this is a certificate request, not a certificate', GIVE_CERTIFICATE],
  'NEW CERTIFICATE REQUEST': ['this is a certificate request, not a certificate', GIVE_CERTIFICATE],
  'X509 CRL': ['this is a certificate revocation list', GIVE_CERTIFICATE],
  PKCS7: [
    'this is a PKCS #7 bundle',
    'Unpack it, for example: openssl pkcs7 -in bundle.p7b -print_certs -out certificates.pem.',
  ],
  'PGP PUBLIC KEY BLOCK': ['this is a PGP key', GIVE_CERTIFICATE],
  'PGP PRIVATE KEY BLOCK': ['this is a PGP key', GIVE_CERTIFICATE],
  'DSA PRIVATE KEY': ['this is a DSA key', 'Give an RSA, EC or EdDSA key.'],
  'DH PARAMETERS': ['these are Diffie-Hellman parameters, not a key', GIVE_CERTIFICATE],
  'EC PARAMETERS': ['these are curve parameters without their key', 'Give the block "EC PRIVATE KEY" too.'],
};

/**
 * Reads the key of a PEM text (RFC 7468, RFC 5915, RFC 8017): the first key in it, else the key of its first certificate.
 * A key in base64 without its dashed lines, as Keycloak shows one, is read too.
 *
 * @throws Fault, UnsupportedFault
 */
export function readPemKey(text: string): CryptoKey {
  const blocks = readPem(text);
  if (blocks.length === 0) return readUnarmoured(text);
  const key = blocks.find((block) => Object.hasOwn(READERS, block.label));
  if (key !== undefined) return (READERS[key.label] as (der: Uint8Array) => CryptoKey)(key.bytes);
  const certificate = blocks.find((block) => CERTIFICATES.includes(block.label));
  if (certificate !== undefined) return readCertificate(certificate.bytes).publicKey;
  throw notAKey(blocks);
}

/** @returns the bytes of the first certificate in a PEM text or in bare base64. @throws Fault */
export function certificateBytes(text: string): Uint8Array {
  const blocks = readPem(text);
  const certificate = blocks.find((block) => CERTIFICATES.includes(block.label));
  if (certificate !== undefined) return certificate.bytes;
  if (blocks.length === 0) {
    const bytes = readBareBase64(text);
    if (bytes === undefined)
      throw new Fault('it is neither PEM nor base64', 'Give the certificate as PEM or base64.');
    return bytes;
  }
  const key = blocks.find((block) => Object.hasOwn(READERS, block.label));
  if (key === undefined) throw notAKey(blocks);
  const kind = key.label.includes('PRIVATE') ? 'private' : 'public';
  throw new Fault(`this is a ${kind} key, not a certificate`, 'Give the certificate that belongs to it.');
}

function notAKey(blocks: readonly PemBlock[]): Fault {
  const label = blocks[0]?.label ?? '';
  const known = Object.hasOwn(NOT_KEYS, label) ? NOT_KEYS[label] : undefined;
  return known === undefined
    ? new UnsupportedFault('its PEM block is of an unknown kind')
    : new Fault(known[0], known[1]);
}

function readUnarmoured(text: string): CryptoKey {
  const start = text.trimStart().slice(0, 100);
  if (start === '') throw new Fault('the text is empty');
  if (/^(ssh-|ecdsa-sha2-|sk-)/.test(start)) {
    throw new Fault(
      'this is an SSH public key',
      'Convert it, for example: ssh-keygen -e -m PKCS8 -f key.pub.',
    );
  }
  if (start.startsWith('{')) throw new Fault('this is JSON, not PEM', 'Give it as a JWK or a JWKS document.');
  if (/^eyJ[\w-]+\./.test(start)) {
    throw new Fault('this is a token, not a key', 'Give the key that verifies the token.');
  }
  const der = readBareBase64(text);
  if (der === undefined) {
    throw new Fault('it is neither PEM nor base64', 'Give the whole key with its BEGIN and END lines.');
  }
  return readAnyDer(der);
}

function readAnyDer(der: Uint8Array): CryptoKey {
  let first: unknown;
  for (const read of [readSpki, readPkcs8, (bytes: Uint8Array) => readCertificate(bytes).publicKey]) {
    try {
      return read(der);
    } catch (thrown) {
      if (thrown instanceof UnsupportedFault) throw thrown;
      first ??= thrown;
    }
  }
  throw first;
}
