import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { CryptoKey, HashName, SignatureScheme } from '../../../shared/core/crypto/crypto.ts';

const HASHES = ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const;
const nodeName = (hash: HashName) => hash.replace('-', '').toLowerCase();
const data = Buffer.from('what was signed');
const imported = (key: KeyObject): CryptoKey =>
  nodeCrypto.importPem(key.export({ format: 'pem', type: 'spki' }) as string);

function expectOnlyThat(scheme: SignatureScheme, key: CryptoKey, signature: Uint8Array) {
  expect(nodeCrypto.verify(scheme, key, data, signature)).toBe(true);
  expect(nodeCrypto.verify(scheme, key, Buffer.from('something else'), signature)).toBe(false);
  for (const at of [0, signature.length >> 1, signature.length - 1]) {
    const bent = Uint8Array.from(signature, (byte, index) => (index === at ? byte ^ 1 : byte));
    expect(nodeCrypto.verify(scheme, key, data, bent)).toBe(false);
  }
  for (const other of [signature.subarray(1), Buffer.concat([signature, Buffer.alloc(1)]), Buffer.alloc(0)]) {
    expect(nodeCrypto.verify(scheme, key, data, other)).toBe(false);
  }
}

describe('verify', () => {
  // 2041 and 2049 bits: the encoded message of PSS is one byte shorter than the modulus, or not.
  const moduli = [1024, 2041, 2048, 2049].map((modulusLength) =>
    generateKeyPairSync('rsa', { modulusLength }),
  );

  it.each(HASHES)('RSA PKCS#1 v1.5 with %s', (hash) => {
    for (const { publicKey, privateKey } of moduli) {
      const signature = sign(nodeName(hash), data, privateKey);
      expectOnlyThat({ scheme: 'rsa-pkcs1', hash }, imported(publicKey), signature);
    }
  });

  it.each(HASHES)('RSA-PSS with %s and every length of salt', (hash) => {
    for (const { publicKey, privateKey } of moduli) {
      for (const saltLength of [0, 20, 32]) {
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        const signature = sign(nodeName(hash), data, { key: privateKey, padding, saltLength });
        const scheme = { scheme: 'rsa-pss', hash, mgfHash: hash, saltLength } as const;
        expectOnlyThat(scheme, imported(publicKey), signature);
        for (const other of [saltLength + 1, -1, 0.5, 1e9]) {
          const wrong = { ...scheme, saltLength: other };
          expect(nodeCrypto.verify(wrong, imported(publicKey), data, signature)).toBe(false);
        }
      }
    }
  });

  it('RSA-PSS whose MGF uses another hash', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha1',
    });
    const scheme = { scheme: 'rsa-pss', hash: 'SHA-256', mgfHash: 'SHA-1', saltLength: 32 } as const;
    const signature = sign('sha256', data, { key: privateKey, saltLength: 32 });
    expectOnlyThat(scheme, imported(publicKey), signature);
    expect(nodeCrypto.verify({ ...scheme, mgfHash: 'SHA-256' }, imported(publicKey), data, signature)).toBe(
      false,
    );
  });

  it.each(['P-256', 'P-384', 'P-521', 'secp256k1'])('ECDSA on %s with every hash', (namedCurve) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    for (const hash of HASHES) {
      const signature = sign(nodeName(hash), data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expectOnlyThat({ scheme: 'ecdsa', hash }, imported(publicKey), signature);
      const der = sign(nodeName(hash), data, privateKey);
      expect(nodeCrypto.verify({ scheme: 'ecdsa', hash }, imported(publicKey), data, der)).toBe(false);
    }
  });

  it('EdDSA on both curves', () => {
    for (const { publicKey, privateKey } of [generateKeyPairSync('ed25519'), generateKeyPairSync('ed448')]) {
      expectOnlyThat({ scheme: 'eddsa' }, imported(publicKey), sign(null, data, privateKey));
    }
  });

  it.each(HASHES)('HMAC with %s', (hash) => {
    const key = nodeCrypto.importSecret(Buffer.alloc(32, 7));
    expectOnlyThat({ scheme: 'hmac', hash }, key, nodeCrypto.hmac(hash, Buffer.alloc(32, 7), data));
  });

  it('is false for a key that does not fit the scheme', () => {
    const keys = [
      moduli[0]?.publicKey,
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
      generateKeyPairSync('ed25519').publicKey,
      generateKeyPairSync('x25519').publicKey,
    ].map((key) => imported(key as KeyObject));
    keys.push(nodeCrypto.importSecret(Buffer.alloc(32)));
    const schemes: SignatureScheme[] = [
      { scheme: 'rsa-pkcs1', hash: 'SHA-256' },
      { scheme: 'rsa-pss', hash: 'SHA-256', mgfHash: 'SHA-256', saltLength: 32 },
      { scheme: 'ecdsa', hash: 'SHA-256' },
      { scheme: 'eddsa' },
      { scheme: 'hmac', hash: 'SHA-256' },
    ];
    for (const scheme of schemes) {
      for (const key of keys) {
        for (const length of [0, 32, 64, 128]) {
          expect(nodeCrypto.verify(scheme, key, data, Buffer.alloc(length))).toBe(false);
        }
      }
    }
    const foreign = { ...(keys[0] as CryptoKey) };
    expect(
      nodeCrypto.verify({ scheme: 'rsa-pkcs1', hash: 'SHA-256' }, foreign, data, Buffer.alloc(128)),
    ).toBe(false);
  });
});
