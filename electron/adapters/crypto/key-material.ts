import { createHash, type KeyObject } from 'node:crypto';
import type { CryptoKey, EcCurve, OkpCurve } from '../../../shared/core/crypto/crypto.ts';

/** What the adapter keeps of a key: the runtime's own handle, and bytes where the runtimes differ. */
export type KeyMaterial = RsaMaterial | EcMaterial | OkpMaterial | OctMaterial;

export interface RsaMaterial {
  readonly type: 'rsa';
  /** Length of the modulus in bytes (k of RFC 8017). */
  readonly size: number;
  readonly bits: number;
  readonly publicKey: KeyObject;
  readonly privateKey?: KeyObject;
  /** Secret from which the answer to a badly padded ciphertext is derived. */
  readonly rejectionSecret?: Uint8Array;
}

export interface EcMaterial {
  readonly type: 'ec';
  readonly curve: EcCurve;
  /** Uncompressed point (SEC 1 section 2.3.3). */
  readonly point: Uint8Array;
  /** Private scalar, as long as the field. */
  readonly scalar?: Uint8Array;
  /** Absent on secp256k1, which BoringSSL does not know. */
  readonly publicKey?: KeyObject;
  readonly privateKey?: KeyObject;
}

export interface OkpMaterial {
  readonly type: 'okp';
  readonly curve: OkpCurve;
  readonly point: Uint8Array;
  readonly scalar?: Uint8Array;
  /** Absent on Ed448 and X448, which BoringSSL does not know. */
  readonly publicKey?: KeyObject;
  readonly privateKey?: KeyObject;
}

interface OctMaterial {
  readonly type: 'oct';
  readonly secret: Uint8Array;
}

class AdapterKey implements CryptoKey {
  readonly type: CryptoKey['type'];
  readonly bits: number;
  readonly isPrivate: boolean;
  readonly thumbprint: string;
  readonly curve?: EcCurve | OkpCurve;
  /** Not enumerable, so that a key that is logged or turned into JSON shows no secret. */
  declare readonly material: KeyMaterial;

  constructor(material: KeyMaterial, bits: number, isPrivate: boolean, thumbprint: string) {
    this.type = material.type;
    this.bits = bits;
    this.isPrivate = isPrivate;
    this.thumbprint = thumbprint;
    if ('curve' in material) this.curve = material.curve;
    Object.defineProperty(this, 'material', { value: material });
  }
}

/**
 * Joins material with what everybody may see of it.
 *
 * @param members the members RFC 7638 section 3.2 requires, already in lexicographic order
 */
export function cryptoKey(
  material: KeyMaterial,
  bits: number,
  isPrivate: boolean,
  members: Readonly<Record<string, string>>,
): CryptoKey {
  const thumbprint = createHash('sha256').update(JSON.stringify(members)).digest('base64url');
  return new AdapterKey(material, bits, isPrivate, thumbprint);
}

/** @returns the material of a key this adapter made, undefined for any other object. */
export function materialOf(key: CryptoKey): KeyMaterial | undefined {
  return key instanceof AdapterKey ? key.material : undefined;
}
