import writeExcelFile from 'write-excel-file/node';

/**
 * Writes a workbook of one sheet whose cells are all text, so that an account id keeps its zeros and nothing is a formula.
 *
 * @param columns their names are the first row
 * @returns the bytes of an .xlsx file
 */
export async function xlsxOf<Column extends string>(
  sheet: string,
  columns: readonly Column[],
  rows: readonly { readonly [C in Column]: string }[],
): Promise<Uint8Array> {
  const head = columns.map((name) => ({ value: name, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((name) => ({ value: withoutControls(row[name]), type: String })),
  );
  return writeExcelFile([head, ...body], { sheet, stickyRowsCount: 1 }).toBuffer();
}

/** XML 1.0 has no place for them. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '');
}
