import { createPrivateKey, type KeyObject } from 'node:crypto';
import { ed448, x448 } from '@noble/curves/ed448.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { testKey } from '../generators/keys.ts';
import type { SeededRandom } from '../generators/seeded-random.ts';

const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

/** @returns `length` bytes that the seed decides. */
export function seededBytes(random: SeededRandom, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256));
}

/** @returns private JWKs of every kind, the RSA and P-curve ones stored, the others made from the seed. */
export function privateJwks(random: SeededRandom): Record<string, Record<string, unknown>> {
  const stored = (name: Parameters<typeof testKey>[0]) => testKey(name).privateKey.export({ format: 'jwk' });
  const okp = (crv: string, size: number, publicOf: (secret: Uint8Array) => Uint8Array) => {
    const secret = seededBytes(random, size);
    return { kty: 'OKP', crv, d: base64url(secret), x: base64url(publicOf(secret)) };
  };
  const scalar = seededBytes(random, 32);
  const point = secp256k1.getPublicKey(scalar, false);
  return {
    rsa: { ...stored('idp-rsa') },
    'P-256': { ...stored('idp-p256') },
    'P-384': { ...stored('idp-p384') },
    'P-521': { ...stored('idp-p521') },
    secp256k1: {
      kty: 'EC',
      crv: 'secp256k1',
      d: base64url(scalar),
      x: base64url(point.subarray(1, 33)),
      y: base64url(point.subarray(33)),
    },
    Ed25519: okp('Ed25519', 32, ed25519.getPublicKey),
    Ed448: okp('Ed448', 57, ed448.getPublicKey),
    X25519: okp('X25519', 32, x25519.getPublicKey),
    X448: okp('X448', 56, x448.getPublicKey),
  };
}

/** @returns node:crypto's handle of a private JWK. */
export function handleOf(jwk: Record<string, unknown>): KeyObject {
  return createPrivateKey({ key: jwk as { kty: string }, format: 'jwk' });
}

/** @returns the JWK without its private members. */
export function publicPart(jwk: Record<string, unknown>): Record<string, unknown> {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...rest } = jwk;
  return rest;
}
