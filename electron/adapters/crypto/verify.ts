import { constants, publicDecrypt, verify as verifyOnce } from 'node:crypto';
import { ed448 } from '@noble/curves/ed448.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { CryptoKey, SignatureScheme } from '../../../shared/core/crypto/crypto.ts';
import { constantTimeEqual, hash, hmac, nodeHashName } from './digests.ts';
import { fieldSize } from './ec-key.ts';
import {
  type EcMaterial,
  type KeyMaterial,
  materialOf,
  type OkpMaterial,
  type RsaMaterial,
} from './key-material.ts';
import { matchesPss } from './pss.ts';

/** Verifies; everything that is not a good signature by a fitting key is false. See the Crypto port. */
export function verify(
  scheme: SignatureScheme,
  key: CryptoKey,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const material = materialOf(key);
  if (material === undefined) return false;
  try {
    return verifyWith(scheme, material, data, signature);
  } catch {
    return false;
  }
}

function verifyWith(
  scheme: SignatureScheme,
  material: KeyMaterial,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  switch (scheme.scheme) {
    case 'rsa-pkcs1':
      return (
        material.type === 'rsa' &&
        signature.length === material.size &&
        verifyOnce(nodeHashName(scheme.hash), data, material.publicKey, signature)
      );
    case 'rsa-pss':
      return material.type === 'rsa' && verifyPss(scheme, material, data, signature);
    case 'ecdsa':
      return material.type === 'ec' && verifyEcdsa(scheme, material, data, signature);
    case 'eddsa':
      return material.type === 'okp' && verifyEddsa(material, data, signature);
    case 'hmac':
      return (
        material.type === 'oct' && constantTimeEqual(hmac(scheme.hash, material.secret, data), signature)
      );
  }
}

/** node:crypto cannot be told an MGF hash of its own, so the padding is read here (RFC 8017 section 8.1.2). */
function verifyPss(
  scheme: Extract<SignatureScheme, { scheme: 'rsa-pss' }>,
  material: RsaMaterial,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== material.size) return false;
  const padding = constants.RSA_NO_PADDING;
  const encoded = publicDecrypt({ key: material.publicKey, padding }, signature);
  return matchesPss(scheme, hash(scheme.hash, data), encoded, material.bits - 1);
}

function verifyEcdsa(
  scheme: Extract<SignatureScheme, { scheme: 'ecdsa' }>,
  material: EcMaterial,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 2 * fieldSize(material.curve)) return false;
  if (material.publicKey === undefined) {
    const digest = hash(scheme.hash, data);
    // RFC 8812 does not ask for the smaller of the two possible s.
    return secp256k1.verify(signature, digest, material.point, { prehash: false, lowS: false });
  }
  const key = { key: material.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verifyOnce(nodeHashName(scheme.hash), data, key, signature);
}

function verifyEddsa(material: OkpMaterial, data: Uint8Array, signature: Uint8Array): boolean {
  switch (material.curve) {
    case 'Ed25519':
      return (
        signature.length === 64 &&
        material.publicKey !== undefined &&
        verifyOnce(null, data, material.publicKey, signature)
      );
    case 'Ed448':
      return signature.length === 114 && ed448.verify(signature, data, material.point, { zip215: false });
    default:
      return false;
  }
}
