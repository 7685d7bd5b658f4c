import { fromUtf8 } from '../encoding/utf8.ts';
import { decodePart } from '../jwt/token-part.ts';
import type { JoseCandidate } from './candidate.ts';
import type { SourceForm } from './report.ts';

/** A header in base64url: "{" and a quote, a space or a line end. */
const HEADER_START = /^(?:ey[A-Za-z0-9]|ew[0o]|77u_ey)/;
/** Pieces a line-wrapped token may be in; a text of more is no token. */
const MAX_PIECES = 100_000;
/** One foreign character tells; a pattern for the whole text would overflow on millions. */
const NOT_OF_TOKEN = /[^A-Za-z0-9_.=-]/;
const QUOTES = '"\'`';
/** Characters before a token that tell how it travelled. */
const CONTEXT = 60;
const MAX_HEADER = 4096;
/** Characters of a header that tell a token: whole groups of four. */
const HEADER_SAMPLE = 84;

/** @returns whether the part before the first dot is the header of a token. */
function hasTokenHeader(text: string): boolean {
  if (!HEADER_START.test(text)) return false;
  const dot = text.indexOf('.');
  const header = dot === -1 ? text : text.slice(0, dot);
  const { bytes } = decodePart(header.slice(0, HEADER_SAMPLE));
  const decoded = bytes === undefined ? undefined : fromUtf8(bytes);
  // Cut in the middle of a character: its beginning shows enough.
  return decoded === undefined ? header.startsWith('eyJ') : /^\uFEFF?\s*\{/.test(decoded);
}

/** @returns whether a text is the start of a token whose rest is missing. */
export function isTruncatedToken(text: string): boolean {
  return hasTokenHeader(text) && text.split('.', 3).length < 3 && !NOT_OF_TOKEN.test(text);
}

/** RFC 7797: such a payload may hold spaces and any other character but a dot. */
function hasUnencodedPayload(text: string): boolean {
  const dot = text.indexOf('.');
  if (dot === -1 || dot > MAX_HEADER) return false;
  const { bytes } = decodePart(text.slice(0, dot));
  const header = bytes === undefined ? undefined : fromUtf8(bytes);
  return header !== undefined && /"b64"\s*:\s*false/.test(header) && text.split('.', 4).length === 3;
}

function formOf(before: string, whole: SourceForm): SourceForm {
  if (whole !== 'raw') return whole;
  if (/(?:authorization\s*:\s*["']?|\b(?:bearer|dpop)\s+|(?:dpop|x-[\w-]+)\s*:\s*)$/i.test(before))
    return 'header';
  return /[?&#;\s"']?\w*(?:token|assertion|request|jwt)\w*=$/i.test(before) ? 'form' : 'raw';
}

function candidate(text: string, form: SourceForm, leniencies: readonly string[] = []): JoseCandidate {
  return { family: 'jose', form, leniencies, text };
}

/** Without the quotes people copy along; by position, because a pattern over millions of characters overflows. */
function unquoted(text: string): string {
  const end = /[,;]$/.test(text.slice(-1)) ? text.length - 1 : text.length;
  const quote = text.charAt(0);
  return end > 1 && QUOTES.includes(quote) && text.charAt(end - 1) === quote
    ? text.slice(1, end - 1).trim()
    : text;
}

/** A text that is one token and nothing else, with what stands around and inside it. */
function wholeToken(text: string, form: SourceForm): JoseCandidate | undefined {
  const core = text.trim();
  const bare = unquoted(core);
  if (!hasTokenHeader(bare)) return undefined;
  const around = form === 'raw' && core !== text ? ['white space around the token'] : [];
  if (!/\s/.test(bare) || hasUnencodedPayload(bare))
    return bare.split('.', 3).length === 3 ? candidate(bare, form, around) : undefined;
  const pieces = bare.split(/\s+/, MAX_PIECES + 1);
  if (pieces.length > MAX_PIECES) return undefined;
  // Several tokens below each other are several, although they would make one long one.
  if (pieces.some((piece, index) => index > 0 && hasTokenHeader(piece))) return undefined;
  const joined = pieces.join('');
  const parts = joined.split('.', 6).length;
  return parts >= 3 && parts <= 5 && !NOT_OF_TOKEN.test(joined)
    ? candidate(joined, form, ['line ends inside the token'])
    : undefined;
}

/** Kinds of character by code: 1 of base64url, 2 a dot, 3 an equals sign. */
const KIND = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
  KIND[character.charCodeAt(0)] = 1;
KIND[0x2e] = 2;
KIND[0x3d] = 3;
const MOST_PARTS = 6;

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (KIND[code] as number) : 0;
}

/** The end of a part that begins at `at`: its characters and up to two equals signs. */
function partEnd(text: string, at: number): number {
  let end = at;
  while (kindAt(text, end) === 1) end++;
  for (let padding = 0; padding < 2 && kindAt(text, end) === 3; padding++) end++;
  return end;
}

/** Walks by character codes, because a pattern that has to remember a run of millions overflows its stack. */
function* tokensIn(text: string): Generator<{ readonly token: string; readonly index: number }> {
  for (let start = text.indexOf('e'); start !== -1; ) {
    let end = start + 1;
    const next = text.charCodeAt(end);
    // `ey` or `ew`, not inside another word.
    if ((next === 0x79 || next === 0x77) && (start === 0 || kindAt(text, start - 1) % 3 === 0)) {
      end = partEnd(text, start);
      let parts = 1;
      while (parts < MOST_PARTS && kindAt(text, end) === 2) {
        end = partEnd(text, end + 1);
        parts++;
      }
      // The dot that ends a sentence is not the token's; the one that ends an unsigned token is.
      const isSentenceEnd = kindAt(text, end - 1) === 2 && parts !== 3 && parts !== 5;
      if (isSentenceEnd) parts--;
      if (parts >= 3) yield { token: text.slice(start, isSentenceEnd ? end - 1 : end), index: start };
    }
    start = text.indexOf('e', end);
  }
}

/**
 * Finds JWS and JWE in compact serialization in any text: alone, line-wrapped, in a header, a command, a form or a log.
 *
 * @param text any text
 * @param form what the text is; `raw` lets the characters before a token decide
 */
export function findTokens(text: string, form: SourceForm = 'raw'): JoseCandidate[] {
  const whole = wholeToken(text, form);
  if (whole !== undefined) return [whole];
  const found: JoseCandidate[] = [];
  for (const { token, index } of tokensIn(text)) {
    if (!hasTokenHeader(token)) continue;
    found.push(candidate(token, formOf(text.slice(Math.max(0, index - CONTEXT), index), form)));
  }
  return found;
}
