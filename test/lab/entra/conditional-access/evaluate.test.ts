import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { evaluateAccess } from '../../../../electron/lab/entra/conditional-access/evaluate.ts';
import type { ConditionalAccessPolicy, Tenant, User } from '../../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { tenantOf, userOf } from '../cast.ts';

let lab: Lab;
let tenant: Tenant;
let homer: User;
let guest: User;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());
beforeEach(() => {
  tenant = tenantOf(lab);
  tenant.conditionalAccessPolicies.clear();
  homer = userOf(tenant, 'Homer Simpson');
  guest = userOf(tenant, 'Lenny Leonard');
});

type Control = 'mfa' | 'block' | 'compliantDevice';
const NOBODY = { includeUsers: [], excludeUsers: [], includeGroups: [], excludeGroups: [] };

function add(
  controls: Control[],
  more: {
    operator?: 'AND' | 'OR';
    users?: Partial<ConditionalAccessPolicy['conditions']['users']>;
    applications?: Partial<ConditionalAccessPolicy['conditions']['applications']>;
    state?: ConditionalAccessPolicy['state'];
  } = {},
): void {
  const id = `p${tenant.conditionalAccessPolicies.size}`;
  tenant.conditionalAccessPolicies.set(id, {
    id,
    displayName: id,
    state: more.state ?? 'enabled',
    conditions: {
      users: { ...NOBODY, ...(more.users ?? { includeUsers: ['All'] }) },
      applications: { includeApplications: ['All'], excludeApplications: [], ...more.applications },
    },
    grantControls: { operator: more.operator ?? 'OR', builtInControls: controls },
    createdDateTime: '',
  });
}

it.each<[Control[], 'AND' | 'OR', boolean, object]>([
  [['mfa'], 'OR', false, { needsMfa: true, blocked: false, status: 'failure' }],
  [['mfa'], 'OR', true, { needsMfa: false, blocked: false, status: 'success' }],
  [['block'], 'OR', true, { blocked: true, needsMfa: false, status: 'failure' }],
  [['compliantDevice'], 'OR', true, { needsDevice: true, status: 'failure' }],
  [['mfa', 'compliantDevice'], 'OR', false, { needsMfa: true, needsDevice: false }],
  [['mfa', 'compliantDevice'], 'OR', true, { needsMfa: false, needsDevice: false, status: 'success' }],
  [['mfa', 'compliantDevice'], 'AND', true, { needsDevice: true, status: 'failure' }],
])('%j joined by %s, MFA done: %s', (controls, operator, mfa, expected) => {
  add(controls, { operator });
  expect(evaluateAccess(tenant, homer, ['app'], mfa)).toMatchObject(expected);
});

it('lets block win over everything, and demands every policy that applies', () => {
  add(['mfa']);
  add(['block'], { applications: { includeApplications: ['secret-app'] } });
  expect(evaluateAccess(tenant, homer, ['app'], false)).toMatchObject({ needsMfa: true, blocked: false });
  expect(evaluateAccess(tenant, homer, ['app', 'secret-app'], false)).toMatchObject({
    needsMfa: false,
    blocked: true,
  });
});

it('applies to users, groups (also through groups), guests and applications as named', () => {
  const [admins] = [...tenant.groups.values()].filter(({ displayName }) => displayName === 'Security Admins');
  const outer = {
    ...(admins as NonNullable<typeof admins>),
    id: 'outer',
    members: new Set([admins?.id ?? '']),
  };
  tenant.groups.set('outer', outer);
  const applies = (user: User, apps: string[] = ['app']): boolean => {
    const { status } = evaluateAccess(tenant, user, apps, false);
    tenant.conditionalAccessPolicies.clear();
    return status !== 'notApplied';
  };
  add(['mfa'], { users: { includeGroups: ['outer'] } });
  expect(applies(homer)).toBe(true);
  add(['mfa'], { users: { includeUsers: ['All'], excludeGroups: ['outer'] } });
  expect(applies(homer)).toBe(false);
  add(['mfa'], { users: { includeUsers: ['GuestsOrExternalUsers'] } });
  expect(applies(homer)).toBe(false);
  add(['mfa'], { users: { includeUsers: ['GuestsOrExternalUsers'] } });
  expect(applies(guest)).toBe(true);
  add(['mfa'], { users: { includeUsers: ['All'], excludeUsers: [homer.id] } });
  expect(applies(homer)).toBe(false);
  add(['mfa'], { applications: { includeApplications: ['other'] } });
  expect(applies(homer)).toBe(false);
  add(['mfa'], { applications: { includeApplications: ['All'], excludeApplications: ['app'] } });
  expect(applies(homer)).toBe(false);
  add(['mfa'], { applications: { includeApplications: ['All'], excludeApplications: ['app'] } });
  expect(applies(homer, ['app', 'api'])).toBe(true);
  tenant.groups.delete('outer');
});

it('tells of policies that are off, do not apply or only report, and obeys none of them', () => {
  add(['block'], { state: 'disabled' });
  add(['block'], { users: { includeUsers: [guest.id] } });
  add(['block'], { state: 'enabledForReportingButNotEnforced' });
  add(['mfa'], { state: 'enabledForReportingButNotEnforced' });
  add(['mfa'], { state: 'enabledForReportingButNotEnforced', users: { includeUsers: [guest.id] } });
  const evaluation = evaluateAccess(tenant, homer, ['app'], false);
  expect(evaluation).toMatchObject({
    blocked: false,
    needsMfa: false,
    status: 'notApplied',
    mfaPolicies: [],
  });
  expect(evaluation.applied.map(({ result }) => result)).toEqual([
    'notEnabled',
    'notApplied',
    'reportOnlyFailure',
    'reportOnlyInterrupted',
    'reportOnlyNotApplied',
  ]);
});
