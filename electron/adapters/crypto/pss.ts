import type { HashName } from '../../../shared/core/crypto/crypto.ts';
import { constantTimeEqual, HASH_LENGTHS, hash } from './digests.ts';
import { mgf1, xor } from './mgf1.ts';

/**
 * EMSA-PSS-VERIFY (RFC 8017 section 9.1.2) with any mix of hash, MGF hash and salt length.
 *
 * @param digest the message's hash
 * @param encodedFull what the RSA operation gave, as long as the modulus
 * @param bits the encoded message's length: the modulus's bits less one
 */
export function matchesPss(
  how: { readonly hash: HashName; readonly mgfHash: HashName; readonly saltLength: number },
  digest: Uint8Array,
  encodedFull: Uint8Array,
  bits: number,
): boolean {
  const length = Math.ceil(bits / 8);
  const hashLength = HASH_LENGTHS[how.hash];
  const isSaltLength = Number.isInteger(how.saltLength) && how.saltLength >= 0;
  if (!isSaltLength || length < hashLength + how.saltLength + 2) return false;
  // Where the modulus has 8k + 1 bits the encoded message is one byte shorter than the modulus.
  const spare = encodedFull.length - length;
  if (encodedFull.subarray(0, spare).some((byte) => byte !== 0)) return false;
  const encoded = encodedFull.subarray(spare);
  if (encoded[length - 1] !== 0xbc) return false;
  const masked = encoded.subarray(0, length - hashLength - 1);
  const expected = encoded.subarray(length - hashLength - 1, length - 1);
  const unusedBits = 0xff & ~(0xff >> (8 * length - bits));
  if (((masked[0] as number) & unusedBits) !== 0) return false;
  const block = xor(masked, mgf1(how.mgfHash, expected, masked.length));
  block[0] = (block[0] as number) & ~unusedBits;
  const saltStart = block.length - how.saltLength;
  if (block.subarray(0, saltStart - 1).some((byte) => byte !== 0) || block[saltStart - 1] !== 1) return false;
  const input = new Uint8Array(8 + hashLength + how.saltLength);
  input.set(digest, 8);
  input.set(block.subarray(saltStart), 8 + hashLength);
  return constantTimeEqual(hash(how.hash, input), expected);
}
