import { isPublicHost, isPublicSegment, isVocabulary } from './vocabulary.ts';

/** When redacted evidence says it was judged; every time in it is shifted by the same span. */
const REDACTED_NOW = Date.UTC(2001, 0, 1);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;
const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Replaces values so that nothing of the original is left, equal values stay equal and each keeps its shape: a GUID stays a
 * GUID, an e-mail address an e-mail address, a time a time at the same distance from all others.
 *
 * One instance serves a whole evidence; the order of first use decides the numbers, so the same input gives the same output.
 */
export class Pseudonyms {
  readonly #shift: number;
  readonly #given = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** @param judgedAt epoch milliseconds; becomes REDACTED_NOW */
  constructor(judgedAt: number) {
    this.#shift = Math.round((REDACTED_NOW - judgedAt) / 1000) * 1000;
  }

  /** Any value, by its shape. White space around it stays. */
  value(original: string): string {
    const core = original.trim();
    if (core === '') return original;
    const at = original.indexOf(core);
    return original.slice(0, at) + this.#byShape(core) + original.slice(at + core.length);
  }

  /** A moment in epoch milliseconds, shifted like every other time. */
  moment(original: number): number {
    return original + this.#shift;
  }

  /** An XML ID or what refers to one; whether it begins with a digit or is a name at all is kept, because that is judged. */
  id(original: string): string {
    if (original === '') return original;
    const first = /^\d/.test(original) ? '1' : '_';
    const gap = first === '1' || NC_NAME.test(original) ? '-' : ':';
    return this.#once('id', original, (count) => `${first}id${gap}${count}`);
  }

