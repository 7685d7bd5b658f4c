import type { Crypto } from '../crypto/crypto.ts';
import { fromUtf8 } from '../encoding/utf8.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import { candidatesOf, isEvidence } from '../evidence/evidence.ts';
import type { Candidate, XmlCandidate } from './candidate.ts';
import { findTokens, isTruncatedToken } from './find-tokens.ts';
import { inputText } from './input-text.ts';
import { recogniseXml } from './recognise-xml.ts';
import type { SourceForm } from './report.ts';

/** Characters or bytes of input; captures are read as streams instead. */
export const MAX_INPUT = 16 * 1024 * 1024;
/** Messages of one input; each costs its judgement. */
const MAX_MESSAGES = 10_000;
/** JSON nested deeper takes its reader seconds. */
const MAX_JSON_DEPTH = 20_000;
/** JSON texts inside JSON strings that are still looked into. */
const MAX_JSON_IN_JSON = 3;
/** Shorter strings of a JSON document hold neither a token nor a message. */
const MIN_STRING = 20;
/** Strings of a JSON document that show nothing and are looked into all the same. */
const MAX_TRIES = 1000;

type Inflater = Pick<Crypto, 'inflateRaw'>;

const KNOWN_ROOT =
  /<(?:[\w.-]+:)?(?:Response|Assertion|EncryptedAssertion|AuthnRequest|LogoutRequest|LogoutResponse|EntityDescriptor|EntitiesDescriptor|RequestSecurityTokenResponse|RequestSecurityTokenResponseCollection)[\s/>]/;
/** A negated class needs no memory of what it passed, however long the text. */
const NOT_OF_TOKEN = /[^\w.-]/;
/** Characters in which a message's root has to stand. */
const ROOT_SAMPLE = 65_536;
const PEM = /-----BEGIN ([A-Z0-9 ]{1,60})-----/;
/** A key in base64 is short; a pattern over millions of characters would overflow. */
const MAX_KEY = 100_000;

/**
 * Recognises every token and message in an input by itself.
 *
 * @param input pasted text, or the bytes of a file
 * @param inflater inflates the redirect binding's messages
 * @returns at least one candidate
 * @throws WorkbenchError ERR_INPUT_EMPTY, ERR_INPUT_TOO_LARGE, ERR_INPUT_BINARY, ERR_INPUT_ENCODING, ERR_INPUT_IS_KEY,
 *   ERR_INPUT_TRUNCATED, ERR_INPUT_UNRECOGNISED
 */
export function recognise(input: string | Uint8Array, inflater: Inflater): Candidate[] {
  if (input.length > MAX_INPUT)
    throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', { bytes: input.length, limit: MAX_INPUT });
  if (input.length === 0) throw empty();
  if (typeof input !== 'string') {
    // The bytes of an XML document stay as they are: its parser judges their encoding.
    const documents = recogniseXml(input, inflater);
    if (documents.some(({ form }) => form === 'raw')) return orTokens(documents, fromUtf8(input) ?? '');
  }
  const text = (typeof input === 'string' ? input : inputText(input)).replace(/^\uFEFF/, '');
  if (text.trim() === '') throw empty();
  const found = findMessages(text, inflater);
  if (found.length === 0) throw nothingFound(text.trim());
  return found;
}

/**
 * Finds every token and message in a text, each once.
 *
 * @param text any text: a message, a request, a command, a log
 * @throws WorkbenchError ERR_INPUT_TOO_LARGE for a message that inflates beyond the cap
 */
