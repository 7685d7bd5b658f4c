import { checkPrimeSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { LabRandom } from './lab-random.ts';

const EXPONENT = 65_537n;

/** The key as a JWK, which a snapshot can hold. */
export interface StoredRsaKey {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly d: string;
  readonly p: string;
  readonly q: string;
  readonly dp: string;
  readonly dq: string;
  readonly qi: string;
}

/**
 * Makes an RSA key of 2,048 bits out of a seeded sequence (FIPS 186-5 appendix A.1.3 without its seed rules), so that a
 * Lab that is repeated signs with the same key. For the Lab only: who knows the seed knows the key.
 */
export function seededRsaKey(random: LabRandom): StoredRsaKey {
  const p = prime(random);
  let q = prime(random);
  while (q === p) q = prime(random);
  const [larger, smaller] = p > q ? [p, q] : [q, p];
  const d = inverse(EXPONENT, (larger - 1n) * (smaller - 1n));
  const text = (value: bigint): string => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
  };
  return {
    kty: 'RSA',
    n: text(larger * smaller),
    e: text(EXPONENT),
    d: text(d),
    p: text(larger),
    q: text(smaller),
    dp: text(d % (larger - 1n)),
    dq: text(d % (smaller - 1n)),
    qi: text(inverse(smaller, larger)),
  };
}

const keys = new WeakMap<StoredRsaKey, KeyObject>();

/** @returns the key for node:crypto; made once for each stored key */
export function privateKeyOf(stored: StoredRsaKey): KeyObject {
  const known = keys.get(stored);
  if (known !== undefined) return known;
  const made = createPrivateKey({ key: { ...stored }, format: 'jwk' });
  keys.set(stored, made);
  return made;
}

export function publicKeyOf(stored: StoredRsaKey): KeyObject {
  return createPublicKey(privateKeyOf(stored));
}

/** Odd primes below 2,000: most candidates fall to one of them before the costly test. */
const SMALL_PRIMES = oddPrimesBelow(2_000);
/** Rounds of Miller-Rabin; FIPS 186-5 table B.1 asks for fewer at this length. */
const CHECKS = 10;

/** A prime of 1,024 bits with its two highest bits set, so that a product of two has 2,048. */
function prime(random: LabRandom): bigint {
  const bytes = Buffer.from(random.bytes(128));
  bytes[0] = (bytes[0] ?? 0) | 0xc0;
  bytes[127] = (bytes[127] ?? 0) | 1;
  const start = BigInt(`0x${bytes.toString('hex')}`);
  const rests = SMALL_PRIMES.map((small) => Number(start % BigInt(small)));
  for (let step = 0; ; step += 2) {
    if (SMALL_PRIMES.some((small, index) => ((rests[index] ?? 0) + step) % small === 0)) continue;
    const candidate = start + BigInt(step);
    if (candidate % EXPONENT !== 1n && checkPrimeSync(candidate, { checks: CHECKS })) return candidate;
  }
}

function oddPrimesBelow(limit: number): readonly number[] {
  const primes: number[] = [];
  for (let number = 3; number < limit; number += 2) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

/** The inverse of `value` modulo `modulus`, by the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1] = [modulus, value % modulus];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return t0 < 0n ? t0 + modulus : t0;
}
