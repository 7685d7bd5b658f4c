import { fromUtf8 } from '../encoding/utf8.ts';
import { decodePart } from '../jwt/token-part.ts';
import type { JoseCandidate } from './candidate.ts';
import type { SourceForm } from './report.ts';

/** A header in base64url: "{" and a quote, a space or a line end. */
const HEADER_START = /^(?:ey[A-Za-z0-9]|ew[0o]|77u_ey)/;
/**
 * A token in other text. The look-behind keeps a long run from being tried at every place, so the search stays linear.
 */
const TOKEN =
  /(?<![A-Za-z0-9_.-])(?:ey[A-Za-z0-9]|ew[0o])[A-Za-z0-9_-]{4,}={0,2}(?:\.[A-Za-z0-9_-]*={0,2}){1,5}/g;
const ONLY_TOKEN = /^[A-Za-z0-9_-]+={0,2}(?:\.[A-Za-z0-9_-]*={0,2}){2,4}$/;
const SPACE = /\s+/;
/** Characters before a token that tell how it travelled. */
const CONTEXT = 60;

/** @returns whether the part before the first dot is the header of a token. */
export function hasTokenHeader(text: string): boolean {
  if (!HEADER_START.test(text)) return false;
  const dot = text.indexOf('.');
  const header = dot === -1 ? text : text.slice(0, dot);
  const { bytes } = decodePart(header.slice(0, 4096));
  const decoded = bytes === undefined ? undefined : fromUtf8(bytes.subarray(0, 64));
  // Cut in the middle of a character: its beginning shows enough.
  return decoded === undefined ? header.startsWith('eyJ') : /^\uFEFF?\s*\{/.test(decoded);
}

/** @returns whether a text is the start of a token whose rest is missing. */
export function isTruncatedToken(text: string): boolean {
  return hasTokenHeader(text) && text.split('.', 3).length < 3 && /^[A-Za-z0-9_.=-]+$/.test(text);
}

/** RFC 7797: such a payload may hold spaces and any other character but a dot. */
function hasUnencodedPayload(text: string): boolean {
  const { bytes } = decodePart(text.slice(0, Math.min(text.indexOf('.'), 4096)));
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

/** A text that is one token and nothing else, with what stands around and inside it. */
function wholeToken(text: string, form: SourceForm): JoseCandidate | undefined {
  const core = text.trim();
  const bare = core.replace(/^(["'`])([\s\S]*)\1[,;]?$/, '$2').trim();
  if (!hasTokenHeader(bare)) return undefined;
  const around = form === 'raw' && core !== text ? ['white space around the token'] : [];
  if (!SPACE.test(bare) || hasUnencodedPayload(bare))
    return bare.split('.', 3).length === 3 ? candidate(bare, form, around) : undefined;
  const pieces = bare.split(SPACE);
  // Several tokens below each other are several, although they would make one long one.
  if (pieces.some((piece, index) => index > 0 && hasTokenHeader(piece))) return undefined;
  const joined = pieces.join('');
  return ONLY_TOKEN.test(joined) ? candidate(joined, form, ['line ends inside the token']) : undefined;
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
  for (const match of text.matchAll(TOKEN)) {
    const matched = match[0].split('.').length;
    // The dot that ends a sentence is not the token's; the one that ends an unsigned token is.
    const isSentenceEnd = match[0].endsWith('.') && matched !== 3 && matched !== 5;
    const token = isSentenceEnd ? match[0].slice(0, -1) : match[0];
    const parts = isSentenceEnd ? matched - 1 : matched;
    if (parts < 3 || !hasTokenHeader(token)) continue;
    const before = text.slice(Math.max(0, match.index - CONTEXT), match.index);
    found.push(candidate(token, formOf(before, form)));
  }
  return found;
}
