import { fromBase64Url } from '../encoding/base64.ts';

/** One base64url part of a token. */
export interface TokenPart {
  /** As it stood: a signature covers the text, not the bytes. */
  readonly text: string;
  /** Absent where nothing can be decoded. */
  readonly bytes?: Uint8Array;
  /** What a strict reader refuses and a lenient one reads over, in words. */
  readonly leniencies: readonly string[];
  /** Why it is no base64url, even leniently. */
  readonly fault?: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NONE: readonly string[] = [];

/**
 * Decodes base64url (RFC 7515 section 2) strictly, and where that fails as far as it goes, naming what was wrong.
 *
 * @param text one part of a token
 */
export function decodePart(text: string): TokenPart {
  const bytes = fromBase64Url(text);
  return bytes === undefined ? decodeLeniently(text) : { text, bytes, leniencies: NONE };
}

function decodeLeniently(text: string): TokenPart {
  const leniencies: string[] = [];
  let body = text;
  const replace = (pattern: RegExp, by: string, what: string): void => {
    const next = body.replace(pattern, by);
    if (next !== body) leniencies.push(what);
    body = next;
  };
  replace(/[\s\u200b\ufeff]+/g, '', 'white space');
  const unpadded = withoutPadding(body);
  if (unpadded !== body) leniencies.push('padding ("=")');
  body = unpadded;
  replace(/\+/g, '-', '"+" of plain base64');
  replace(/\//g, '_', '"/" of plain base64');
  const foreign = /[^A-Za-z0-9_-]/u.exec(body);
  if (foreign !== null) {
    return {
      text,
      leniencies,
      fault: `${JSON.stringify(foreign[0])} is not a character of base64url`,
    };
  }
  const isCut = body.length % 4 === 1;
  const whole = isCut ? body.slice(0, -1) : body;
  const exact = fromBase64Url(whole);
  if (exact === undefined && !isCut) leniencies.push('left-over bits that are not zero');
  const bytes = exact ?? fromBase64Url(withoutLeftOverBits(whole));
  return {
    text,
    leniencies,
    ...(bytes === undefined ? {} : { bytes }),
    ...(isCut ? { fault: 'a character is missing' } : {}),
  };
}

/** Step by step, because a pattern over a run of millions overflows its stack. */
function withoutPadding(body: string): string {
  let end = body.length;
  for (;;) {
    if (body.charCodeAt(end - 1) === 0x3d) end--;
    else if (/^%3d$/i.test(body.slice(Math.max(0, end - 3), end))) end -= 3;
    else return body.slice(0, end);
  }
}

/** Clears the bits of the last character that belong to no byte (RFC 4648 section 3.5). */
function withoutLeftOverBits(body: string): string {
  const unused = body.length % 4 === 2 ? 4 : 2;
  const value = ALPHABET.indexOf(body.slice(-1));
  return body.slice(0, -1) + ALPHABET.charAt((value >> unused) << unused);
}
