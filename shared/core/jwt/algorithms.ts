import type { CryptoKey, EcCurve, HashName, OkpCurve, SignatureScheme } from '../crypto/crypto.ts';

/** What a JOSE signature algorithm asks of its key. */
export interface SignatureAlgorithm {
  readonly name: string;
  readonly scheme: SignatureScheme;
  readonly type: CryptoKey['type'];
  /** Curves that fit; none for RSA and shared secrets. */
  readonly curves: readonly (EcCurve | OkpCurve)[];
  /** Bits a key must have by RFC 7518 sections 3.2, 3.3 and 3.5. */
  readonly minimumBits: number;
  /** What to call a fitting key in a sentence. */
  readonly keyName: string;
}

const HASHES: readonly (readonly [suffix: string, hash: HashName, bytes: number])[] = [
  ['256', 'SHA-256', 32],
  ['384', 'SHA-384', 48],
  ['512', 'SHA-512', 64],
];
const EC: readonly (readonly [name: string, hash: HashName, curve: EcCurve])[] = [
  ['ES256', 'SHA-256', 'P-256'],
  ['ES384', 'SHA-384', 'P-384'],
  ['ES512', 'SHA-512', 'P-521'],
  ['ES256K', 'SHA-256', 'secp256k1'],
];
const EDWARDS: readonly (readonly [name: string, curves: readonly OkpCurve[]])[] = [
  ['EdDSA', ['Ed25519', 'Ed448']],
  ['Ed25519', ['Ed25519']],
  ['Ed448', ['Ed448']],
];

function* algorithms(): Generator<SignatureAlgorithm> {
  for (const [suffix, hash, bytes] of HASHES) {
    const shared = { curves: [], minimumBits: bytes * 8 };
    const rsa = { curves: [], minimumBits: 2048, type: 'rsa', keyName: 'an RSA key' } as const;
    yield {
      name: `HS${suffix}`,
      scheme: { scheme: 'hmac', hash },
      type: 'oct',
      keyName: 'a shared secret',
      ...shared,
    };
    yield { name: `RS${suffix}`, scheme: { scheme: 'rsa-pkcs1', hash }, ...rsa };
    yield {
      name: `PS${suffix}`,
      scheme: { scheme: 'rsa-pss', hash, mgfHash: hash, saltLength: bytes },
      ...rsa,
    };
  }
  for (const [name, hash, curve] of EC) {
    yield {
      name,
      scheme: { scheme: 'ecdsa', hash },
      type: 'ec',
      curves: [curve],
      minimumBits: 0,
      keyName: `an EC key on ${curve}`,
    };
  }
  for (const [name, curves] of EDWARDS) {
    yield {
      name,
      scheme: { scheme: 'eddsa' },
      type: 'okp',
      curves,
      minimumBits: 0,
      keyName: `an ${curves.join(' or ')} key`,
    };
  }
}

/** RFC 7518 section 3.1, RFC 8037, RFC 8812 and RFC 9864, by name. */
export const SIGNATURE_ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  [...algorithms()].map((algorithm) => [algorithm.name, algorithm]),
);

/** @returns whether the key is of the kind the algorithm needs: the key decides, never the header. */
export function fitsAlgorithm(key: CryptoKey, algorithm: SignatureAlgorithm): boolean {
  if (key.type !== algorithm.type) return false;
  return algorithm.curves.length === 0 || algorithm.curves.some((curve) => curve === key.curve);
}

/** @returns what kind of key it is, for a sentence. */
export function nameOfKey(key: CryptoKey): string {
  switch (key.type) {
    case 'rsa':
      return `an RSA key of ${key.bits} bits`;
    case 'oct':
      return 'a shared secret';
    default:
      return `${key.type === 'ec' ? 'an EC' : 'an OKP'} key on ${key.curve ?? 'an unknown curve'}`;
  }
}
