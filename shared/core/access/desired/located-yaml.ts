import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

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

export interface LocatedList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Located[];
}

export interface LocatedScalar {
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

/**
 * Reads one YAML 1.2 document (JSON is YAML too), keeping places. Never throws.
 *
 * @returns the value, or the problems that keep it from being read
 */
export function readYaml(text: string): { readonly root?: Located; readonly problems: readonly Problem[] } {
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
    const walk = new Walk(at, (node) => (isAlias(node) ? node.resolve(document) : undefined));
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
  readonly #resolve: (node: Node) => Node | undefined;
  #count = 0;

  constructor(at: (offset: number) => Place, resolve: (node: Node) => Node | undefined) {
    this.#at = at;
    this.#resolve = resolve;
  }

  locate(node: unknown, depth: number): Located {
    const range = (node as Node | null)?.range;
    const place = this.#at(range?.[0] ?? 0);
    const nothing: LocatedScalar = { kind: 'scalar', place, value: null, source: '' };
    if (depth > MAX_DEPTH || ++this.#count > MAX_VALUES) {
      const message =
        depth > MAX_DEPTH ? 'This is nested too deeply.' : 'The file stands for too many values.';
      if (this.problems.length === 0) this.problems.push({ ...place, message });
      return nothing;
    }
    if (this.problems.length > 0) return nothing;
    if (isAlias(node)) return this.locate(this.#resolve(node), depth + 1);
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
}

function sentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This key stands twice.';
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
