import { createECDH, createPrivateKey, createPublicKey, ECDH } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { CryptoKey, EcCurve } from '../../../shared/core/crypto/crypto.ts';
import { base64url, leftPad, plain } from './bytes.ts';
import { Fault } from './key-error.ts';
import { cryptoKey } from './key-material.ts';

const CURVES = {
  'P-256': { nodeName: 'prime256v1', size: 32, bits: 256 },
  'P-384': { nodeName: 'secp384r1', size: 48, bits: 384 },
  'P-521': { nodeName: 'secp521r1', size: 66, bits: 521 },
  secp256k1: { nodeName: undefined, size: 32, bits: 256 },
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
  const scalar = secret === undefined ? undefined : paddedScalar(curve, secret);
  const derived = scalar === undefined ? undefined : publicPoint(curve, scalar);
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
  const { nodeName, size } = CURVES[curve];
  const isCompressed = point[0] === 2 || point[0] === 3;
  // The runtimes differ over hybrid points and the point at infinity, so only the two usual forms go on.
  const isUsual = isCompressed ? point.length === 1 + size : point[0] === 4 && point.length === 1 + 2 * size;
  const reason = `its point is not on the curve ${curve}`;
  const advice = 'Export the key again: this one is damaged.';
  if (!isUsual) throw new Fault(reason, advice);
  try {
    return nodeName === undefined
      ? secp256k1.Point.fromBytes(point).toBytes(false)
      : plain(ECDH.convertKey(point, nodeName, undefined, undefined, 'uncompressed') as Buffer);
  } catch {
    throw new Fault(reason, advice);
  }
}

function paddedScalar(curve: EcCurve, secret: Uint8Array): Uint8Array {
  const scalar = leftPad(secret, CURVES[curve].size);
  if (scalar === undefined) throw new Fault(`its private number is not in the range of ${curve}`);
  return scalar;
}

function publicPoint(curve: EcCurve, scalar: Uint8Array): Uint8Array {
  const { nodeName } = CURVES[curve];
  try {
    if (nodeName === undefined) return secp256k1.getPublicKey(scalar, false);
    const pair = createECDH(nodeName);
    pair.setPrivateKey(scalar);
    return plain(pair.getPublicKey());
  } catch {
    throw new Fault(`its private number is not in the range of ${curve}`);
  }
}
