import type { ComparedPair } from './use-comparison.ts';

type Row = ComparedPair['rows'][number];

export interface ComparisonGroup {
  readonly id: string;
  readonly title: string;
  /** What nobody looks for first. */
  readonly collapsed: boolean;
  readonly rows: readonly Row[];
}

const GROUPS: readonly (Omit<ComparisonGroup, 'rows'> & { readonly holds: (row: Row) => boolean })[] = [
  {
    id: 'changed',
    title: 'Changed',
    collapsed: false,
    holds: (row) => !row.volatile && row.status === 'changed',
  },
  { id: 'a', title: 'Only in A', collapsed: false, holds: (row) => !row.volatile && row.status === 'only-a' },
  { id: 'b', title: 'Only in B', collapsed: false, holds: (row) => !row.volatile && row.status === 'only-b' },
  { id: 'same', title: 'Same', collapsed: true, holds: (row) => !row.volatile && row.status === 'same' },
  { id: 'volatile', title: 'Ids and times', collapsed: true, holds: (row) => row.volatile },
];

/** The rows by what a reader asks of them; groups without a row are left out. */
export function groupRows(rows: readonly Row[]): ComparisonGroup[] {
  return GROUPS.map(({ holds, ...group }) => ({ ...group, rows: rows.filter(holds) })).filter(
    (group) => group.rows.length > 0,
  );
}
