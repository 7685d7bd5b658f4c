/** @returns the same memory as a plain Uint8Array, so that callers never meet Buffer's own `slice` and `toString`. */
export function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** @returns a view that Buffer's encoders understand, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @returns the unsigned integer that big-endian bytes stand for; no bytes are 0. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${asBuffer(bytes).toString('hex')}`);
}

/**
 * @param length wanted length in bytes; without it the shortest form, at least one byte
 * @returns big-endian bytes
 */
export function fromBigInt(value: bigint, length?: number): Uint8Array {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return plain(Buffer.from(length === undefined ? even : even.padStart(length * 2, '0'), 'hex'));
}

/** @returns the bytes without leading zero bytes, at least one byte. */
export function trimZeros(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  return bytes.subarray(start);
}

/** @returns the bytes brought to `length` by adding or dropping leading zeros; undefined where they do not fit. */
export function leftPad(bytes: Uint8Array, length: number): Uint8Array | undefined {
  const trimmed = trimZeros(bytes);
  if (trimmed.length > length) return undefined;
  const out = new Uint8Array(length);
  out.set(trimmed, length - trimmed.length);
  return out;
}

/** @returns the length in bits of the unsigned integer that the bytes stand for. */
export function bitLength(bytes: Uint8Array): number {
  const trimmed = trimZeros(bytes);
  return trimmed.length * 8 - Math.clz32(trimmed[0] ?? 0) + 24;
}

/** @returns base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('base64url');
}
