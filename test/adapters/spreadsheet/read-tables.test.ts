import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { spreadsheets } from '../../../electron/adapters/spreadsheet/read-tables.ts';
import { xlsxOf } from '../../../electron/adapters/spreadsheet/xlsx.ts';
import { csvOf } from '../../../shared/core/access/export/csv.ts';

const COLUMNS = ['id', 'name'] as const;
const ROWS = [
  { id: '012345678901', name: 'plain' },
  { id: '2', name: 'a "quoted", and\nbroken; text' },
  { id: '3', name: 'é 漢 🙂' },
];
const cellsOf = (rows: readonly { readonly cells: readonly string[] }[]) => rows.map(({ cells }) => cells);
const EXPECTED = [[...COLUMNS], ...ROWS.map(({ id, name }) => [id, name])];

it('reads what was exported, as CSV and as a workbook', async () => {
  expect(cellsOf(spreadsheets.rowsOfCsv(csvOf(COLUMNS, ROWS)))).toEqual(EXPECTED);
  expect(cellsOf(await spreadsheets.rowsOfWorkbook(await xlsxOf('Access', COLUMNS, ROWS)))).toEqual(EXPECTED);
});

it.each([
  [
    'semicolons',
    'id;name\r\n1;a,b\r\n',
    [
      ['id', 'name'],
      ['1', 'a,b'],
    ],
  ],
  [
    'tabs',
    'id\tname\n1\tx\n',
    [
      ['id', 'name'],
      ['1', 'x'],
    ],
  ],
  [
    'a line that names them',
    'sep=|\nid|name\n1|x;y\n',
    [
      ['id', 'name'],
      ['1', 'x;y'],
    ],
  ],
  ['a byte order mark, empty and short lines', '\ufeffid,name\n\n1\n', [['id', 'name'], ['1']]],
])('reads CSV with %s', (_, text, expected) => {
  expect(cellsOf(spreadsheets.rowsOfCsv(text))).toEqual(expected);
});

it('numbers rows as an editor does', () => {
  const rows = spreadsheets.rowsOfCsv('id,name\n1,"two\nlines"\n\n3,x\n');
  expect(rows.map(({ number }) => number)).toEqual([1, 3, 5]);
});

it('refuses what is no table, in words', async () => {
  const refusal = expect.objectContaining({ code: 'ERR_ACCESS_TABLE' });
  expect(() => spreadsheets.rowsOfCsv('id,name\n1,"never ends\n')).toThrow(refusal);
  for (const bytes of [
    new Uint8Array(),
    new TextEncoder().encode('PK\u0003\u0004 and nothing more'),
    gzipSync('x'),
    (await xlsxOf('Access', COLUMNS, ROWS)).slice(0, 300),
  ])
    await expect(spreadsheets.rowsOfWorkbook(bytes)).rejects.toEqual(refusal);
});

it('does not unpack a workbook that says it is huge', async () => {
  const bytes = Buffer.from(await xlsxOf('Access', COLUMNS, ROWS));
  // The size of the first file in the archive's own table of contents (APPNOTE 4.4.9).
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(0xf0000000, directory + 24);
  await expect(spreadsheets.rowsOfWorkbook(bytes)).rejects.toMatchObject({
    message: 'Row 1: The workbook is too large when it is unpacked.',
  });
});
