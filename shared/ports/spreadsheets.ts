import type { TableRow } from '../core/access/import/table-columns.ts';

/** Reads tables that other programs have written. */
export interface Spreadsheets {
  /**
   * RFC 4180, and what spreadsheets make of it: semicolons or tabs between cells, a line that names them.
   *
   * @throws WorkbenchError ERR_ACCESS_TABLE where quotes do not end
   */
  rowsOfCsv(text: string): readonly TableRow[];
  /**
   * The first sheet of an .xlsx workbook.
   *
   * @throws WorkbenchError ERR_ACCESS_TABLE for what is no workbook, or grows without measure when unpacked
   */
  rowsOfWorkbook(bytes: Uint8Array): Promise<readonly TableRow[]>;
}