export function findMessages(text: string, inflater: Inflater): Candidate[] {
  const seen = new Set<string>();
  const each = search(text, inflater, 0).filter((found) => {
    const key = found.family === 'jose' ? found.text : (fromUtf8(found.bytes) ?? '');
    if (key !== '' && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (each.length > MAX_MESSAGES)
    throw new WorkbenchError(
      'ERR_INPUT_TOO_LARGE',
      'input',
      { bytes: text.length, limit: MAX_INPUT },
      { message: `There are ${each.length} messages in it, more than the ${MAX_MESSAGES} judged at once.` },
    );
  return each;
}

/** A document of no kind this tool knows may still carry tokens, as SOAP and logs in XML do. */
function orTokens(documents: XmlCandidate[], text: string): Candidate[] {
  if (documents.length !== 1 || KNOWN_ROOT.test(text.slice(0, ROOT_SAMPLE))) return documents;
  const tokens = findTokens(text, 'form');
  return tokens.length > 0 ? tokens : documents;
}

function search(text: string, inflater: Inflater, depth: number): Candidate[] {
  const trimmed = text.trim();
  if (/^[{[]/.test(trimmed)) return searchJson(trimmed, inflater, depth);
  // Base64 has no dot: a single token is no XML message in any form.
  if (trimmed.startsWith('e') && trimmed.includes('.') && !NOT_OF_TOKEN.test(trimmed))
    return findTokens(text);
  const documents = recogniseXml(text, inflater);
  if (documents.some(({ form }) => form === 'raw' || form === 'post')) return orTokens(documents, trimmed);
  const form = formOfText(trimmed);
  const tokens = findTokens(text, form);
  if (documents.length + tokens.length > 0) return [...documents, ...tokens];
  return /%(?:2e|22|7b|3d)/i.test(trimmed) ? findTokens(decodePercent(trimmed), form) : [];
}

function formOfText(text: string): SourceForm {
  if (/^(?:\$\s*)?curl(?:\.exe)?\s/.test(text)) return 'curl';
  return text.startsWith('<') ? 'form' : 'raw';
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function searchJson(text: string, inflater: Inflater, depth: number): Candidate[] {
  const form = depth === 0 ? 'raw' : 'json';
  let value: unknown;
  try {
    if (isTooDeep(text)) throw new SyntaxError('too deep');
    value = JSON.parse(text);
  } catch {
    // Cut off or damaged: a token is judged as such, and of anything else whatever is still whole in it.
    return looksLikeJose(text) ? [{ family: 'jose', form, leniencies: [], text }] : findTokens(text, 'json');
  }
  if (isJose(value)) return [{ family: 'jose', form, leniencies: [], text }];
  if (isEvidence(value)) return candidatesOf(value);
  const found: Candidate[] = [];
  let tries = 0;
  for (const held of tokensAndStringsIn(value)) {
    if (typeof held !== 'string')
      found.push({ family: 'jose', form: 'json', leniencies: [], text: JSON.stringify(held) });
    else if (held.length >= MIN_STRING && (mayCarry(held) || ++tries <= MAX_TRIES))
      for (const candidate of searchString(held, inflater, depth)) found.push({ ...candidate, form: 'json' });
  }
  return found;
}

/** How a token, markup or its base64, a query, or JSON shows; only deflated messages show nothing, and are rare in JSON. */
function mayCarry(text: string): boolean {
  return /e[yw]|SAML|wresult|^\s*(?:[<{["]|%3C|&lt;|P[A-P]|77u)/i.test(text);
}

function searchString(text: string, inflater: Inflater, depth: number): Candidate[] {
  if (/^\s*[{[]/.test(text))
    return depth < MAX_JSON_IN_JSON ? searchJson(text.trim(), inflater, depth + 1) : [];
  const documents = recogniseXml(text, inflater).filter(({ bytes }) =>
    KNOWN_ROOT.test(fromUtf8(bytes)?.slice(0, ROOT_SAMPLE) ?? ''),
  );
  return documents.length > 0 ? documents : findTokens(text, 'json');
}

/** Walks without recursion, because a document may be nested deeper than the stack. */
function* tokensAndStringsIn(value: unknown): Generator<string | object> {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string' || isJose(next)) yield next;
    else if (typeof next === 'object' && next !== null) {
      const inner: unknown[] = Array.isArray(next) ? next : Object.values(next);
      for (let index = inner.length - 1; index >= 0; index--) open.push(inner[index]);
    }
  }
}

/** Parsing time grows faster than the depth, so hostile depth is seen beforehand. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') {
      if (++depth > MAX_JSON_DEPTH) return true;
    } else if (character === ']' || character === '}') depth--;
  }
  return false;
}

/** The JSON serializations by the members they must have (RFC 7515 section 7.2, RFC 7516 section 7.2). */
function hasJoseMembers(has: (name: string) => boolean): boolean {
  if (has('ciphertext')) return has('tag') || has('iv') || has('recipients') || has('protected');
  if (has('signatures')) return has('payload') || has('protected');
  return has('signature') && (has('protected') || (has('payload') && has('header')));
}

function isJose(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    hasJoseMembers((name) => Object.hasOwn(value, name))
  );
}

/** The same where the JSON itself is damaged. */
function looksLikeJose(text: string): boolean {
  return text.startsWith('{') && hasJoseMembers((name) => new RegExp(`"${name}"\\s*:`).test(text));
}

function empty(): WorkbenchError<'ERR_INPUT_EMPTY'> {
  return new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'token or message' });
}

function nothingFound(text: string): WorkbenchError {
  const key = keyOf(text);
  if (key !== undefined) return new WorkbenchError('ERR_INPUT_IS_KEY', 'input', { looksLike: key });
  const bare = text.replace(/^(?:authorization\s*:\s*)?(?:bearer\s+)?["']?/i, '');
  if (isTruncatedToken(bare.length > MAX_KEY ? bare : bare.replace(/\s+/g, '')))
    return new WorkbenchError('ERR_INPUT_TRUNCATED', 'input', { what: 'token' });
  const looksLike = /^<(?:!doctype html|html)/i.test(text)
    ? 'a web page without a token in it'
    : /^[{[]/.test(text)
      ? 'JSON without a token in it'
      : `text beginning with ${JSON.stringify(text.slice(0, 20))}`;
  return new WorkbenchError('ERR_INPUT_UNRECOGNISED', 'input', { looksLike });
}

function keyOf(text: string): string | undefined {
  const label = PEM.exec(text)?.[1];
  if (label !== undefined) return label.includes('CERTIFICATE') ? 'a certificate in PEM' : 'a key in PEM';
  if (/^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) AAAA/.test(text)) return 'an SSH public key';
  if (/^\{/.test(text) && /"kty"\s*:/.test(text)) return /"keys"\s*:/.test(text) ? 'a JWK Set' : 'a JWK';
  return text.length <= MAX_KEY && /^MII[A-Za-z0-9+/\s]{60,}={0,2}$/.test(text)
    ? 'a certificate or key in base64'
    : undefined;
}
