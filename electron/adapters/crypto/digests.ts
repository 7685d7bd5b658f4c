import { createHmac, hash as oneShotHash, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import type { HashName } from '../../../shared/core/crypto/crypto.ts';
import { plain } from './bytes.ts';

const NODE_NAMES = {
  'SHA-1': 'sha1',
  'SHA-224': 'sha224',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
} as const satisfies Record<HashName, string>;

export const HASH_LENGTHS = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
} as const satisfies Record<HashName, number>;

/** @returns the name under which node:crypto knows the hash. */
export function nodeHashName(name: HashName): string {
  return NODE_NAMES[name];
}

/** Hashes in one call (FIPS 180-4). */
export function hash(name: HashName, data: Uint8Array): Uint8Array {
  return plain(oneShotHash(NODE_NAMES[name], data, 'buffer'));
}

/** HMAC (RFC 2104). */
export function hmac(name: HashName, secret: Uint8Array, data: Uint8Array): Uint8Array {
  return plain(createHmac(NODE_NAMES[name], secret).update(data).digest());
}

/** Compares in a time that depends on the lengths only. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** PBKDF2 with HMAC (RFC 8018 section 5.2). The caller caps `iterations`. */
export function pbkdf2(
  name: HashName,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  return plain(pbkdf2Sync(password, salt, iterations, length, NODE_NAMES[name]));
}
