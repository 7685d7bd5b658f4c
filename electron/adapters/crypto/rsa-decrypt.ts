import { constants, privateDecrypt } from 'node:crypto';
import type { CryptoKey, HashName, RsaDecryption } from '../../../shared/core/crypto/crypto.ts';
import { plain } from './bytes.ts';
import { HASH_LENGTHS, hash, hmac } from './digests.ts';
import { materialOf, type RsaMaterial } from './key-material.ts';
import { mgf1, xor } from './mgf1.ts';

/**
 * Decrypts with the padding read here: Node's OpenSSL refuses PKCS#1 v1.5, BoringSSL does not, and neither lets OAEP's hash and
 * MGF hash be chosen freely.
 *
 * @returns undefined where the key does not fit, the length is wrong, or OAEP's padding is
 */
export function rsaDecrypt(how: RsaDecryption, key: CryptoKey, data: Uint8Array): Uint8Array | undefined {
  const material = materialOf(key);
  if (material?.type !== 'rsa' || material.privateKey === undefined || data.length !== material.size) {
    return undefined;
  }
  const block = rawDecrypt(material, data);
  if (block === undefined) return undefined;
  return how.padding === 'oaep'
    ? unpadOaep(how.hash, how.mgfHash, how.label ?? new Uint8Array(), block)
    : unpadPkcs1(block, how.expectedLength, material.rejectionSecret ?? new Uint8Array(), data);
}

function rawDecrypt(material: RsaMaterial, data: Uint8Array): Uint8Array | undefined {
  if (material.privateKey === undefined) return undefined;
  try {
    return plain(privateDecrypt({ key: material.privateKey, padding: constants.RSA_NO_PADDING }, data));
  } catch {
    return undefined;
  }
}

/** EME-OAEP decoding (RFC 8017 section 7.1.2 step 3), without a branch on secret bytes before the end. */
function unpadOaep(
  name: HashName,
  mgfHash: HashName,
  label: Uint8Array,
  block: Uint8Array,
): Uint8Array | undefined {
  const hashLength = HASH_LENGTHS[name];
  if (block.length < 2 * hashLength + 2) return undefined;
  const maskedSeed = block.subarray(1, 1 + hashLength);
  const maskedData = block.subarray(1 + hashLength);
  const seed = xor(maskedSeed, mgf1(mgfHash, maskedData, hashLength));
  const data = xor(maskedData, mgf1(mgfHash, seed, maskedData.length));
  const labelHash = hash(name, label);
  let wrong = block[0] as number;
  for (let index = 0; index < hashLength; index++) {
    wrong |= (data[index] as number) ^ (labelHash[index] as number);
  }
  let separator = 0;
  let searching = 1;
  for (let index = hashLength; index < data.length; index++) {
    const byte = data[index] as number;
    const isOne = isZero(byte ^ 1);
    separator |= index & -(searching & isOne);
    wrong |= searching & ~isOne & (1 ^ isZero(byte));
    searching &= ~isOne;
  }
  return (wrong | searching) === 0 ? data.slice(separator + 1) : undefined;
}

/**
 * EME-PKCS1-v1_5 decoding for a content key of known length (RFC 7516 section 11.5, RFC 3218 section 2.3): bad padding gives
 * bytes derived from the key and the ciphertext instead of a failure, the same ones every time.
 */
function unpadPkcs1(
  block: Uint8Array,
  expectedLength: number,
  rejectionSecret: Uint8Array,
  data: Uint8Array,
): Uint8Array | undefined {
  const start = block.length - expectedLength;
  if (!Number.isInteger(expectedLength) || expectedLength < 1 || start < 11) return undefined;
  let wrong = (block[0] as number) | ((block[1] as number) ^ 2) | (block[start - 1] as number);
  for (let index = 2; index < start - 1; index++) wrong |= isZero(block[index] as number);
  const substitute = mgf1('SHA-256', hmac('SHA-256', rejectionSecret, data), expectedLength);
  const useSubstitute = -(1 ^ isZero(wrong));
  return substitute.map(
    (byte, index) => (byte & useSubstitute) | ((block[start + index] as number) & ~useSubstitute),
  );
}

/** @returns 1 for a zero byte, else 0, without a branch. */
function isZero(byte: number): number {
  return ((byte - 1) >> 31) & 1;
}
