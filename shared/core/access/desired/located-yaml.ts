import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { readPlainBlock } from './plain-yaml.ts';

/** Line and column, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  readonly message: string;
}

/** A YAML value with where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: readonly LocatedEntry[];
}

export interface LocatedEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: Located;
}

interface LocatedList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Located[];
}

interface LocatedScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: string | number | boolean | null;
  /** As it stands in the file: an account id keeps its zeros. */
  readonly source: string;
}

/** Values after which a document counts as hostile: aliases can multiply a small file. */
const MAX_VALUES = 2_000_000;
const MAX_DEPTH = 64;
/** Problems after which no more are listed. */
const MAX_PROBLEMS = 50;

interface Read {
  readonly root?: Located;
  readonly problems: readonly Problem[];
}

/**
 * Reads one YAML 1.2 document (JSON is YAML too), keeping places. Never throws.
 *
 * @param plainKey a member at the end of the document which may be so long that it is worth a faster way, where it is plain enough
 * @returns the value, or the problems that keep it from being read
 */
export function readYaml(text: string, plainKey?: string): Read {
  return (plainKey === undefined ? undefined : readInParts(text, plainKey)) ?? readWhole(text);
}

/** What comes before the member goes to the YAML parser, the member itself to the plain reader. */
function readInParts(text: string, key: string): Read | undefined {
  const start = text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`) + 1;
  if (start === 0) return undefined;
  const head = text.slice(0, start);
  // Documents of several parts, and long texts in which such a line may stand, are the parser's alone.
  if (/^(?:---|\.\.\.|%)/m.test(head) || /[\r\ufeff]/.test(text)) return undefined;
  const lines = text.split('\n');
  const line = head.split('\n').length;
  if (lines[line - 1] !== `${key}:`) return undefined;
  const before = readWhole(head);
  if (before.root?.kind !== 'map' || before.root.place.column !== 1 || /^[{"'&!?]/m.test(head))
    return undefined;
  if (before.root.entries.some((entry) => entry.key === key)) return undefined;
  const value = readPlainBlock(lines, line);
  if (value === undefined) return undefined;
  const entry = { key, place: { line, column: 1 }, value };
  return { root: { ...before.root, entries: [...before.root.entries, entry] }, problems: [] };
}

function readWhole(text: string): Read {
  const lineCounter = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const document = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      schema: 'core',
      logLevel: 'silent',
      stringKeys: true,
    });
    const problems = document.errors
      .slice(0, MAX_PROBLEMS)
      .map(({ pos, message, code }) => ({ ...at(pos[0]), message: sentence(code, message) }));
    if (problems.length > 0) return { problems };
    if (document.contents === null)
      return { problems: [{ line: 1, column: 1, message: 'The file is empty.' }] };
    const walk = new Walk(at);
    const root = walk.locate(document.contents, 0);
    return walk.problems.length > 0 ? { problems: walk.problems } : { root, problems: [] };
  } catch {
    // The parser's own stack ends where nesting is absurd.
    return { problems: [{ line: 1, column: 1, message: 'The file is nested too deeply.' }] };
  }
}

class Walk {
  readonly problems: Problem[] = [];
  readonly #at: (offset: number) => Place;
  /** Anchored values met so far, already located: an alias costs no second walk. */
  readonly #anchors = new Map<string, { readonly value: Located; readonly size: number }>();
  #count = 0;

  constructor(at: (offset: number) => Place) {
    this.#at = at;
  }

  locate(node: unknown, depth: number): Located {
    const before = this.#count;
    const value = this.#value(node, depth);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#count - before });
    return value;
  }

  #value(node: unknown, depth: number): Located {
    const range = (node as Node | null)?.range;
    const place = this.#at(range?.[0] ?? 0);
    const nothing: LocatedScalar = { kind: 'scalar', place, value: null, source: '' };
    if (depth > MAX_DEPTH || ++this.#count > MAX_VALUES) return this.#refuse(nothing, depth);
    if (this.problems.length > 0) return nothing;
    if (isAlias(node)) {
      const found = this.#anchors.get(node.source);
      if (found === undefined) return this.#refuse(nothing, depth);
      this.#count += found.size;
      return found.value;
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => ({
        key: isScalar(key) ? String(key.value) : '',
        place: this.#at((key as Node | null)?.range?.[0] ?? range?.[0] ?? 0),
        value: this.locate(value, depth + 1),
      }));
      return { kind: 'map', place, entries };
    }
    if (isSeq(node))
      return { kind: 'list', place, items: node.items.map((item) => this.locate(item, depth + 1)) };
    if (!isScalar(node)) return nothing;
    const { value, source } = node;
    return {
      kind: 'scalar',
      place,
      value:
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
      source: source ?? String(value ?? ''),
    };
  }

  #refuse(nothing: LocatedScalar, depth: number): LocatedScalar {
    const message =
      depth > MAX_DEPTH
        ? 'This is nested too deeply.'
        : this.#count > MAX_VALUES
          ? 'The file stands for too many values.'
          : 'This alias stands for nothing before it.';
    if (this.problems.length === 0) this.problems.push({ ...nothing.place, message });
    return nothing;
  }
}

function sentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This key stands twice.';
  if (/call stack/i.test(message)) return 'This is nested too deeply.';
  const first = message.split('\n')[0] ?? message;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** @returns the value without places, as JSON would give it; objects have no prototype */
export function plain(value: Located): unknown {
  switch (value.kind) {
    case 'map': {
      const out: Record<string, unknown> = Object.create(null);
      for (const { key, value: member } of value.entries) out[key] = plain(member);
      return out;
    }
    case 'list':
      return value.items.map(plain);
    case 'scalar':
      return value.value;
  }
}
