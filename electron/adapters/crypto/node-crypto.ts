import type { Crypto } from '../../../shared/core/crypto/crypto.ts';
import { agree } from './agreement.ts';
import { readCertificate } from './certificate.ts';
import { remembering } from './certificate-memory.ts';
import { aesCbcDecrypt, aesGcmDecrypt, aesKeyUnwrap, tripleDesCbcDecrypt } from './ciphers.ts';
import { constantTimeEqual, hash, hmac, pbkdf2 } from './digests.ts';
import { inflateRaw } from './inflate.ts';
import { readJwk } from './jwk.ts';
import { importing } from './key-error.ts';
import { makeSecretKey, secretOf } from './oct-key.ts';
import { certificateBytes, readPemKey } from './pem-key.ts';
import { rsaDecrypt } from './rsa-decrypt.ts';
import { verify } from './verify.ts';

const readCertificateText = remembering((text) => readCertificate(certificateBytes(text)));

/** The Crypto port over node:crypto: the same answers on OpenSSL (Node) and on BoringSSL (Electron). */
export const nodeCrypto: Crypto = {
  hash,
  hmac,
  constantTimeEqual,
  importJwk: (jwk) => importing('key', () => readJwk(jwk)),
  importPem: (pem) => importing('key', () => readPemKey(pem)),
  importSecret: (secret) => importing('key', () => makeSecretKey(secret)),
  parseCertificate: (source) =>
    importing('certificate', () =>
      typeof source === 'string' ? readCertificateText(source) : readCertificate(source),
    ),
  verify,
  rsaDecrypt,
  aesCbcDecrypt,
  aesGcmDecrypt,
  tripleDesCbcDecrypt,
  aesKeyUnwrap,
  agree,
  pbkdf2,
  secretOf,
  inflateRaw,
};
