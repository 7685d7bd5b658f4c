import type { Located, LocatedEntry } from './located-yaml.ts';

/** No control character, nothing that ends a line, no half of a surrogate pair. */
const INSIDE = '[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\ufeff';
const QUOTED = `"(${INSIDE}"\\\\]*)"|'(${INSIDE}']*)'`;
const PLAIN = '[A-Za-z][\\w.@+=,/:-]*(?: [\\w.@+=,/:-]+)*';
const NUMBER = '0|[1-9]\\d{0,14}';
const SCALAR = new RegExp(`^(?:${QUOTED}|(${PLAIN})|(${NUMBER}))(?: +#${INSIDE}]*)?$`, 'u');
const KEY = /^([A-Za-z][\w-]*):(?: +(?=[^ #])|(?: +#.*)?$)/;
const SKIPPED = new RegExp(`^ *(?:#${INSIDE}]*)?$`, 'u');
/** What YAML's core schema takes for something else than text. */
const NOT_TEXT = /^(?:true|false|null)$/i;

/** Thrown and caught in here. */
class NotPlain extends Error {}

/**
 * Reads a block of YAML that consists of lists, mappings and texts of one line: what an export of a large organization is, in a
 * tenth of the time that all of YAML takes.
 *
 * @param lines of the whole file
 * @param from the first line of the block
 * @returns undefined for anything that is not that plain, or wrong: then the real parser must read it
 */
export function readPlainBlock(lines: readonly string[], from: number): Located | undefined {
  try {
    return new PlainReader(lines, from).whole();
  } catch (thrown) {
    if (thrown instanceof NotPlain) return undefined;
    throw thrown;
  }
}

class PlainReader {
  readonly #lines: readonly string[];
  #at: number;
  /** Of the current line: where its content begins, counting past dashes of lists that begin in it. */
  #indent = -1;

  constructor(lines: readonly string[], from: number) {
    this.#lines = lines;
    this.#at = from - 1;
    this.#next();
  }

  whole(): Located {
    if (this.#indent < 1) throw new NotPlain();
    const value = this.#block();
    if (this.#indent !== -1) throw new NotPlain();
    return value;
  }

  get #line(): string {
    return this.#lines[this.#at] ?? '';
  }

  /** Goes to the next line that says something. */
  #next(): void {
    do this.#at++;
    while (this.#at < this.#lines.length && SKIPPED.test(this.#line));
    this.#indent = this.#at < this.#lines.length ? this.#line.search(/[^ ]/) : -1;
  }

  #block(): Located {
    return this.#line.startsWith('- ', this.#indent) ? this.#list() : this.#map();
  }

  #list(): Located {
    const indent = this.#indent;
    const place = { line: this.#at + 1, column: indent + 1 };
    const items: Located[] = [];
    while (this.#indent === indent && this.#line.startsWith('- ', indent)) {
      const content = indent + 2;
      if (KEY.test(this.#line.slice(content))) {
        this.#indent = content;
        items.push(this.#map());
      } else items.push(this.#scalar(content));
    }
    if (this.#indent > indent) throw new NotPlain();
    return { kind: 'list', place, items };
  }

  #map(): Located {
    const indent = this.#indent;
    const place = { line: this.#at + 1, column: indent + 1 };
    const entries: LocatedEntry[] = [];
    while (this.#indent === indent) {
      const [whole, key = ''] = KEY.exec(this.#line.slice(indent)) ?? [];
      if (whole === undefined || NOT_TEXT.test(key) || entries.some((entry) => entry.key === key))
        throw new NotPlain();
      const keyPlace = { line: this.#at + 1, column: indent + 1 };
      if (indent + whole.length < this.#line.length) {
        entries.push({ key, place: keyPlace, value: this.#scalar(indent + whole.length) });
        continue;
      }
      this.#next();
      if (this.#indent <= indent) throw new NotPlain();
      entries.push({ key, place: keyPlace, value: this.#block() });
    }
    if (this.#indent > indent) throw new NotPlain();
    return { kind: 'map', place, entries };
  }

  /** The rest of the line. */
  #scalar(column: number): Located {
    const place = { line: this.#at + 1, column: column + 1 };
    const [whole, double, single, plain, number] = SCALAR.exec(this.#line.slice(column)) ?? [];
    if (whole === undefined) throw new NotPlain();
    if (plain !== undefined && (NOT_TEXT.test(plain) || /:(?: |$)/.test(plain))) throw new NotPlain();
    this.#next();
    const source = double ?? single ?? plain ?? number ?? '';
    return { kind: 'scalar', place, value: number === undefined ? source : Number(number), source };
  }
}
