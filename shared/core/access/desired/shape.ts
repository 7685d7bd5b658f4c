import type { Located, LocatedEntry, LocatedMap, Place, Problem } from './located-yaml.ts';

/** Reads located values into what is expected, and collects what is not. */
export class Shape {
  readonly problems: Problem[] = [];

  problem(place: Place, message: string): undefined {
    this.problems.push({ line: place.line, column: place.column, message });
    return undefined;
  }

  /** @returns the entries by key; keys that are not among `known` are problems */
  members(value: Located, what: string, known: readonly string[]): ReadonlyMap<string, LocatedEntry> {
    const map = this.map(value, what);
    const found = new Map<string, LocatedEntry>();
    for (const entry of map?.entries ?? []) {
      if (known.includes(entry.key)) found.set(entry.key, entry);
      else this.problem(entry.place, `${what} has no ${shown(entry.key)}; it has ${known.join(', ')}.`);
    }
    return found;
  }

  map(value: Located, what: string): LocatedMap | undefined {
    return value.kind === 'map' ? value : this.problem(value.place, `${what} must be a mapping.`);
  }

  /** A list; a single value stands for a list of one, nothing for an empty one. */
  list(value: Located): readonly Located[] {
    if (value.kind === 'list') return value.items;
    return value.kind === 'scalar' && value.value === null ? [] : [value];
  }

  /** Text as it stands: numbers keep their zeros. Nothing is the empty text. */
  text(value: Located, what: string): string | undefined {
    if (value.kind !== 'scalar') return this.problem(value.place, `${what} must be text.`);
    if (value.value === null) return '';
    return typeof value.value === 'string' ? value.value : value.source;
  }

  filled(value: Located, what: string): string | undefined {
    const text = this.text(value, what);
    return text === '' ? this.problem(value.place, `${what} is empty.`) : text;
  }

  flag(value: Located, what: string): boolean {
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    this.problem(value.place, `${what} must be true or false.`);
    return false;
  }
}

/** @returns a name for a sentence: cut where it is long, without what would break the line */
export function shown(text: string): string {
  const line = text.replace(/\p{Cc}/gu, ' ');
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
