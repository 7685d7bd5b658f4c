import { createDecipheriv } from 'node:crypto';
import { plain } from './bytes.ts';

const AES_BITS: Readonly<Record<number, 128 | 192 | 256>> = { 16: 128, 24: 192, 32: 256 };

/** @returns the AES key size in bits that a key of this many bytes has, undefined for no AES key. */
function aesBits(key: Uint8Array): 128 | 192 | 256 | undefined {
  return AES_BITS[key.length];
}

/** AES-CBC (RFC 7518 section 5.2.2 with `pkcs7`, XML Encryption 1.1 section 5.2.1 with `xmlenc`). */
export function aesCbcDecrypt(
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
  padding: 'pkcs7' | 'xmlenc',
): Uint8Array | undefined {
  const bits = aesBits(key);
  return bits === undefined ? undefined : cbcDecrypt(`aes-${bits}-cbc`, 16, key, iv, data, padding);
}

/** Triple DES in CBC with the padding of XML Encryption 1.1 section 5.2.1. */
export function tripleDesCbcDecrypt(
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array | undefined {
  return key.length === 24 ? cbcDecrypt('des-ede3-cbc', 8, key, iv, data, 'xmlenc') : undefined;
}

function cbcDecrypt(
  cipher: string,
  blockSize: number,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
  padding: 'pkcs7' | 'xmlenc',
): Uint8Array | undefined {
  if (iv.length !== blockSize || data.length === 0 || data.length % blockSize !== 0) return undefined;
  const decipher = createDecipheriv(cipher, key, iv);
  decipher.setAutoPadding(false);
  const text = Buffer.concat([decipher.update(data), decipher.final()]);
  const padded = text.at(-1) ?? 0;
  if (padded < 1 || padded > blockSize) return undefined;
  const end = text.length - padded;
  // XML Encryption leaves all but the last byte of the padding arbitrary.
  if (padding === 'pkcs7' && text.subarray(end).some((byte) => byte !== padded)) return undefined;
  return plain(text.subarray(0, end));
}

/** AES-GCM with a 96-bit IV and a 128-bit tag, the only lengths JOSE and XML Encryption know. */
export function aesGcmDecrypt(
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
  tag: Uint8Array,
  aad: Uint8Array,
): Uint8Array | undefined {
  const bits = aesBits(key);
  if (bits === undefined || iv.length !== 12 || tag.length !== 16) return undefined;
  const decipher = createDecipheriv(`aes-${bits}-gcm`, key, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  decipher.setAAD(aad);
  const text = decipher.update(data);
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain(text);
}

/** AES key unwrapping with the default initial value (RFC 3394 section 2.2.2), which BoringSSL has no cipher name for. */
export function aesKeyUnwrap(kek: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  const bits = aesBits(kek);
  if (bits === undefined || wrapped.length < 24 || wrapped.length % 8 !== 0 || wrapped.length > 4096) {
    return undefined;
  }
  const blocks = wrapped.length / 8 - 1;
  // Not slice: on a Buffer that would be a view of the caller's bytes.
  const registers = new Uint8Array(wrapped.subarray(8));
  const input = new Uint8Array(16);
  input.set(wrapped.subarray(0, 8));
  const counter = new DataView(input.buffer, 4, 4);
  const decipher = createDecipheriv(`aes-${bits}-ecb`, kek, null);
  decipher.setAutoPadding(false);
  for (let step = 6 * blocks; step >= 1; step--) {
    const register = ((step - 1) % blocks) * 8;
    // 6 * 511 steps fit in the low half of the 64-bit counter.
    counter.setUint32(0, (counter.getUint32(0) ^ step) >>> 0);
    input.set(registers.subarray(register, register + 8), 8);
    const output = decipher.update(input);
    input.set(output.subarray(0, 8));
    registers.set(output.subarray(8), register);
  }
  const wrong = input.subarray(0, 8).reduce((sum, byte) => sum | (byte ^ 0xa6), 0);
  return wrong === 0 ? registers : undefined;
}
