import type { HashName } from '../../../shared/core/crypto/crypto.ts';
import { HASH_LENGTHS, hash } from './digests.ts';

/** Mask generation function MGF1 (RFC 8017 appendix B.2.1). @returns `length` bytes */
export function mgf1(name: HashName, seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const block = new Uint8Array(seed.length + 4);
  block.set(seed);
  const counter = new DataView(block.buffer, seed.length);
  for (let at = 0, index = 0; at < length; at += HASH_LENGTHS[name], index++) {
    counter.setUint32(0, index);
    out.set(hash(name, block).subarray(0, length - at), at);
  }
  return out;
}

/** @returns a XOR b, as long as `a`; `b` must not be shorter. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let index = 0; index < a.length; index++) out[index] = (a[index] as number) ^ (b[index] as number);
  return out;
}
