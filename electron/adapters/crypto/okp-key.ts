import { createPrivateKey, createPublicKey } from 'node:crypto';
import { ed448, x448 } from '@noble/curves/ed448.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import type { CryptoKey, OkpCurve } from '../../../shared/core/crypto/crypto.ts';
import { base64url } from './bytes.ts';
import { Fault } from './key-error.ts';
import { cryptoKey } from './key-material.ts';

const CURVES = {
  Ed25519: { arithmetic: ed25519, size: 32, bits: 256, native: true },
  Ed448: { arithmetic: ed448, size: 57, bits: 456, native: false },
  X25519: { arithmetic: x25519, size: 32, bits: 256, native: true },
  X448: { arithmetic: x448, size: 56, bits: 448, native: false },
} as const;

/**
 * Makes a key of RFC 8037.
 *
 * @param point the public key's bytes; absent where only the private ones are given
 * @throws Fault where a length is wrong or the halves do not belong together
 */
export function makeOkpKey(
  curve: OkpCurve,
  point: Uint8Array | undefined,
  scalar: Uint8Array | undefined,
): CryptoKey {
  const { arithmetic, size, bits, native } = CURVES[curve];
  for (const bytes of [point, scalar]) {
    if (bytes !== undefined && bytes.length !== size) {
      throw new Fault(`an ${curve} key has ${size} bytes, this one ${bytes.length}`);
    }
  }
  const derived = scalar === undefined ? undefined : arithmetic.getPublicKey(scalar);
  const publicBytes = point ?? derived;
  if (publicBytes === undefined) throw new Fault('it holds no public key');
  if (derived !== undefined && !Buffer.from(derived).equals(publicBytes)) {
    throw new Fault('its private and public parts do not belong together');
  }
  const members = { crv: curve, kty: 'OKP', x: base64url(publicBytes) };
  const handles = native
    ? {
        publicKey: createPublicKey({ key: members, format: 'jwk' }),
        ...(scalar === undefined
          ? {}
          : { privateKey: createPrivateKey({ key: { ...members, d: base64url(scalar) }, format: 'jwk' }) }),
      }
    : {};
  const material = {
    type: 'okp',
    curve,
    point: publicBytes,
    ...(scalar === undefined ? {} : { scalar }),
    ...handles,
  } as const;
  return cryptoKey(material, bits, scalar !== undefined, members);
}
