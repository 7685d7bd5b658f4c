import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds a code is shown (RFC 6238 section 5.2). */
const STEP = 30;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The code an authenticator shows (RFC 6238 with SHA-1, six digits).
 *
 * @param secret Base32 (RFC 4648)
 * @param now epoch milliseconds
 */
export function oneTimeCode(secret: string, now: number): string {
  return codeOfStep(secret, Math.floor(now / 1000 / STEP));
}

/** @param now epoch milliseconds @returns for how many more of them the code that is shown stays the same */
export function codeValidFor(now: number): number {
  return (Math.floor(now / 1000 / STEP) + 1) * STEP * 1000 - now;
}

/** @returns true for the code of this step, the one before or the one after: clocks of phones are not exact */
export function isOneTimeCode(secret: string, code: string, now: number): boolean {
  const digits = Buffer.from(code.replace(/\s/g, ''));
  if (digits.length !== DIGITS) return false;
  const step = Math.floor(now / 1000 / STEP);
  return [-1, 0, 1].some((drift) => timingSafeEqual(Buffer.from(codeOfStep(secret, step + drift)), digits));
}

function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text.toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value !== -1) bits += value.toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
