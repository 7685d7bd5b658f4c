/** One account, permission set or principal as a column of the grid knows it. */
export interface GridEntity {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/**
 * A column: its entities in the order they are sorted in, and for each row the rank of its entity. Ranks instead of names make
 * sorting a matter of counting, and a search a matter of looking at each entity once.
 */
export class GridColumn {
  readonly entities: readonly GridEntity[];
  readonly ranks: Uint32Array;
  readonly #texts: readonly string[];
  readonly #byId = new Map<string, number>();

  /** @param ids one a row */
  constructor(ids: readonly string[], entityOf: (id: string) => GridEntity) {
    const entities = [...new Set(ids)].map(entityOf);
    entities.sort((a, b) => byText(a.detail, b.detail) || byText(a.name, b.name) || byText(a.id, b.id));
    entities.forEach(({ id }, rank) => void this.#byId.set(id, rank));
    this.entities = entities;
    this.ranks = Uint32Array.from(ids, (id) => this.#byId.get(id) ?? 0);
    this.#texts = entities.map(({ id, name, detail }) => `${name}\n${id}\n${detail}`.toLowerCase());
  }

  /** @returns by rank, 1 where the entity has the word (in lower case) in it */
  matching(word: string): Uint8Array {
    return Uint8Array.from(this.#texts, (text) => (text.includes(word) ? 1 : 0));
  }

  /** @returns by rank, 1 for the entities with these ids */
  withIds(ids: readonly string[]): Uint8Array {
    const chosen = new Uint8Array(this.entities.length);
    for (const id of ids) {
      const rank = this.#byId.get(id);
      if (rank !== undefined) chosen[rank] = 1;
    }
    return chosen;
  }

  /** @returns by rank, 1 where the entity is as `is` says */
  where(is: (entity: GridEntity) => boolean): Uint8Array {
    return Uint8Array.from(this.entities, (entity) => (is(entity) ? 1 : 0));
  }

  /** Sorts rows by this column; rows of one entity keep their order. */
  sorted(rows: Uint32Array): Uint32Array {
    const { ranks } = this;
    const starts = new Uint32Array(this.entities.length + 1);
    for (const row of rows) count(starts, (ranks[row] ?? 0) + 1);
    for (let rank = 1; rank < starts.length; rank++) starts[rank] = at(starts, rank) + at(starts, rank - 1);
    const sorted = new Uint32Array(rows.length);
    for (const row of rows) {
      const rank = at(ranks, row);
      sorted[at(starts, rank)] = row;
      count(starts, rank);
    }
    return sorted;
  }
}

/** Adds one. */
export function count(counts: Uint32Array, position: number): void {
  counts[position] = at(counts, position) + 1;
}

/** @returns the number at a position; 0 beyond the end */
export function at(numbers: Uint32Array, position: number): number {
  return numbers[position] ?? 0;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
