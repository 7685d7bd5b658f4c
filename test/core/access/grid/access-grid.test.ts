import { describe, expect, it } from 'vitest';
import { AccessIndex } from '../../../../shared/core/access/access-index.ts';
import { AccessGrid } from '../../../../shared/core/access/grid/access-grid.ts';
import { GRID_KEYS, type GridFilter, type GridRow } from '../../../../shared/core/access/grid/grid-filter.ts';
import type { AccessSnapshot } from '../../../../shared/core/access/model.ts';
import { SeededRandom } from '../../../flows/access/seeded-random.ts';
import { SMALL } from '../small-organization.ts';

const SETS = 40;

/** Some thousand assignments of a tree of units, with names that repeat. */
function large(count: number, seed: number): AccessSnapshot {
  const random = new SeededRandom(seed);
  const pick = (most: number): number => random.below(most);
  const units = [
    { id: 'r', name: 'Root' },
    ...Array.from({ length: 6 }, (_, n) => ({
      id: `u${n}`,
      name: `Unit ${n}`,
      parentId: n < 3 ? 'r' : `u${n - 3}`,
    })),
  ];
  const accounts = Array.from({ length: 60 }, (_, n) => ({
    id: String(100_000_000_000 + n),
    name: `account ${n % 50}`,
    unitId: `u${n % 6}`,
  }));
  const permissionSets = Array.from({ length: SETS }, (_, n) => ({ arn: `arn:set/${n}`, name: `Set-${n}` }));
  const groups = Array.from({ length: 50 }, (_, n) => ({ id: `g${n}`, displayName: `Group ${n}` }));
  const users = Array.from({ length: 400 }, (_, n) => ({ id: `p${n}`, userName: `user${n}@example.com` }));
  const seen = new Map<string, AccessSnapshot['assignments'][number]>();
  while (seen.size < count) {
    const isGroup = pick(2) === 0;
    const assignment = {
      accountId: accounts[pick(60)]?.id ?? '',
      permissionSetArn: `arn:set/${pick(SETS)}`,
      principalType: isGroup ? ('GROUP' as const) : ('USER' as const),
      principalId: isGroup ? `g${pick(55)}` : `p${pick(400)}`,
    };
    seen.set(JSON.stringify(assignment), assignment);
  }
  return {
    ...SMALL,
    units,
    accounts,
    permissionSets,
    groups,
    users,
    assignments: [...seen.values()],
    provisioned: [],
    unknown: [],
  };
}

const index = new AccessIndex(large(3000, 7));
const grid = new AccessGrid(index);
const all = [...grid.select({})].map((row) => grid.row(row));

/** The same question asked the slow and plain way. */
function plainly(filter: GridFilter): GridRow[] {
  const inside = (list: readonly string[] | undefined, value: string): boolean =>
    list === undefined || list.length === 0 || list.includes(value);
  return all.filter((row) => {
    const texts = [
      `${row.accountName}\n${row.accountId}\n${row.unit}`,
      `${row.permissionSet}\n${row.permissionSetArn}`,
      `${row.principal}\n${row.principalId}\n${row.principalType}`,
    ].map((text) => text.toLowerCase());
    const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const { units } = filter;
    return (
      inside(filter.accounts, row.accountId) &&
      inside(filter.permissionSets, row.permissionSetArn) &&
      inside(filter.principals, row.principalId) &&
      (filter.principalType === undefined || filter.principalType === row.principalType) &&
      (filter.deleted !== true || row.deleted) &&
      (units === undefined ||
        units.length === 0 ||
        units.some((unit) => row.unit === unit || row.unit.startsWith(`${unit}/`))) &&
      words.every((word) => texts.some((text) => text.includes(word)))
    );
  });
}
const keyOf = (row: GridRow): string => `${row.accountId} ${row.permissionSetArn} ${row.principalId}`;

const FILTERS: GridFilter[] = [
  {},
  { text: 'user1' },
  { text: 'GROUP 1 set-3' },
  { text: 'no such thing' },
  { units: ['Root/Unit 0'] },
  { units: ['Root/Unit 0', 'Root/Unit 1/Unit 4'], principalType: 'USER' },
  { accounts: ['100000000003', '100000000009'], permissionSets: ['arn:set/1', 'arn:set/2'] },
  { principals: ['g1'], text: 'unit' },
  { accounts: ['nobody'] },
  { deleted: true, units: ['Root/Unit 1'] },
  { accounts: [], units: [] },
];