  /**
   * Base64 of the same length, with the white space, foreign characters and padding that a reader would judge.
   *
   * @param url true where its alphabet is base64url's (RFC 4648 section 5)
   */
  base64(original: string, url = false): string {
    const alphabet = url ? /[A-Za-z0-9_-]|[^\p{ASCII}]/gu : /[A-Za-z0-9+/]|[^\p{ASCII}]/gu;
    return this.#once('base64', original, (count) => {
      const mark = digits(count);
      const body = original.slice(0, paddingStart(original));
      const length = body.replace(/[^A-Za-z0-9+/_-]/g, '').length;
      let used = 0;
      return (
        body
          .replace(alphabet, (character) => {
            if (character > '\u007f') return '\u00b7';
            return used < mark.length ? mark.charAt(used++) : 'A';
          })
          .replace(/[A-Za-z0-9](\s*)$/, `${lastCharacter(body, length)}$1`) + original.slice(body.length)
      );
    });
  }

  /** Epoch seconds or milliseconds (RFC 7519 NumericDate), as JSON text. */
  numericDate(original: string): string {
    const number = Number(original);
    if (!JSON_NUMBER.test(original) || !Number.isFinite(number) || Math.abs(number) < 1e8)
      return this.number(original);
    return String(Math.abs(number) > 1e11 ? number + this.#shift : number + this.#shift / 1000);
  }

  /** A number that is no date, as JSON text: same count of digits; one that no reader accepts stays unacceptable. */
  number(original: string): string {
    if (!JSON_NUMBER.test(original)) return original.replace(/\d/g, '0');
    if (isVocabulary(original)) return original;
    if (!Number.isFinite(Number(original))) return '1e999';
    return /^-?\d+$/.test(original) ? this.#digitRun(original) : '0.5';
  }

  /** The name of a claim or attribute that is not of a public vocabulary. */
  name(original: string): string {
    return isVocabulary(original) ? original : this.#once('name', original, (count) => `attribute-${count}`);
  }

  /** A namespace name or other identifier with a scheme; a relative one, which is a fault, stays relative. */
  namespace(original: string): string {
    if (original.trim() === '' || isVocabulary(original)) return original;
    const scheme = /^[a-z][a-z0-9+.-]*:/i.test(original) ? 'urn:redacted:' : 'redacted-';
    return this.#once('namespace', original, (count) => `${scheme}${count}`);
  }

  /** A name of markup that belongs to no vocabulary. */
  elementName(original: string): string {
    return this.#once('markup', original, (count) => `redacted-${count}`);
  }

  #byShape(value: string): string {
    if (isVocabulary(value)) return value;
    if (INSTANT.test(value)) return this.#instant(value);
    if (GUID.test(value)) return this.#guid(value);
    const aadsts = /^(AADSTS\d+)\b/.exec(value);
    if (aadsts?.[1] !== undefined) return `${aadsts[1]}: ${this.#text(value)}`;
    if (/^(?:https?|api):\/\/\S+$/i.test(value)) return this.#url(value);
    if (/^urn:\S+$/i.test(value)) return this.namespace(value);
    if (value.startsWith('spn:')) return `spn:${this.#byShape(value.slice(4))}`;
    if (/^[^\s@]+@[^\s@]+$/.test(value)) return this.#address(value);
    if (/^\d{4,}$/.test(value)) return this.#digitRun(value);
    if (/^[A-Za-z0-9+/_=\s-]{64,}$/.test(value)) return this.base64(value, /[-_]/.test(value));
    return this.#text(value);
  }

  #text(value: string): string {
    return this.#once('text', value, (count) => `redacted-${count}`);
  }

  #guid(value: string): string {
    return this.#once(
      'guid',
      value.toLowerCase(),
      (count) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    );
  }

  #digitRun(value: string): string {
    const length = value.replace('-', '').length;
    return this.#once('digits', value, (count) => `9${String(count).padStart(length - 1, '0')}`);
  }

  #address(value: string): string {
    const at = value.lastIndexOf('@');
    const local = value.slice(0, at);
    // A guest's user principal name in the resource tenant: alias_home.example#EXT#@tenant.
    const guest = /^(.+)_([^_]+)#EXT#$/i.exec(local);
    const name =
      guest?.[1] !== undefined && guest[2] !== undefined
        ? `${this.#person(guest[1])}_${this.#domain(guest[2])}#EXT#`
        : this.#person(local);
    return `${name}@${this.#domain(value.slice(at + 1))}`;
  }

  #person(local: string): string {
    return this.#once('person', local, (count) => `person-${count}`);
  }

  #domain(domain: string): string {
    return this.#once('domain', domain.toLowerCase(), (count) => `domain-${count}.example`);
  }

  #url(value: string): string {
    const parts = /^(https?|api):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(value);
    if (parts === null) return this.#text(value);
    const [, scheme = 'https', host = '', path = '', query, fragment] = parts;
    const isPublic = isPublicHost(host.toLowerCase());
    const newHost = isPublic ? host : GUID.test(host) ? this.#guid(host) : this.#domain(host);
    const newPath = path
      .split('/')
      .map((segment) => {
        if (isPublicSegment(segment)) return segment;
        return GUID.test(segment)
          ? this.#guid(segment)
          : this.#once('path', segment, (count) => `path-${count}`);
      })
      .join('/');
    const rest = `${query ?? ''}${fragment ?? ''}`;
    return `${scheme}://${newHost}${newPath}${rest === '' ? '' : `?${this.#text(rest)}`}`;
  }

  #instant(value: string): string {
    const [, local = '', fraction = '', zone = ''] = INSTANT.exec(value) ?? [];
    const shifted = new Date(Date.parse(`${local}Z`) + this.#shift);
    if (Number.isNaN(shifted.getTime())) return this.#text(value);
    return `${shifted.toISOString().slice(0, 19)}${fraction}${zone}`;
  }

  #once(kind: string, original: string, make: (count: number) => string): string {
    const key = `${kind}:${original}`;
    const before = this.#given.get(key);
    if (before !== undefined) return before;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const made = make(count);
    this.#given.set(key, made);
    return made;
  }
}

function digits(count: number): string {
  let rest = count;
  let out = '';
  while (rest > 0) {
    out += ALPHABET.charAt(rest % ALPHABET.length);
    rest = Math.floor(rest / ALPHABET.length);
  }
  return out;
}

/** The last character of base64 holds bits that belong to nothing; whether they are zero, as they must be, is kept. */
function lastCharacter(body: string, length: number): string {
  const unused = length % 4 === 2 ? 15 : length % 4 === 3 ? 3 : 0;
  const value = `${ALPHABET}-_`.indexOf((body.trimEnd().at(-1) ?? 'A').replace('+', '-').replace('/', '_'));
  return value > 0 && (value & unused) !== 0 ? 'B' : 'A';
}

/**
 * Where the padding of base64 begins, with the white space behind it; a loop, because a pattern would take quadratic time on
 * a text of padding.
 *
 * @returns the text's length where it has none
 */
export function paddingStart(text: string): number {
  const end = text.trimEnd().length;
  let start = end;
  while (start > 0 && text.charAt(start - 1) === '=') start--;
  return start === end ? text.length : start;
}
