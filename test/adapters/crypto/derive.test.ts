import { diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const imported = (key: KeyObject) => nodeCrypto.importJwk({ ...key.export({ format: 'jwk' }) });

describe('agree', () => {
  const make: Record<string, () => { publicKey: KeyObject; privateKey: KeyObject }> = {
    'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    'P-384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    'P-521': () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
    secp256k1: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    X25519: () => generateKeyPairSync('x25519'),
    X448: () => generateKeyPairSync('x448'),
  };

  it.each(Object.keys(make))('%s as node:crypto does', (curve) => {
    const own = make[curve]?.();
    const other = make[curve]?.();
    if (own === undefined || other === undefined) throw new Error(curve);
    const expected = diffieHellman({ privateKey: own.privateKey, publicKey: other.publicKey });
    expect(nodeCrypto.agree(imported(own.privateKey), imported(other.publicKey))).toEqual(
      new Uint8Array(expected),
    );
    expect(nodeCrypto.agree(imported(own.publicKey), imported(other.publicKey))).toBeUndefined();
    const foreign = imported(generateKeyPairSync('ed25519').publicKey);
    expect(nodeCrypto.agree(imported(own.privateKey), foreign)).toBeUndefined();
  });

  it('is undefined for a point of small order (RFC 7748 section 6)', () => {
    for (const [crv, size, generate] of [
      ['X25519', 32, () => generateKeyPairSync('x25519')],
      ['X448', 56, () => generateKeyPairSync('x448')],
    ] as const) {
      const zero = nodeCrypto.importJwk({ kty: 'OKP', crv, x: Buffer.alloc(size).toString('base64url') });
      expect(nodeCrypto.agree(imported(generate().privateKey), zero)).toBeUndefined();
    }
  });

  it('X448 gives the secret of RFC 7748 section 6.2', () => {
    const own = nodeCrypto.importJwk({
      kty: 'OKP',
      crv: 'X448',
      d: Buffer.from(
        '9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b',
        'hex',
      ).toString('base64url'),
      x: Buffer.from(
        '9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0',
        'hex',
      ).toString('base64url'),
    });
    const other = nodeCrypto.importJwk({
      kty: 'OKP',
      crv: 'X448',
      x: Buffer.from(
        '3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609',
        'hex',
      ).toString('base64url'),
    });
    expect(nodeCrypto.agree(own, other)).toEqual(
      hex(
        '07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d',
      ),
    );
  });
});

describe('digests', () => {
  it('PBKDF2 gives the keys of RFC 6070 and RFC 7914 section 11', () => {
    const sha1 = nodeCrypto.pbkdf2('SHA-1', Buffer.from('password'), Buffer.from('salt'), 4096, 20);
    expect(sha1).toEqual(hex('4b007901b765489abead49d926f721d065a429c1'));
    const sha256 = nodeCrypto.pbkdf2('SHA-256', Buffer.from('passwd'), Buffer.from('salt'), 1, 16);
    expect(sha256).toEqual(hex('55ac046e56e3089fec1691c22544b605'));
  });

  it('HMAC gives the value of RFC 4231 test case 2', () => {
    const value = nodeCrypto.hmac(
      'SHA-256',
      Buffer.from('Jefe'),
      Buffer.from('what do ya want for nothing?'),
    );
    expect(value).toEqual(hex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'));
  });

  it('compares only what has one length', () => {
    expect(nodeCrypto.constantTimeEqual(hex('0102'), hex('0102'))).toBe(true);
    expect(nodeCrypto.constantTimeEqual(hex('0102'), hex('0103'))).toBe(false);
    expect(nodeCrypto.constantTimeEqual(hex('0102'), hex('010203'))).toBe(false);
  });
});

describe('inflateRaw', () => {
  const text = Buffer.from('hello hello hello');

  it('gives the text, exactly up to the cap', () => {
    expect(nodeCrypto.inflateRaw(deflateRawSync(text), text.length)).toEqual(new Uint8Array(text));
    expect(nodeCrypto.inflateRaw(deflateRawSync(text), text.length - 1)).toBe('too-large');
    expect(nodeCrypto.inflateRaw(deflateRawSync(Buffer.alloc(0)), 0)).toEqual(new Uint8Array());
    expect(nodeCrypto.inflateRaw(deflateRawSync(text), 0)).toBe('too-large');
  });

  it('is undefined for damaged or cut data', () => {
    expect(nodeCrypto.inflateRaw(deflateRawSync(text).subarray(0, 5), 100)).toBeUndefined();
    expect(nodeCrypto.inflateRaw(Buffer.from([0xff, 0xff]), 100)).toBeUndefined();
    expect(nodeCrypto.inflateRaw(new Uint8Array(), 100)).toBeUndefined();
  });

  it('refuses 300 KB that inflate to 300 MB in 100 ms and 50 MB', () => {
    const bomb = deflateRawSync(Buffer.alloc(300_000_000));
    const memory = process.memoryUsage.rss();
    const start = performance.now();
    expect(nodeCrypto.inflateRaw(bomb, 1_048_576)).toBe('too-large');
    expect(performance.now() - start).toBeLessThan(100);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(50_000_000);
  });
});
