import type { AuthorizeWith } from '../inspector/report.ts';

/** What the dictionary says of a token's claim. */
export interface ClaimEntry {
  readonly name: string;
  readonly friendlyName: string;
  /** Whether an application may decide access by it. */
  readonly authorizeWith: AuthorizeWith;
  /** Where this is documented. */
  readonly source: string;
  readonly meaning: string;
  /** What single values stand for. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A row of a dictionary file, in the order of ClaimEntry. */
export type ClaimRow = readonly [
  name: string,
  friendlyName: string,
  authorizeWith: AuthorizeWith,
  source: string,
  meaning: string,
  values?: Readonly<Record<string, string>>,
];

export function entriesOf(rows: readonly ClaimRow[]): ClaimEntry[] {
  return rows.map(([name, friendlyName, authorizeWith, source, meaning, values]) => ({
    name,
    friendlyName,
    authorizeWith,
    source,
    meaning,
    ...(values === undefined ? {} : { values }),
  }));
}
