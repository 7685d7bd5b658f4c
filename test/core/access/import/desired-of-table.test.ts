import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import { parseDesired } from '../../../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../../../shared/core/access/desired/resolve-desired.ts';
import { ACCESS_COLUMNS, accessRows } from '../../../../shared/core/access/export/access-table.ts';
import { desiredOfTable } from '../../../../shared/core/access/import/desired-of-table.ts';
import { importFormatOf } from '../../../../shared/core/access/import/imported.ts';
import { makePlan } from '../../../../shared/core/access/plan/make-plan.ts';
import { WorkbenchError } from '../../../../shared/core/errors/workbench-error.ts';
import { DEV, PROD, smallIndex } from '../small-organization.ts';

const table = (...rows: readonly (readonly string[])[]) =>
  rows.map((cells, position) => ({ number: position + 1, cells }));
const HEAD = ['accountId', 'accountName', 'permissionSet', 'principalType', 'principal', 'principalId'];
const problemsOf = (...rows: readonly (readonly string[])[]): readonly string[] => {
  try {
    desiredOfTable(table(...rows));
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && thrown.code === 'ERR_ACCESS_TABLE')
      return (thrown.details as { problems: { row: number; message: string }[] }).problems.map(
        ({ row, message }) => `${row} ${message}`,
      );
    throw thrown;
  }
  return [];
};

it('makes of an export what plans to nothing', () => {
  const index = smallIndex();
  const rows = accessRows(index).map((row) => ACCESS_COLUMNS.map((column) => row[column]));
  const made = desiredOfTable(table([...ACCESS_COLUMNS], ...rows));
  expect(made).toMatchObject({ permissionSets: 0, assignments: 4, warnings: [] });
  const desired = resolveDesired(parseDesired(made.desired), index);
  expect(desired.assignments).toHaveLength(4);
  expect(
    makePlan(index, desired, { now: 0, prune: false, provisionOutdated: false }, nodeCrypto).changes,
  ).toEqual([]);
});

describe('a list of one’s own', () => {
  it('needs names only: a permission set, an account, a group or user', () => {
    const { desired } = desiredOfTable(
      table(
        ['Permission Set', 'Account name', 'Group', 'User'],
        ['Reader', 'shop-dev', 'Developers', ''],
        ['Reader', 'shop-prod', 'Developers', ''],
        ['Reader', 'shop-dev', '', 'bob@example.com'],
        ['', '', '', ''],
      ),
    );
    expect(resolveDesired(parseDesired(desired), smallIndex()).assignments).toHaveLength(3);
    expect(desired).toBe(`# Made of a table.
version: 1
assignments:
  - permissionSet: Reader
    groups:
      - Developers
    accounts:
      - "shop-dev"
      - "shop-prod"
  - permissionSet: Reader
    users:
      - bob@example.com
    accounts:
      - "shop-dev"
`);
  });

  it('takes apostrophes before formulas away, gives zeros back, and says what stands twice', () => {
    const row = ['12345678901', '', 'Reader', 'group', "'=Admins", ''];
    const { desired, assignments, warnings } = desiredOfTable(table(HEAD, row, row));
    expect(desired).toContain('- "=Admins"');
    expect(desired).toContain('- "012345678901"');
    expect(assignments).toBe(1);
    expect(warnings).toEqual([
      '2 account ids had lost zeros at their beginning, first in row 2.',
      '1 rows say what another one says.',
    ]);
  });

  it('keeps hostile names as text', () => {
    for (const name of ['a: b # c', '- x', '"q"', '*', '%{x}', 'null', 'a\u2028b', '{id: 1}', 'é']) {
      const { desired } = desiredOfTable(table(HEAD, [DEV, '', name, 'GROUP', name, '']));
      const [entry] = parseDesired(desired).assignments;
      expect(entry?.permissionSets[0]?.value, name).toBe(name.trim());
      expect(entry?.groups[0]?.value, name).toBe(name.trim());
    }
  });

  it('names by id whom a name does not tell apart, and who has none', () => {
    const { desired } = desiredOfTable(
      table(
        HEAD,
        [DEV, '', 'Reader', 'GROUP', 'Twins', 'g-1'],
        [DEV, '', 'Reader', 'GROUP', 'Twins', 'g-2'],
        [DEV, '', 'Reader', 'USER', '', 'u-gone'],
      ),
    );
    const [entry] = parseDesired(desired).assignments;
    expect(entry?.groups.map(({ by, value }) => `${by} ${value}`)).toEqual(['id g-1', 'id g-2']);
    expect(entry?.users.map(({ by, value }) => `${by} ${value}`)).toEqual(['id u-gone']);
  });
});

describe('is refused, with the row,', () => {
  it.each([
    ['no header', [['a', 'b']], ['1 The first row names no columns of access']],
    ['nothing', [], ['1 The first row names no columns of access']],
    ['no set', [HEAD, [DEV, '', '', 'GROUP', 'x', '']], ['2 It names no permission set.']],
    ['no account', [HEAD, ['', '', 'S', 'GROUP', 'x', '']], ['2 It names no account.']],
    ['no principal', [HEAD, [DEV, '', 'S', 'GROUP', '', '']], ['2 It names no user or group.']],
    ['no type', [HEAD, [DEV, '', 'S', '', 'x', '']], ['2 It does not say whether this is a user or a group']],
    [
      'an odd type',
      [HEAD, [DEV, '', 'S', 'ROLE', 'x', '']],
      ['2 A principal is a USER or a GROUP, not ROLE.'],
    ],
    [
      'a rounded id',
      [HEAD, ['1.23457E+11', '', 'S', 'GROUP', 'x', '']],
      ['2 A spreadsheet has rounded the account id to 1.23457E+11'],
    ],
    [
      'a row that was copied and changed by half',
      [HEAD, [DEV, 'shop-dev', 'S', 'GROUP', 'x', 'g1'], [DEV, 'shop-prod', 'S', 'GROUP', 'y', 'g1']],
      [
        `3 It calls the account ${DEV} shop-prod, and row 2 calls it shop-dev`,
        '3 It calls the group g1 y, and row 2 calls it x',
      ],
    ],
    [
      'a group and a user',
      [
        ['permissionSet', 'accountId', 'group', 'user'],
        ['S', PROD, 'g', 'u'],
      ],
      ['2 It names a group and a user'],
    ],
  ])('%s', (_, rows, expected) => {
    const found = problemsOf(...rows);
    expect(found).toHaveLength(expected.length);
    for (const [position, text] of expected.entries()) expect(found[position]).toContain(text);
  });
});

it('knows a format by the name, and else by how the file begins', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(importFormatOf('a.CSV', bytes('{'))).toBe('csv');
  expect(importFormatOf('a.xlsx', bytes(''))).toBe('xlsx');
  expect(importFormatOf('state.json', bytes(''))).toBe('terraform');
  expect(importFormatOf('-', bytes('\ufeff {"a":1}'))).toBe('terraform');
  expect(importFormatOf('-', bytes('PK\u0003\u0004'))).toBe('xlsx');
  expect(importFormatOf('-', bytes('accountId,'))).toBe('csv');
});
