const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = `${STANDARD.slice(0, 62)}-_`;
const NOT_IN_ALPHABET = 255;

function reverse(alphabet: string): Uint8Array {
  const table = new Uint8Array(128).fill(NOT_IN_ALPHABET);
  for (let value = 0; value < 64; value++) table[alphabet.charCodeAt(value)] = value;
  return table;
}

const FROM_STANDARD = reverse(STANDARD);
const FROM_URL_SAFE = reverse(URL_SAFE);

function decode(text: string, length: number, table: Uint8Array): Uint8Array | undefined {
  if (length % 4 === 1) return undefined;
  const out = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let position = 0;
  const whole = length - (length % 4);
  // Four characters at a time: the parts of a token are decoded more often than anything else is done with them.
  for (let index = 0; index < whole; index += 4) {
    const first = text.charCodeAt(index);
    const second = text.charCodeAt(index + 1);
    const third = text.charCodeAt(index + 2);
    const fourth = text.charCodeAt(index + 3);
    if ((first | second | third | fourth) > 127) return undefined;
    const a = table[first] as number;
    const b = table[second] as number;
    const c = table[third] as number;
    const d = table[fourth] as number;
    if ((a | b | c | d) > 63) return undefined;
    out[position++] = (a << 2) | (b >> 4);
    out[position++] = ((b & 15) << 4) | (c >> 2);
    out[position++] = ((c & 3) << 6) | d;
  }
  for (let index = whole; index < length; index++) {
    const code = text.charCodeAt(index);
    const value = code < 128 ? (table[code] as number) : NOT_IN_ALPHABET;
    if (value === NOT_IN_ALPHABET) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[position++] = (held >> bits) & 0xff;
    }
  }
  // Left-over bits must be zero, else two texts would stand for the same bytes (RFC 4648 section 3.5).
  return (held & ((1 << bits) - 1)) === 0 ? out : undefined;
}

function encode(bytes: Uint8Array, alphabet: string, padded: boolean): string {
  let out = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const first = bytes[index] as number;
    const second = bytes[index + 1];
    const third = bytes[index + 2];
    out += alphabet.charAt(first >> 2);
    out += alphabet.charAt(((first & 3) << 4) | ((second ?? 0) >> 4));
    if (second !== undefined) out += alphabet.charAt(((second & 15) << 2) | ((third ?? 0) >> 6));
    else if (padded) out += '=';
    if (third !== undefined) out += alphabet.charAt(third & 63);
    else if (padded) out += '=';
  }
  return out;
}

/**
 * Decodes base64url without padding, strictly (RFC 7515 section 2).
 *
 * @param text the encoded text, nothing else in it
 * @returns the bytes, or undefined for another alphabet, white space, padding, a lone character or left-over bits
 */
export function fromBase64Url(text: string): Uint8Array | undefined {
  return decode(text, text.length, FROM_URL_SAFE);
}

/**
 * Decodes base64 strictly: canonical padding, no white space (RFC 4648 section 4).
 *
 * @returns the bytes, or undefined where the text is not exactly that
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  let length = text.length;
  if (text.endsWith('==')) length -= 2;
  else if (text.endsWith('=')) length -= 1;
  return decode(text, length, FROM_STANDARD);
}

/** @returns base64url without padding (RFC 7515 section 2). */
export function toBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE, false);
}

/** @returns base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return encode(bytes, STANDARD, true);
}
