import type { JsonMember, JsonNode } from './node.ts';

const JSON_PROBLEMS = [
  'bom',
  'syntax',
  'trailing',
  'depth',
  'duplicate',
  'non-finite',
  'lone-surrogate',
] as const;
type JsonProblemKind = (typeof JSON_PROBLEMS)[number];

/** Something that two JSON readers may take differently, or that is no JSON at all. */
export interface JsonProblem {
  readonly kind: JsonProblemKind;
  /** What stands there, for a sentence: a member's name, a number, the character found. */
  readonly found: string;
  readonly start: number;
  readonly end: number;
}

export interface JsonResult {
  /** Absent where the text is no JSON, or nested above MAX_JSON_DEPTH. */
  readonly root?: JsonNode;
  readonly problems: readonly JsonProblem[];
}

/** Nesting above which nothing is read: no token comes near it, and parsers overflow their stack somewhere beyond. */
export const MAX_JSON_DEPTH = 100;
/** Problems after which no more are listed. */
const MAX_PROBLEMS = 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Stop extends Error {}

/**
 * Reads JSON strictly (RFC 8259) and names everything that readers disagree on: members that stand twice at any depth, numbers
 * that no double can hold, lone surrogates, a byte order mark, text after the value, nesting above MAX_JSON_DEPTH.
 *
 * Runs in linear time; never throws.
 *
 * @param text the whole document
 */
export function parseJson(text: string): JsonResult {
  const reader = new Reader(text);
  try {
    return { root: reader.document(), problems: reader.problems };
  } catch (thrown) {
    if (thrown instanceof Stop) return { problems: reader.problems };
    throw thrown;
  }
}

class Reader {
  readonly problems: JsonProblem[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    if (this.#text.charCodeAt(0) === 0xfeff) {
      this.#note('bom', 'a byte order mark', 0, 1);
      this.#at = 1;
    }
    this.#space();
    const root = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length)
      this.#note('trailing', this.#text.slice(this.#at, this.#at + 20), this.#at, this.#text.length);
    return root;
  }

  #value(depth: number): JsonNode {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    switch (code) {
      case 0x7b:
        return this.#object(start, depth);
      case 0x5b:
        return this.#array(start, depth);
      case QUOTE: {
        const value = this.#string();
        return { kind: 'string', value, start, end: this.#at };
      }
      case 0x74:
        return this.#literal('true', true);
      case 0x66:
        return this.#literal('false', false);
      case 0x6e:
        return this.#literal('null', null);
      default:
        return this.#number();
    }
  }

  #object(start: number, depth: number): JsonNode {
    this.#deepen(start, depth);
    const members: JsonMember[] = [];
    const byName = new Map<string, JsonMember>();
    this.#at++;
    this.#space();
    if (this.#take(0x7d)) return { kind: 'object', members, byName, start, end: this.#at };
    for (;;) {
      const nameStart = this.#at;
      if (this.#text.charCodeAt(nameStart) !== QUOTE) this.#fail();
      const name = this.#string();
      const nameEnd = this.#at;
      if (byName.has(name)) this.#note('duplicate', name, nameStart, nameEnd);
      this.#space();
      if (!this.#take(0x3a)) this.#fail();
      this.#space();
      const member = { name, start: nameStart, nameEnd, value: this.#value(depth + 1) };
      members.push(member);
      byName.set(name, member);
      this.#space();
      if (this.#take(0x7d)) return { kind: 'object', members, byName, start, end: this.#at };
      if (!this.#take(0x2c)) this.#fail();
      this.#space();
    }
  }

  #array(start: number, depth: number): JsonNode {
    this.#deepen(start, depth);
    const items: JsonNode[] = [];
    this.#at++;
    this.#space();
    if (this.#take(0x5d)) return { kind: 'array', items, start, end: this.#at };
    for (;;) {
      items.push(this.#value(depth + 1));
      this.#space();
      if (this.#take(0x5d)) return { kind: 'array', items, start, end: this.#at };
      if (!this.#take(0x2c)) this.#fail();
      this.#space();
    }
  }

  /** Reads from the quote under the cursor to behind its partner. */
  #string(): string {
    const text = this.#text;
    const start = this.#at + 1;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH) return this.#escapedString(start, at);
      // NaN at the end of the text is not above it either.
      if (!(code >= 0x20)) this.#failAt(at);
      at++;
    }
  }

  #escapedString(start: number, firstEscape: number): string {
    const text = this.#text;
    const pieces = [text.slice(start, firstEscape)];
    let at = firstEscape;
    let plain = at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        pieces.push(text.slice(plain, at));
        const letter = text.charAt(at + 1);
        if (letter === 'u') {
          const digits = text.slice(at + 2, at + 6);
          if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#failAt(at);
          pieces.push(String.fromCharCode(Number.parseInt(digits, 16)));
          at += 6;
        } else {
          const character = Object.hasOwn(SHORT_ESCAPES, letter) ? SHORT_ESCAPES[letter] : undefined;
          if (character === undefined) this.#failAt(at);
          pieces.push(character);
          at += 2;
        }
        plain = at;
      } else {
        if (!(code >= 0x20)) this.#failAt(at);
        at++;
      }
    }
    pieces.push(text.slice(plain, at));
    this.#at = at + 1;
    const value = pieces.join('');
    if (LONE_SURROGATE.test(value)) this.#note('lone-surrogate', 'half a character', start - 1, this.#at);
    return value;
  }

  #number(): JsonNode {
    const start = this.#at;
    NUMBER.lastIndex = start;
    const raw = NUMBER.exec(this.#text)?.[0];
    if (raw === undefined) this.#fail();
    this.#at = start + raw.length;
    const value = Number(raw);
    if (!Number.isFinite(value)) this.#note('non-finite', raw.slice(0, 40), start, this.#at);
    return { kind: 'number', value, raw, start, end: this.#at };
  }

  #literal(word: string, value: boolean | null): JsonNode {
    const start = this.#at;
    if (!this.#text.startsWith(word, start)) this.#fail();
    this.#at = start + word.length;
    return { kind: 'literal', value, start, end: this.#at };
  }

  #deepen(start: number, depth: number): void {
    if (depth < MAX_JSON_DEPTH) return;
    this.#note('depth', `more than ${MAX_JSON_DEPTH} levels`, start, start + 1);
    throw new Stop();
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #fail(): never {
    this.#failAt(this.#at);
  }

  #failAt(at: number): never {
    const found = at >= this.#text.length ? 'the end of the text' : JSON.stringify(this.#text.charAt(at));
    const end = Math.min(at + 1, this.#text.length);
    this.problems.push({ kind: 'syntax', found, start: Math.min(at, end), end });
    throw new Stop();
  }

  #note(kind: JsonProblemKind, found: string, start: number, end: number): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ kind, found, start, end });
  }
}
