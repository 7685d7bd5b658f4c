/** One row of a table, with the number a spreadsheet shows for it. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What a column can hold; those of an export, and what people call them. */
const NAMES = {
  accountId: ['accountid', 'account'],
  accountName: ['accountname'],
  organizationalUnit: ['organizationalunit', 'ou'],
  permissionSet: ['permissionset', 'permissionsetname'],
  principalType: ['principaltype'],
  principal: ['principal', 'principalname'],
  principalId: ['principalid'],
  permissionSetArn: ['permissionsetarn'],
  group: ['group', 'groupname'],
  user: ['user', 'username', 'userprincipalname'],
} as const;

export type TableColumn = keyof typeof NAMES;
export type ReadRow = { readonly [Column in TableColumn]?: string };

/** What a spreadsheet takes for a formula gets an apostrophe in front when it is exported, which is not part of the text. */
const DEFUSED = /^'(?=[=+\-@\t\r])/;

/** @returns which cell holds what; absent where the row is no header of such a table */
export function columnsOf(header: readonly string[]): ReadonlyMap<TableColumn, number> | undefined {
  const found = new Map<TableColumn, number>();
  header.forEach((title, position) => {
    const plain = title.toLowerCase().replace(/[^a-z]/g, '');
    for (const [column, names] of Object.entries(NAMES))
      if ((names as readonly string[]).includes(plain) && !found.has(column as TableColumn))
        found.set(column as TableColumn, position);
  });
  const has = (...columns: readonly TableColumn[]): boolean => columns.some((column) => found.has(column));
  const fits =
    has('permissionSet') &&
    has('accountId', 'accountName') &&
    has('principal', 'principalId', 'group', 'user');
  return fits ? found : undefined;
}

/** @returns the cells by column, without white space around them; an empty one is absent */
export function readRow(columns: ReadonlyMap<TableColumn, number>, { cells }: TableRow): ReadRow {
  const read: { [Column in TableColumn]?: string } = {};
  for (const [column, position] of columns) {
    const text = (cells[position] ?? '').replace(DEFUSED, '').trim();
    if (text !== '') read[column] = text;
  }
  return read;
}
