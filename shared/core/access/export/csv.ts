/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes CSV (RFC 4180) that a spreadsheet may open: a text that would be taken for a formula gets an apostrophe in front.
 *
 * @param columns their names are the header
 */
export function csvOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly { readonly [C in Column]: string }[],
): string {
  const lines = [
    columns.join(','),
    ...rows.map((row) => columns.map((column) => cell(row[column])).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
