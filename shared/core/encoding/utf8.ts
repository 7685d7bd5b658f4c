const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

/** @returns the text, or undefined where the bytes are not well-formed UTF-8 (RFC 3629); a BOM is kept as U+FEFF. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** @returns UTF-8 bytes. */
export function toUtf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}
