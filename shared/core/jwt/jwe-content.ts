import type { Crypto } from '../crypto/crypto.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { joinBytes, uint64 } from './bytes.ts';
import type { ContentAlgorithm } from './jwe-algorithms.ts';
import type { ParsedJwe } from './jwe-parse.ts';

/**
 * Authenticates and decrypts the content (RFC 7518 sections 5.2.2.2 and 5.3).
 *
 * @returns undefined where anything is wrong
 */
export function decryptContent(
  algorithm: ContentAlgorithm,
  jwe: Pick<ParsedJwe, 'iv' | 'ciphertext' | 'tag' | 'protectedText' | 'aadText'>,
  cek: Uint8Array,
  crypto: Crypto,
): Uint8Array | undefined {
  if (cek.length !== algorithm.keySize) return undefined;
  const { iv, ciphertext, tag, protectedText, aadText } = jwe;
  const aad = toUtf8(aadText === undefined ? protectedText : `${protectedText}.${aadText}`);
  if (algorithm.mode === 'gcm') return crypto.aesGcmDecrypt(cek, iv, ciphertext, tag, aad);
  const half = algorithm.keySize / 2;
  const authenticated = joinBytes(aad, iv, ciphertext, uint64(aad.length * 8));
  const mac = crypto.hmac(algorithm.hash, cek.subarray(0, half), authenticated);
  if (!crypto.constantTimeEqual(mac.subarray(0, algorithm.tagSize), tag)) return undefined;
  return crypto.aesCbcDecrypt(cek.subarray(half), iv, ciphertext, 'pkcs7');
}
