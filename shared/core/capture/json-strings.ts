const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The quote lies beyond this chunk; `escapeOpen` says that the next chunk's first byte is escaped. */
export interface BeyondChunk {
  readonly escapeOpen: boolean;
}

const BEYOND: BeyondChunk = { escapeOpen: false };
const BEYOND_IN_ESCAPE: BeyondChunk = { escapeOpen: true };

/**
 * Finds the quote that ends a JSON string (RFC 8259 section 7) in a stretch of bytes.
 *
 * A plain loop: pages in a capture hold an escaped quote every few bytes, where a native search would start over each time.
 *
 * @param bytes the chunk
 * @param from where the string's content begins (or goes on) in the chunk
 * @param escapeOpen true where the part before this chunk ended in an unfinished escape
 * @returns the index of the closing quote, or how the chunk ended
 */
export function findStringEnd(bytes: Uint8Array, from: number, escapeOpen: boolean): number | BeyondChunk {
  const length = bytes.length;
  let at = escapeOpen ? from + 1 : from;
  while (at < length) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return at > length ? BEYOND_IN_ESCAPE : BEYOND;
}

const DECODER = new TextDecoder('utf-8');

/** @returns the text between the quotes with its escapes still in place. */
export function rawText(raw: Uint8Array): string {
  return DECODER.decode(raw);
}

/**
 * Resolves the escapes of a JSON string; a damaged escape is kept as it stands, because a capture that is slightly
 * broken should still give its tokens.
 *
 * @param text what stands between the quotes
 */
export function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text.replace(/\\(["\\/])/g, '$1');
  }
}
