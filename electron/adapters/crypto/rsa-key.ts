import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto';
import type { CryptoKey } from '../../../shared/core/crypto/crypto.ts';
import { base64url, bitLength, fromBigInt, toBigInt, trimZeros } from './bytes.ts';
import { Fault, UnsupportedFault } from './key-error.ts';
import { cryptoKey } from './key-material.ts';
import { factorModulus, inverse } from './rsa-factors.ts';

const MIN_BITS = 1024;
/** The most both OpenSSL and BoringSSL compute with. */
const MAX_BITS = 16_384;
/** BoringSSL refuses larger public exponents. */
const MAX_EXPONENT_BITS = 33;

/** The private numbers as a key file gives them; the CRT values are computed anew from these. */
export interface RsaPrivateNumbers {
  readonly d: Uint8Array;
  readonly p?: Uint8Array;
  readonly q?: Uint8Array;
}

/**
 * Makes an RSA key from its numbers (RFC 8017 section 3), big-endian.
 *
 * @throws Fault, UnsupportedFault where the numbers do not make a key that both runtimes can use
 */
export function makeRsaKey(
  modulus: Uint8Array,
  exponent: Uint8Array,
  secrets: RsaPrivateNumbers | undefined,
): CryptoKey {
  const n = trimZeros(modulus);
  const e = trimZeros(exponent);
  const bits = bitLength(n);
  checkPublic(n, e, bits);
  const members = { e: base64url(e), kty: 'RSA', n: base64url(n) };
  const size = n.length;
  if (secrets === undefined) {
    const publicKey = createPublicKey({ key: members, format: 'jwk' });
    return cryptoKey({ type: 'rsa', size, bits, publicKey }, bits, false, members);
  }
  const privateKey = createPrivateKey({
    key: { ...members, ...privateMembers(n, e, bits, secrets) },
    format: 'jwk',
  });
  const publicKey = createPublicKey({ key: members, format: 'jwk' });
  const rejectionSecret = createHmac('sha256', secrets.d).update('implicit rejection').digest();
  return cryptoKey({ type: 'rsa', size, bits, publicKey, privateKey, rejectionSecret }, bits, true, members);
}

function checkPublic(n: Uint8Array, e: Uint8Array, bits: number): void {
  const given = `this RSA key has ${bits} bits`;
  if (bits < MIN_BITS) {
    throw new UnsupportedFault(`${given}, fewer than ${MIN_BITS}`, 'Give a key of at least 2048 bits.');
  }
  if (bits > MAX_BITS) {
    throw new UnsupportedFault(`${given}, more than ${MAX_BITS}`, 'Give a key of 2048 to 4096 bits.');
  }
  if (((n.at(-1) ?? 0) & 1) === 0) throw new Fault('its modulus is even, so it is no RSA key');
  if (((e.at(-1) ?? 0) & 1) === 0) throw new Fault('its public exponent is even, so it is no RSA key');
  if (e.length === 1 && e[0] === 1) throw new Fault('its public exponent is 1, so it is no RSA key');
  if (bitLength(e) > MAX_EXPONENT_BITS) {
    throw new UnsupportedFault(
      `its public exponent has ${bitLength(e)} bits, more than ${MAX_EXPONENT_BITS}`,
      'Give a key with the usual public exponent 65537.',
    );
  }
}

function privateMembers(n: Uint8Array, e: Uint8Array, bits: number, secrets: RsaPrivateNumbers) {
  const numbers = [secrets.d, secrets.p, secrets.q];
  if (numbers.some((number) => number !== undefined && trimZeros(number).length > n.length)) {
    throw new Fault('its private numbers are larger than its modulus');
  }
  const modulus = toBigInt(n);
  const publicExponent = toBigInt(e);
  const d = toBigInt(secrets.d);
  const [p, q] =
    secrets.p !== undefined && secrets.q !== undefined
      ? [toBigInt(secrets.p), toBigInt(secrets.q)]
      : factorModulus(modulus, publicExponent, d, bits);
  const mismatch = 'its private numbers do not belong to its modulus';
  if (p < 3n || q < 3n || p === q || p * q !== modulus) throw new Fault(mismatch);
  if ((publicExponent * d) % (p - 1n) !== 1n || (publicExponent * d) % (q - 1n) !== 1n) {
    throw new Fault(mismatch);
  }
  const qi = inverse(q, p);
  if (qi === undefined) throw new Fault(mismatch);
  const text = (value: bigint) => base64url(fromBigInt(value));
  return { d: text(d), p: text(p), q: text(q), dp: text(d % (p - 1n)), dq: text(d % (q - 1n)), qi: text(qi) };
}
