import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30;

/**
 * The six digits an authenticator shows (RFC 6238 with SHA-1 and steps of 30 seconds).
 *
 * @param secret base32 (RFC 4648 section 6), without padding
 * @param at epoch milliseconds
 * @returns the code, and for how many more milliseconds it is the current one
 */
export function oneTimeCode(
  secret: string,
  at: number,
): { readonly code: string; readonly validFor: number } {
  const step = Math.floor(at / 1000 / STEP);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, step)));
  const hash = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (hash[hash.length - 1] ?? 0) & 0x0f;
  const code = (hash.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000;
  return { code: String(code).padStart(6, '0'), validFor: (step + 1) * STEP * 1000 - at };
}

function bytesOf(base32: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of base32.toUpperCase().replace(/=+$/, '')) {
    held = (held << 5) | Math.max(0, ALPHABET.indexOf(character));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >>> bits) & 0xff);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
