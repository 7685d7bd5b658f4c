import { diffieHellman } from 'node:crypto';
import { x448 } from '@noble/curves/ed448.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import type { CryptoKey } from '../../../shared/core/crypto/crypto.ts';
import { plain } from './bytes.ts';
import { materialOf } from './key-material.ts';

/** Raw shared secret of ECDH (SEC 1 section 3.3.1) or X25519 / X448 (RFC 7748 section 6). See the Crypto port. */
export function agree(ownPrivate: CryptoKey, otherPublic: CryptoKey): Uint8Array | undefined {
  const own = materialOf(ownPrivate);
  const other = materialOf(otherPublic);
  if (own === undefined || other === undefined || !('curve' in own) || !('curve' in other)) return undefined;
  if (own.curve !== other.curve || own.scalar === undefined) return undefined;
  try {
    switch (own.curve) {
      case 'Ed25519':
      case 'Ed448':
        return undefined;
      case 'X448':
        return x448.getSharedSecret(own.scalar, other.point);
      case 'secp256k1':
        return secp256k1.getSharedSecret(own.scalar, other.point).slice(1);
      default:
        if (own.privateKey === undefined || other.publicKey === undefined) return undefined;
        return plain(diffieHellman({ privateKey: own.privateKey, publicKey: other.publicKey }));
    }
  } catch {
    return undefined;
  }
}
