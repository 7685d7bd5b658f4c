const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Finds the quote that ends a JSON string (RFC 8259 section 7) in a stretch of bytes.
 *
 * The search for the quote itself runs natively; only the backslashes before a quote are counted here, which is what keeps
 * a capture of hundreds of megabytes at the speed of memory.
 *
 * @param bytes the chunk
 * @param from where the string's content begins (or goes on) in the chunk
 * @param escapeOpen true where the part before this chunk ended in an odd number of backslashes
 * @returns the index of the closing quote, or -1 where it lies beyond this chunk
 */
export function findStringEnd(bytes: Uint8Array, from: number, escapeOpen: boolean): number {
  let at = bytes.indexOf(QUOTE, from);
  while (at !== -1) {
    if (!endsInOpenEscape(bytes, from, at, escapeOpen)) return at;
    at = bytes.indexOf(QUOTE, at + 1);
  }
  return -1;
}

/**
 * @param end exclusive end of the stretch
 * @returns true where an odd number of backslashes stands right before `end`, so that the next byte is escaped
 */
export function endsInOpenEscape(bytes: Uint8Array, from: number, end: number, escapeOpen: boolean): boolean {
  let before = end - 1;
  while (before >= from && bytes[before] === BACKSLASH) before--;
  const count = end - 1 - before;
  const reachesBack = before < from && escapeOpen ? 1 : 0;
  return (count + reachesBack) % 2 === 1;
}

const DECODER = new TextDecoder('utf-8');

/**
 * Decodes the raw content of a JSON string; a damaged escape is kept as it stands, because a capture that is slightly
 * broken should still give its tokens.
 *
 * @param raw the bytes between the quotes
 */
export function decodeJsonString(raw: Uint8Array): string {
  const text = DECODER.decode(raw);
  if (!text.includes('\\')) return text;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text.replace(/\\(["\\/])/g, '$1');
  }
}
