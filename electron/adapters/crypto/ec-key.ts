import { createPrivateKey, createPublicKey } from 'node:crypto';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { CryptoKey, EcCurve } from '../../../shared/core/crypto/crypto.ts';
import { base64url, leftPad } from './bytes.ts';
import { Fault } from './key-error.ts';
import { cryptoKey } from './key-material.ts';

const CURVES = {
  'P-256': { arithmetic: p256, size: 32, bits: 256 },
  'P-384': { arithmetic: p384, size: 48, bits: 384 },
  'P-521': { arithmetic: p521, size: 66, bits: 521 },
  secp256k1: { arithmetic: secp256k1, size: 32, bits: 256 },
} as const;

/** @returns the length of a coordinate in bytes. */
export function fieldSize(curve: EcCurve): number {
  return CURVES[curve].size;
}

/** @returns the uncompressed point of two coordinates, which may lack or have extra leading zeros. */
export function joinPoint(curve: EcCurve, x: Uint8Array, y: Uint8Array): Uint8Array {
  const { size } = CURVES[curve];
  const [paddedX, paddedY] = [leftPad(x, size), leftPad(y, size)];
  if (paddedX === undefined || paddedY === undefined) {
    throw new Fault(`its coordinates are too long for ${curve}`);
  }
  const point = new Uint8Array(1 + 2 * size);
  point[0] = 4;
  point.set(paddedX, 1);
  point.set(paddedY, 1 + size);
  return point;
}

/**
 * Makes an EC key (SEC 1). The point is checked against the curve here, because the runtimes differ in when they do.
 *
 * @param point compressed or uncompressed; absent where only the private scalar is given
 * @throws Fault where the point is not on the curve or the halves do not belong together
 */
export function makeEcKey(
  curve: EcCurve,
  point: Uint8Array | undefined,
  secret: Uint8Array | undefined,
): CryptoKey {
  const { size, bits } = CURVES[curve];
  const scalar = secret === undefined ? undefined : checkedScalar(curve, secret);
  const derived = scalar === undefined ? undefined : CURVES[curve].arithmetic.getPublicKey(scalar, false);
  const given = point === undefined ? undefined : checkedPoint(curve, point);
  const uncompressed = given ?? derived;
  if (uncompressed === undefined) throw new Fault('it holds no public point');
  if (derived !== undefined && !Buffer.from(derived).equals(uncompressed)) {
    throw new Fault('its private and public parts do not belong together');
  }
  const members = {
    crv: curve,
    kty: 'EC',
    x: base64url(uncompressed.subarray(1, 1 + size)),
    y: base64url(uncompressed.subarray(1 + size)),
  };
  const handles =
    curve === 'secp256k1'
      ? {}
      : {
          publicKey: createPublicKey({ key: members, format: 'jwk' }),
          ...(scalar === undefined
            ? {}
            : { privateKey: createPrivateKey({ key: { ...members, d: base64url(scalar) }, format: 'jwk' }) }),
        };
  const material = {
    type: 'ec',
    curve,
    point: uncompressed,
    ...(scalar === undefined ? {} : { scalar }),
    ...handles,
  } as const;
  return cryptoKey(material, bits, scalar !== undefined, members);
}

function checkedPoint(curve: EcCurve, point: Uint8Array): Uint8Array {
  try {
    const decoded = CURVES[curve].arithmetic.Point.fromBytes(point);
    decoded.assertValidity();
    return decoded.toBytes(false);
  } catch {
    throw new Fault(`its point is not on the curve ${curve}`, 'Export the key again: this one is damaged.');
  }
}

function checkedScalar(curve: EcCurve, secret: Uint8Array): Uint8Array {
  const scalar = leftPad(secret, CURVES[curve].size);
  if (scalar === undefined || !CURVES[curve].arithmetic.utils.isValidSecretKey(scalar)) {
    throw new Fault(`its private number is not in the range of ${curve}`);
  }
  return scalar;
}
