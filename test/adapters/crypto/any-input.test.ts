import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { CryptoKey, SignatureScheme } from '../../../shared/core/crypto/crypto.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

const pairs = [
  generateKeyPairSync('rsa', { modulusLength: 1024 }),
  ...['P-256', 'P-384', 'P-521', 'secp256k1'].map((namedCurve) => generateKeyPairSync('ec', { namedCurve })),
  generateKeyPairSync('ed25519'),
  generateKeyPairSync('ed448'),
  generateKeyPairSync('x25519'),
  generateKeyPairSync('x448'),
];
const objects: KeyObject[] = pairs.flatMap(({ publicKey, privateKey }) => [publicKey, privateKey]);
const jwks = objects.map((object) => object.export({ format: 'jwk' }) as Record<string, unknown>);
const ders = objects.map((object) =>
  object.export({ format: 'der', type: object.type === 'public' ? 'spki' : 'pkcs8' } as {
    format: 'der';
    type: 'spki';
  }),
);
const keys: CryptoKey[] = [
  ...jwks.map((jwk) => nodeCrypto.importJwk(jwk)),
  nodeCrypto.importSecret(new Uint8Array(16)),
];
const schemes: SignatureScheme[] = [
  { scheme: 'rsa-pkcs1', hash: 'SHA-256' },
  { scheme: 'rsa-pss', hash: 'SHA-256', mgfHash: 'SHA-1', saltLength: 20 },
  { scheme: 'ecdsa', hash: 'SHA-512' },
  { scheme: 'eddsa' },
  { scheme: 'hmac', hash: 'SHA-1' },
];

const seed = 20_261_123;
const run = { seed, numRuns: 300 };
const bytes = (maxLength = 160) => fc.uint8Array({ maxLength });
/** Bytes of the lengths that keys, blocks and signatures have, and of others. */
const sized = fc
  .constantFrom(0, 1, 8, 12, 15, 16, 24, 32, 40, 48, 57, 64, 66, 96, 114, 128, 132)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
const key = fc.constantFrom(...keys);

/** Calls, and lets nothing through but errors of the catalogue. */
function coded<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && /^ERR_KEY_UN(READABLE|SUPPORTED)$/.test(thrown.code)) {
      return undefined;
    }
    throw thrown;
  }
}

const armour = (der: Uint8Array) =>
  `-----BEGIN PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PRIVATE KEY-----`;

/** A valid key's DER with a few bytes changed, dropped or added. */
const bentDer = fc
  .tuple(
    fc.constantFrom(...ders),
    fc.array(fc.tuple(fc.nat({ max: 1400 }), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
    fc.nat({ max: 3 }),
  )
  .map(([der, changes, cut]) => {
    const bent = Uint8Array.from(der.subarray(0, der.length - cut));
    for (const [at, byte] of changes) bent[at % bent.length] = byte;
    return bent;
  });

describe('whatever comes in', () => {
  it('importing PEM throws nothing but errors of the catalogue', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      bentDer.map(armour),
      bentDer.map((der) => armour(der).replaceAll('PRIVATE', 'PUBLIC')),
      bentDer.map((der) => Buffer.from(der).toString('base64')),
      fc.tuple(fc.constantFrom(...ders).map(armour), fc.nat(), fc.string()).map(([pem, at, words]) => {
        const cut = at % pem.length;
        return pem.slice(0, cut) + words + pem.slice(cut);
      }),
    );
    fc.assert(
      fc.property(text, (pem) => {
        coded(() => nodeCrypto.importPem(pem));
        coded(() => nodeCrypto.parseCertificate(pem));
      }),
      run,
    );
  });

  it('importing a JWK throws nothing but errors of the catalogue', () => {
    const value = fc.oneof(
      fc.anything(),
      bytes(70).map((each) => Buffer.from(each).toString('base64url')),
    );
    const member = fc.constantFrom('kty', 'crv', 'n', 'e', 'd', 'p', 'q', 'x', 'y', 'k', 'oth', '__proto__');
    const jwk = fc
      .tuple(fc.oneof(fc.constantFrom(...jwks), fc.constant({})), member, value)
      .map(([base, name, replaced]) => ({ ...base, [name]: replaced }));
    fc.assert(
      fc.property(jwk, (each) => void coded(() => nodeCrypto.importJwk(each))),
      run,
    );
  });

  it('parsing a certificate throws nothing but errors of the catalogue', () => {
    fc.assert(
      fc.property(fc.oneof(bytes(), bentDer), (der) => {
        coded(() => nodeCrypto.parseCertificate(der));
      }),
      run,
    );
  });

  it('no signature by chance is good, and none throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemes), key, bytes(), sized, (scheme, anyKey, data, signature) => {
        expect(nodeCrypto.verify(scheme, anyKey, data, signature)).toBe(false);
      }),
      run,
    );
  });

  it('no decryption throws', () => {
    const ciphertext = fc.oneof(bytes(), sized);
    fc.assert(
      fc.property(key, sized, sized, ciphertext, sized, (anyKey, secret, iv, data, tag) => {
        expect(nodeCrypto.aesGcmDecrypt(secret, iv, data, tag, iv)).toBeUndefined();
        expect(nodeCrypto.aesKeyUnwrap(secret, data)).toBeUndefined();
        nodeCrypto.aesCbcDecrypt(secret, iv, data, 'pkcs7');
        nodeCrypto.aesCbcDecrypt(secret, iv, data, 'xmlenc');
        nodeCrypto.tripleDesCbcDecrypt(secret, iv, data);
        nodeCrypto.inflateRaw(data, 1000);
        const how = { padding: 'oaep', hash: 'SHA-1', mgfHash: 'SHA-1' } as const;
        expect(nodeCrypto.rsaDecrypt(how, anyKey, data)).toBeUndefined();
        nodeCrypto.rsaDecrypt({ padding: 'pkcs1', expectedLength: secret.length }, anyKey, data);
      }),
      run,
    );
  });

  it('no agreement throws', () => {
    fc.assert(
      fc.property(key, key, (own, other) => {
        const secret = nodeCrypto.agree(own, other);
        expect(secret === undefined || (own.isPrivate && own.curve === other.curve)).toBe(true);
      }),
      run,
    );
  });
});
