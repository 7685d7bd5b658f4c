import { isEvidence } from '../evidence/evidence.ts';
import type { JoseCandidate } from './candidate.ts';

/** What a JSON document turned out to be. */
export type JsonDocument =
  | { readonly is: 'token'; readonly candidate: JoseCandidate }
  /** Strings that may each hold a token or message. */
  | { readonly is: 'holder'; readonly texts: readonly string[] }
  | { readonly is: 'key' }
  | { readonly is: 'other' };

const MAX_STRINGS = 200_000;

/**
 * Recognises a JSON text: a JWS or JWE in JSON serialization (RFC 7515 section 7.2, RFC 7516 section 7.2), this tool's own
 * evidence, a key or key set (RFC 7517), or a document that may hold tokens, such as a token endpoint's answer.
 *
 * @param text trimmed
 */
export function readJsonDocument(text: string): JsonDocument {
  if (!/^[[{]/.test(text)) return { is: 'other' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A damaged JSON serialization is still a token to be judged as such.
    return looksLikeSerialization(text) ? token(text) : { is: 'other' };
  }
  if (isEvidence(value)) return { is: 'holder', texts: value.messages.map((message) => message.text) };
  if (isObject(value)) {
    const signed =
      'payload' in value || 'signatures' in value || ('protected' in value && 'signature' in value);
    if (signed || 'ciphertext' in value) return token(text);
    if (Array.isArray(value.keys) || typeof value.kty === 'string') return { is: 'key' };
  }
  return { is: 'holder', texts: stringsIn(value) };
}

function token(text: string): JsonDocument {
  return { is: 'token', candidate: { family: 'jose', form: 'json', leniencies: [], text } };
}

function looksLikeSerialization(text: string): boolean {
  return (
    text.startsWith('{') &&
    /"(payload|signatures|ciphertext)"\s*:/.test(text) &&
    /"(protected|signature|signatures|iv)"\s*:/.test(text)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without recursion, because a document may be nested deeper than a stack is. */
function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && found.length < MAX_STRINGS) {
    const next = waiting.pop();
    if (typeof next === 'string') found.push(next);
    else if (typeof next === 'object' && next !== null) {
      for (const held of Object.values(next).reverse()) waiting.push(held);
    }
  }
  return found;
}
