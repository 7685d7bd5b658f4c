import type { Crypto } from '../crypto/crypto.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { joinBytes, uint32 } from './bytes.ts';

/**
 * Concat KDF with SHA-256 as JOSE uses it (RFC 7518 section 4.6.2).
 *
 * @param secret the raw agreement result Z
 * @param algorithm `enc` for direct agreement, `alg` where the result wraps a key
 * @param producer decoded `apu`
 * @param consumer decoded `apv`
 * @param size wanted key size in bytes, at most 64
 */
export function deriveAgreedKey(
  secret: Uint8Array,
  algorithm: string,
  producer: Uint8Array,
  consumer: Uint8Array,
  size: number,
  crypto: Crypto,
): Uint8Array {
  const name = toUtf8(algorithm);
  const info = joinBytes(
    uint32(name.length),
    name,
    uint32(producer.length),
    producer,
    uint32(consumer.length),
    consumer,
    uint32(size * 8),
  );
  const blocks: Uint8Array[] = [];
  for (let round = 1; (round - 1) * 32 < size; round++) {
    blocks.push(crypto.hash('SHA-256', joinBytes(uint32(round), secret, info)));
  }
  return joinBytes(...blocks).subarray(0, size);
}