describe.each(FILTERS)('with the filter %j', (filter) => {
  it('finds exactly the rows that a plain search finds', () => {
    const found = [...grid.select(filter)].map((row) => keyOf(grid.row(row)));
    expect(found.sort()).toEqual(plainly(filter).map(keyOf).sort());
  });

  it.each(GRID_KEYS)('counts by %s what stands in the rows', (by) => {
    const rows = plainly(filter);
    const groups = grid.groups(filter, by);
    expect(groups.reduce((sum, { assignments }) => sum + assignments, 0)).toBe(rows.length);
    for (const { id, accounts, permissionSets, principals } of groups.slice(0, 5)) {
      const own = rows.filter((row) => [row.accountId, row.permissionSetArn, row.principalId].includes(id));
      expect({ accounts, permissionSets, principals }).toEqual({
        accounts: new Set(own.map(({ accountId }) => accountId)).size,
        permissionSets: new Set(own.map(({ permissionSetArn }) => permissionSetArn)).size,
        principals: new Set(own.map(({ principalId }) => principalId)).size,
      });
    }
  });

  it('counts by account and permission set what stands in the rows', () => {
    const { columns, rows } = grid.matrix(filter);
    const cells = rows.flatMap(({ id, cells: found }) =>
      found.map(([column, count]) => `${id} ${columns[column]?.id} ${count}`),
    );
    const plain = new Map<string, number>();
    for (const { accountId, permissionSetArn } of plainly(filter)) {
      const key = `${accountId} ${permissionSetArn}`;
      plain.set(key, (plain.get(key) ?? 0) + 1);
    }
    expect(cells.sort()).toEqual([...plain].map(([key, count]) => `${key} ${count}`).sort());
    const totalOf = (list: readonly { assignments: number }[]) =>
      list.reduce((sum, { assignments }) => sum + assignments, 0);
    expect([totalOf(columns), totalOf(rows)]).toEqual([plainly(filter).length, plainly(filter).length]);
  });
});

it.each([
  ['account', (row: GridRow) => [row.unit, row.accountName, row.accountId].join('\n')],
  ['permission-set', (row: GridRow) => row.permissionSet],
  ['principal', (row: GridRow) => [row.principalType, row.principal].join('\n')],
] as const)('sorts by %s, both ways', (key, text) => {
  const up = [...grid.select({}, key)].map((row) => text(grid.row(row)));
  expect(up).toEqual([...up].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  const down = [...grid.select({}, key, true)].map((row) => text(grid.row(row)));
  expect(down).toEqual([...up].reverse());
});

it('offers values of a kind as though none of it were chosen', () => {
  const { permissionSets, accounts, units, principalTypes } = grid.facets({ permissionSets: ['arn:set/1'] });
  expect(permissionSets).toHaveLength(SETS);
  const chosen = plainly({ permissionSets: ['arn:set/1'] }).length;
  const sum = (facets: readonly { count: number }[]): number =>
    facets.reduce((all_, { count }) => all_ + count, 0);
  expect(sum(accounts)).toBe(chosen);
  expect(sum(principalTypes)).toBe(chosen);
  expect(units.find(({ value }) => value === 'Root')?.count).toBe(chosen);
});

it('marks who no longer exists', () => {
  expect(all.some(({ deleted, principalId }) => deleted && principalId === 'g52')).toBe(true);
  expect(all.filter(({ deleted }) => deleted).every(({ principalId }) => /^g5[0-4]$/.test(principalId))).toBe(
    true,
  );
});

it('filters and sorts 100,000 rows at once', () => {
  const hundred = new AccessGrid(new AccessIndex(large(100_000, 3))).prepare();
  const times = ['user 1', 'a', 'group', 'zzz', ''].map((text) => {
    const begun = performance.now();
    hundred.select({ text, units: ['Root'] }, 'principal', true);
    return performance.now() - begun;
  });
  console.info(`100,000 rows: ${times.map((time) => time.toFixed(1)).join(', ')} ms`);
  // The window's own bound is 100 ms, with the way there and back; this machine may be busy.
  expect(Math.min(...times)).toBeLessThan(100);
});
