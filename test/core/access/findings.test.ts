import { describe, expect, it } from 'vitest';
import { FINDING_RULES, type FindingId } from '../../../shared/core/access/finding-rules.ts';
import { findingsOf } from '../../../shared/core/access/findings.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { DEV, MANAGEMENT, SMALL, setArn, smallIndex } from './small-organization.ts';

const [admin, reader] = SMALL.permissionSets;
const many = <T>(count: number, make: (position: number) => T): T[] =>
  Array.from({ length: count }, (_, position) => make(position));
const denied = (part: AccessSnapshot['unknown'][number]['part'], more = {}) => ({
  part,
  code: 'x',
  message: 'x',
  ...more,
});

/** For each rule: changes to the small organization that it finds, and the nearest that it leaves alone. */
const CASES: Record<FindingId, readonly [fails: Partial<AccessSnapshot>, passes: Partial<AccessSnapshot>]> = {
  'set.unused': [
    { permissionSets: [...SMALL.permissionSets, { arn: setArn('Idle'), name: 'Idle' }] },
    {
      permissionSets: [...SMALL.permissionSets, { arn: setArn('Idle'), name: 'Idle' }],
      unknown: [denied('provisioned-accounts', { permissionSetArn: setArn('Idle') })],
    },
  ],
  'set.outdated': [{ outdated: [{ accountId: DEV, permissionSetArn: setArn('Reader') }] }, {}],
  'set.management-account': [
    { provisioned: [{ accountId: MANAGEMENT, permissionSetArn: setArn('Admin') }] },
    {},
  ],
  'set.many-policies': [
    { permissionSets: [{ arn: setArn('Reader'), ...reader, managedPolicies: many(10, String) }] },
    { permissionSets: [{ arn: setArn('Reader'), ...reader, managedPolicies: many(9, String) }] },
  ],
  'group.empty': [
    { memberships: SMALL.memberships?.filter(({ groupId }) => groupId === 'g-admins') ?? [] },
    { memberships: [], unknown: [denied('memberships')] },
  ],
  'assignment.deleted-principal': [{ users: [] }, { users: [], unknown: [denied('users')] }],
  'assignment.unknown-account': [
    {
      accounts: SMALL.accounts.map((account) =>
        account.id === DEV ? { ...account, status: 'SUSPENDED' } : account,
      ),
    },
    { accounts: [], unknown: [denied('accounts')] },
  ],
  'organization.unit-cycle': [
    {
      units: [
        { id: 'a', name: 'A', parentId: 'b' },
        { id: 'b', name: 'B', parentId: 'a' },
      ],
    },
    {},
  ],
  'quota.permission-sets': [{ permissionSets: many(3150, (n) => ({ arn: `a${n}` })) }, {}],
  'quota.sets-per-account': [
    { provisioned: many(450, (n) => ({ accountId: DEV, permissionSetArn: `a${n}` })) },
    { provisioned: many(449, (n) => ({ accountId: DEV, permissionSetArn: `a${n}` })) },
  ],
  'quota.principals': [{ groups: many(90_000, (n) => ({ id: `g${n}`, displayName: `g${n}` })) }, {}],
};

describe('every finding', () => {
  it.each(Object.keys(FINDING_RULES) as FindingId[])('%s is found, and not where it is not so', (id) => {
    const [fails, passes] = CASES[id];
    expect(findingsOf(smallIndex(fails)).map((finding) => finding.id)).toContain(id);
    expect(findingsOf(smallIndex(passes)).map((finding) => finding.id)).not.toContain(id);
    expect(FINDING_RULES[id].spec).not.toBe('');
  });
});

it('finds nothing wrong with the small organization', () => {
  expect(admin).toBeDefined();
  expect(findingsOf(smallIndex())).toEqual([]);
});
