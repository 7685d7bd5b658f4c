import { toBase64Url } from '../encoding/base64.ts';
import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import { decodePart } from '../jwt/token-part.ts';
import { type Pseudonyms, paddingStart } from './pseudonyms.ts';
import { redactJson } from './redact-json.ts';

/** Header parameters and members of JOSE (RFC 7515 to 7518, RFC 7797); their names say nothing of anybody. */
const JOSE_NAMES = new Set([
  'alg',
  'jku',
  'jwk',
  'kid',
  'x5u',
  'x5c',
  'x5t',
  'x5t#S256',
  'typ',
  'cty',
  'crit',
  'enc',
  'zip',
  'epk',
  'apu',
  'apv',
  'iv',
  'tag',
  'p2s',
  'p2c',
  'b64',
  'nonce',
  'url',
  'kty',
  'crv',
  'x',
  'y',
  'n',
  'e',
  'k',
  'use',
  'key_ops',
  'payload',
  'protected',
  'header',
  'signature',
  'signatures',
  'ciphertext',
  'recipients',
  'encrypted_key',
  'unprotected',
  'aad',
  'keys',
]);
const ENCODED_JSON = new Set(['payload', 'protected']);
const ENCODED_BYTES = new Set([
  'signature',
  'ciphertext',
  'encrypted_key',
  'iv',
  'tag',
  'aad',
  'x5t',
  'x5t#S256',
]);
const COMPACT = /^[A-Za-z0-9_-]{2,}={0,2}(\.[A-Za-z0-9_-]*={0,2}){2,4}$/;
const MAX_NESTING = 8;

export interface RedactJoseOptions {
  /** Says whether a claim's name is public and may stay. */
  readonly isPublicClaim: (name: string) => boolean;
}

/**
 * Redacts a JWS or JWE in compact or JSON serialization: decoded, redacted word by word, encoded again. Signature, keys and
 * ciphertext become other bytes of the same length.
 *
 * @param token compact (RFC 7515 section 7.1, RFC 7516 section 7.1) or JSON serialization
 * @param names one map for the whole evidence
 */
export function redactJose(token: string, names: Pseudonyms, options: RedactJoseOptions): string {
  return redactToken(token, names, options, 0);
}

function redactToken(token: string, names: Pseudonyms, options: RedactJoseOptions, depth: number): string {
  if (/^\s*[[{]/.test(token)) return redactDocument(token, names, options, depth);
  const parts = token.split('.');
  const readable = parts.length === 5 ? 1 : 2;
  return parts
    .map((part, index) =>
      index < readable ? redactPart(part, names, options, depth) : names.base64(part, true),
    )
    .join('.');
}

/** One base64url part that holds JSON, a nested token or any other text; its faults of encoding stay, being judged. */
function redactPart(part: string, names: Pseudonyms, options: RedactJoseOptions, depth: number): string {
  if (part.trim() === '') return part;
  const { bytes, fault } = decodePart(part);
  if (bytes === undefined) return names.base64(part, true);
  const body = part.slice(0, paddingStart(part)).trimEnd();
  const padding = part.slice(body.length);
  const content = redactContent(bytes, names, options, depth);
  const hasLeftOver = fault === undefined && toBase64Url(bytes) !== body.replace(/\s/g, '');
  const encoded =
    fault === undefined ? (hasLeftOver ? leftOver(content) : toBase64Url(content)) : cutOff(content);
  const gap = /\s+/.exec(body);
  const broken = gap === null ? encoded : encoded.slice(0, gap.index) + gap[0] + encoded.slice(gap.index);
  return broken + padding;
}

/** With a last character that is not enough for a byte. */
function cutOff(content: Uint8Array): string {
  return `${toBase64Url(spaced(content, 0))}A`;
}

/** With bits behind the last byte that are not zero, as they must be (RFC 4648 section 3.5). */
function leftOver(content: Uint8Array): string {
  const encoded = toBase64Url(spaced(content, 1));
  // With one byte over, the last character is A, Q, g or w.
  return encoded.slice(0, -1) + String.fromCharCode(encoded.charCodeAt(encoded.length - 1) + 1);
}

/** White space behind JSON means nothing, and gives the length that is wanted. */
function spaced(content: Uint8Array, remainder: number): Uint8Array {
  const missing = (remainder - (content.length % 3) + 3) % 3;
  return Uint8Array.from([...content, ...new Array<number>(missing).fill(0x20)]);
}

function redactContent(
  bytes: Uint8Array,
  names: Pseudonyms,
  options: RedactJoseOptions,
  depth: number,
): Uint8Array {
  const text = fromUtf8(bytes);
  if (text === undefined) {
    // Bytes that are no text stay no text; what begins like JSON still does.
    const lenient = new TextDecoder().decode(bytes);
    return /^\s*[[{]/.test(lenient)
      ? Uint8Array.from([...toUtf8(redactDocument(lenient, names, options, depth)), 0xff])
      : new Uint8Array(bytes.length).fill(0xff);
  }
  if (depth < MAX_NESTING && COMPACT.test(text.trim()))
    return toUtf8(redactToken(text, names, options, depth + 1));
  return toUtf8(
    /^[\s\uFEFF]*[[{]/.test(text) ? redactDocument(text, names, options, depth) : names.value(text),
  );
}

function redactDocument(text: string, names: Pseudonyms, options: RedactJoseOptions, depth: number): string {
  return redactJson(text, names, {
    isPublicName: (name) => JOSE_NAMES.has(name) || options.isPublicClaim(name),
    special: (member, value) => {
      if (ENCODED_JSON.has(member)) return redactPart(value, names, options, depth);
      if (ENCODED_BYTES.has(member)) return names.base64(value, true);
      return depth < MAX_NESTING && COMPACT.test(value) && value.startsWith('eyJ')
        ? redactToken(value, names, options, depth + 1)
        : undefined;
    },
  });
}
