import type { Pseudonyms } from './pseudonyms.ts';

/** Members whose numbers are times (RFC 7519 section 2, NumericDate, and what Entra and OpenID Connect add). */
const NUMERIC_DATES = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at', 'xms_tcdt', 'pwd_exp']);

const TOKEN = /"(?:[^"\\]+|\\[\s\S])*"?|-?\d[\d.eE+-]*|[^\s"{}[\],:\d-][^\s"{}[\],:]*|[\s\S]/g;
const WORDS = /^(?:true|false|null|NaN|Infinity|\uFEFF)$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

export interface RedactJsonOptions {
  /** Says whether a member's name is public (a registered or documented claim) and may stay. */
  readonly isPublicName: (name: string) => boolean;
  /** Redacts a string that needs more than its shape tells (a token, encoded JSON); undefined where it is none. */
  readonly special: (member: string, value: string) => string | undefined;
}

/**
 * Redacts a JSON text word by word: order, duplicates, depth and even damage stay, because they are what the text is evidence of.
 *
 * @param text a JSON text (RFC 8259), possibly malformed
 * @param names one map for the whole evidence
 */
export function redactJson(text: string, names: Pseudonyms, options: RedactJsonOptions): string {
  let out = '';
  let member = '';
  const inObject: boolean[] = [];
  let expectName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const first = token.charAt(0);
    if (first === '{' || first === '[') {
      inObject.push(first === '{');
      expectName = first === '{';
    } else if (first === '}' || first === ']') {
      inObject.pop();
      expectName = false;
    } else if (first === ',') expectName = inObject.at(-1) === true;
    else if (first === ':') expectName = false;
    if (first !== '"') {
      if (/[\d-]/.test(first))
        out += NUMERIC_DATES.has(member) ? names.numericDate(token) : names.number(token);
      else out += /^[{}[\],:\s]$/.test(token) || WORDS.test(token) ? token : names.value(token);
    } else if (expectName) {
      member = decode(token);
      out += options.isPublicName(member) ? token : quoted(names.name(member), token);
    } else {
      const value = decode(token);
      out += quoted(options.special(member, value) ?? names.value(value), token);
    }
  }
  return out;
}

/** A string as JSON, with the fault the original has: an escape that is none, a missing end, half of a surrogate pair. */
function quoted(value: string, original: string): string {
  const text = JSON.stringify(value);
  try {
    const before: unknown = JSON.parse(original);
    return typeof before === 'string' && LONE_SURROGATE.test(before) ? `${text.slice(0, -1)}\\ud800"` : text;
  } catch {
    return /^"(?:[^"\\]|\\[\s\S])*"$/.test(original) ? `${text.slice(0, -1)}\\x"` : text.slice(0, -1);
  }
}

function decode(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : token;
  } catch {
    return token.slice(1).replace(/"$/, '');
  }
}
