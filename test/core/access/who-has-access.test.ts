import { describe, expect, it } from 'vitest';
import { whatCanReach } from '../../../shared/core/access/reach.ts';
import { whoHasAccess } from '../../../shared/core/access/who-has-access.ts';
import { DEV, PROD, SMALL, setArn, smallIndex } from './small-organization.ts';

const rows = (question: Parameters<typeof whoHasAccess>[1], changes = {}): string[] =>
  whoHasAccess(smallIndex(changes), question).map(
    (row) => `${row.accountName} ${row.permissionSet} ${row.principal} ${row.user ?? '-'} ${row.reason}`,
  );

describe('whoHasAccess', () => {
  it('opens groups into people and says the way', () => {
    expect(rows({ account: 'shop-dev' })).toEqual([
      'shop-dev Admin Admins ann@example.com member-of-group',
      'shop-dev Admin Developers ann@example.com member-of-group',
      'shop-dev Admin Developers bob@example.com member-of-group',
      'shop-dev Reader ann@example.com ann@example.com direct',
    ]);
  });

  it('narrows down by who, account and set together', () => {
    expect(rows({ who: 'bob@example.com' })).toEqual([
      'shop-dev Admin Developers bob@example.com member-of-group',
    ]);
    expect(rows({ who: 'Developers', permissionSet: 'Admin', account: DEV })).toHaveLength(2);
    expect(rows({ who: 'cy@example.com' })).toEqual([]);
    expect(rows({ permissionSet: setArn('Reader') })).toHaveLength(1);
    expect(rows({})).toHaveLength(5);
  });

  it('tells an unknown membership from an empty group and a deleted one', () => {
    const denied = { unknown: [{ part: 'memberships', groupId: 'g-devs', code: 'x', message: 'x' }] };
    expect(rows({ who: 'cy@example.com' }, denied)).toEqual(['shop-dev Admin Developers - members-unknown']);
    expect(rows({ account: PROD }, { memberships: [] })).toEqual([
      'shop-prod Admin Admins - group-without-members',
    ]);
    expect(rows({ account: PROD }, { groups: [] })).toEqual(['shop-prod Admin g-admins - deleted-principal']);
    const { memberships: _, ...without } = SMALL;
    expect(rows({ account: PROD }, { ...without, memberships: undefined })[0]).toContain('members-unknown');
  });

  it('refuses unknown and ambiguous names, and says what is near', () => {
    expect(() => rows({ who: 'Admin' })).toThrow(
      expect.objectContaining({ code: 'ERR_ACCESS_UNKNOWN_NAME', hint: 'Did you mean Admins?' }),
    );
    const twice = { accounts: [...SMALL.accounts, { id: '444444444444', name: 'shop-dev' }] };
    expect(() => rows({ account: 'shop-dev' }, twice)).toThrow(/333333333333, 444444444444/);
  });
});

it('whatCanReach gives one row a role with every way', () => {
  const roles = whatCanReach(smallIndex(), 'ann@example.com');
  expect(
    roles.map(({ accountName, permissionSet, through }) => [accountName, permissionSet, through]),
  ).toEqual([
    ['shop-dev', 'Admin', ['Admins', 'Developers']],
    ['shop-dev', 'Reader', ['direct']],
    ['shop-prod', 'Admin', ['Admins']],
  ]);
  expect(roles.every(({ certain }) => certain)).toBe(true);
});

it('answers for 100,000 assignments at once', () => {
  const assignments = Array.from({ length: 100_000 }, (_, position) => ({
    accountId: String(100_000_000_000 + (position % 500)),
    permissionSetArn: setArn(`S${Math.floor(position / 500) % 60}`),
    principalType: 'GROUP' as const,
    principalId: `g-${position % 3000}`,
  }));
  const groups = Array.from({ length: 3000 }, (_, position) => ({
    id: `g-${position}`,
    displayName: `Group ${position}`,
  }));
  const index = smallIndex({
    assignments,
    groups,
    memberships: groups.map(({ id }) => ({ groupId: id, userId: 'u-ann' })),
  });
  const before = performance.now();
  expect(whoHasAccess(index, { account: '100000000007' })).toHaveLength(200);
  expect(whoHasAccess(index, { who: 'Group 7' }).length).toBeGreaterThan(10);
  expect(performance.now() - before).toBeLessThan(100);
});
