import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import yauzl from 'yauzl';
import { tableError } from '../../../shared/core/access/import/desired-of-table.ts';
import type { TableRow } from '../../../shared/core/access/import/table-columns.ts';
import type { Spreadsheets } from '../../../shared/ports/spreadsheets.ts';

/** Bytes of a workbook when it is unpacked, and files in it. */
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_FILES = 2000;

/** Tables of spreadsheet programs. */
export const spreadsheets: Spreadsheets = {
  rowsOfCsv(text) {
    const [whole, separator] = /^\ufeff?sep=(.)\r?\n/.exec(text) ?? [];
    const body = whole === undefined ? text : text.slice(whole.length);
    const skipped = whole === undefined ? 0 : 1;
    try {
      const records = parse(body, {
        delimiter: separator ?? separatorOf(body),
        bom: true,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
      }) as unknown as readonly {
        readonly record: readonly string[];
        readonly info: { readonly lines: number };
      }[];
      return records.map(({ record, info }) => ({ number: info.lines + skipped, cells: record }));
    } catch (thrown) {
      const { lines = 1, message = '' } = thrown as { readonly lines?: number; readonly message?: string };
      throw tableError([{ row: lines + skipped, message: `The CSV cannot be read: ${message}` }]);
    }
  },

  async rowsOfWorkbook(bytes) {
    await checkSize(bytes);
    const rows = await readSheet(Buffer.from(bytes)).catch((thrown: unknown) => {
      throw notWorkbook(thrown);
    });
    return rows.flatMap((cells, position): TableRow[] => {
      const texts = cells.map(cellText);
      return texts.every((text) => text === '') ? [] : [{ number: position + 1, cells: texts }];
    });
  },
};

/** @returns what stands between the titles of the first line; a comma where none of them does */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const [best] = [',', ';', '\t']
    .map((separator) => ({ separator, count: line.split(separator).length }))
    .sort((a, b) => b.count - a.count);
  return best?.separator ?? ',';
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/** A small archive can hold a large one: what it says of its size is looked at first. */
function checkSize(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(notWorkbook(error));
      let files = 0;
      let size = 0;
      zip.on('error', (thrown) => reject(notWorkbook(thrown)));
      zip.on('end', resolve);
      zip.on('entry', ({ uncompressedSize }: yauzl.Entry) => {
        files++;
        size += uncompressedSize;
        if (files > MOST_FILES || size > MOST_UNPACKED)
          return reject(tableError([{ row: 1, message: 'The workbook is too large when it is unpacked.' }]));
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

function notWorkbook(thrown: unknown): Error {
  const reason = thrown instanceof Error ? thrown.message.slice(0, 200) : '';
  return tableError([{ row: 1, message: `This is no workbook that can be read (.xlsx): ${reason}` }]);
}
