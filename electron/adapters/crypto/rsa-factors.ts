import { Fault, UnsupportedFault } from './key-error.ts';

/** Above this the factoring below takes seconds. */
const MAX_FACTORED_BITS = 4096;
const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n];

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (const bit of [...exponent.toString(2)].reverse()) {
    if (bit === '1') result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @returns value^-1 modulo `modulus`, undefined where they are not coprime. */
export function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [r0, r1] = [modulus, value % modulus];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) return undefined;
  return t0 < 0n ? t0 + modulus : t0;
}

/**
 * Finds the primes of a key that carries only n, e and d, as RFC 7518 section 6.3.2 allows (NIST SP 800-56B appendix C.2).
 *
 * @returns p and q, the larger first
 * @throws Fault where d does not belong to n and e, UnsupportedFault above 4096 bits
 */
export function factorModulus(n: bigint, e: bigint, d: bigint, bits: number): [bigint, bigint] {
  if (bits > MAX_FACTORED_BITS) {
    throw new UnsupportedFault(
      `it lacks the primes, and with ${bits} bits they cannot be computed`,
      'Give the key with its members p and q.',
    );
  }
  let odd = e * d - 1n;
  let twos = 0;
  while (odd > 0n && (odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  for (const base of twos === 0 ? [] : BASES) {
    let x = power(base, odd, n);
    for (let step = 0; step < twos && x !== 1n && x !== n - 1n; step++) {
      const next = (x * x) % n;
      if (next === 1n) {
        const factor = commonDivisor(x - 1n, n);
        const other = n / factor;
        return factor > other ? [factor, other] : [other, factor];
      }
      x = next;
    }
  }
  throw new Fault('its private numbers do not belong to its modulus');
}
