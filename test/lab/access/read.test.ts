import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { accessRows } from '../../../shared/core/access/export/access-table.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab } from './access-lab.ts';

/** Together with the cast: 500 accounts, 60 permission sets, 3,000 assignments. */
const SCALE = { users: 1000, groups: 297, accounts: 497, permissionSets: 55, assignments: 2994 };
let large: Lab;

beforeAll(async () => {
  large = await runningLab({ scale: SCALE, rateLimit: 20 });
});
afterAll(() => large.stop());

it('reads 500 accounts, 60 sets and 3,000 assignments in the fewest calls, at the rate AWS allows', async () => {
  const world = accessLab(large);
  const { aws } = large.state;
  const groups = aws.identityStore.groups.size;
  const read = await world.read({ firstView: true, details: true });
  const { snapshot, calls, setFirstCalls, detailCalls, naiveCalls, seconds, firstViewSeconds } = read;

  expect(snapshot.unknown).toEqual([]);
  expect(snapshot).toMatchObject({ accounts: { length: 500 }, permissionSets: { length: 60 } });
  const pairs = new Set(
    snapshot.assignments.map(({ accountId, permissionSetArn }) => `${accountId} ${permissionSetArn}`),
  );
  expect(snapshot.assignments).toHaveLength(3000);
  expect(new Set(accessRows(new AccessIndex(snapshot)).map((row) => JSON.stringify(row))).size).toBe(3000);

  const asked = world.requests();
  expect(asked.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(asked).toHaveLength(calls['sso-admin']);
  const furtherPages =
    asked.filter(({ operation }) => operation === 'ListAccountsForProvisionedPermissionSet').length - 60;
  expect(calls['sso-admin'] - detailCalls).toBe(setFirstCalls);
  expect(setFirstCalls).toBeLessThanOrEqual(1 + 1 + 60 + furtherPages + pairs.size + groups);
  expect(naiveCalls).toBe(30_001);
  expect(firstViewSeconds).toBeLessThanOrEqual(groups / 20 + 2);
  expect(seconds).toBeLessThanOrEqual((1.1 * calls['sso-admin']) / 20);
}, 120_000);

it('reads of the default seed exactly what its write-up says', async () => {
  const lab = await runningLab();
  try {
    const { snapshot } = await accessLab(lab).read();
    const table = accessRows(new AccessIndex(snapshot)).map(
      ({ accountName, permissionSet, principalType, principal }) =>
        `${accountName} ${permissionSet} ${principalType} ${principal}`,
    );
    expect(table.sort()).toEqual([
      'account1 AdministratorAccess GROUP B2B Security Admins',
      'account1 AdministratorAccess GROUP Security Admins',
      'account1 SystemsAdmin GROUP System Operators',
      'account2 AdministratorAccess GROUP B2B Security Admins',
      'account2 AdministratorAccess GROUP Security Admins',
      'account2 SystemsAdmin GROUP System Operators',
    ]);
  } finally {
    await lab.stop();
  }
});
