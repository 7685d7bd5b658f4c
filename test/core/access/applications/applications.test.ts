import { describe, expect, it } from 'vitest';
import { applicationFindings } from '../../../../shared/core/access/applications/application-findings.ts';
import {
  APPLICATION_RULES,
  type ApplicationRuleId,
} from '../../../../shared/core/access/applications/application-rules.ts';
import {
  type AccessApplication,
  type ApplicationsRead,
  entraIssuerOf,
  isCustomerManaged,
  type ListedApplications,
  type TrustedTokenIssuer,
} from '../../../../shared/core/access/applications/applications.ts';
import { toldApplications } from '../../../../shared/core/access/applications/told-applications.ts';
import { whoUsesApplications } from '../../../../shared/core/access/applications/who-uses-applications.ts';
import type { AccessSnapshot } from '../../../../shared/core/access/model.ts';
import { PROD, SMALL, smallIndex } from '../small-organization.ts';
import { ANALYTICS, applicationArn, ISSUER, ISSUER_ARN, SOME, TENANT, WIKI } from './some-applications.ts';

const denied = (part: AccessSnapshot['unknown'][number]['part']) => ({ part, code: 'x', message: 'x' });
const without = <K extends keyof AccessApplication>(
  application: AccessApplication,
  key: K,
): AccessApplication => {
  const { [key]: _left, ...rest } = application;
  return rest as AccessApplication;
};
const apps = (...applications: readonly AccessApplication[]): ApplicationsRead => ({ ...SOME, applications });
const wiki = (changes: Partial<AccessApplication>): ApplicationsRead =>
  apps({ ...WIKI, ...changes }, ANALYTICS);
const issuer = (changes: Partial<TrustedTokenIssuer>): ApplicationsRead => ({
  ...SOME,
  issuers: [{ ...ISSUER, ...changes }],
});
const V1 = `https://sts.windows.net/${TENANT}/`;
const ALL: ListedApplications = { applications: true, issuers: true };
const GONE = [{ principalType: 'USER', principalId: 'u-gone' }] as const;
const EMPTY = [{ principalType: 'GROUP', principalId: 'g-none' }] as const;

interface Case {
  readonly read: ApplicationsRead;
  readonly directory?: Partial<AccessSnapshot>;
  readonly listed?: ListedApplications;
}

/** For each rule: what it finds, and the nearest that it leaves alone. */
const CASES: Record<ApplicationRuleId, readonly [fails: Case, passes: Case]> = {
  'application.everyone': [
    { read: wiki({ assignmentRequired: false }) },
    { read: wiki({ assignmentRequired: false, enabled: false }) },
  ],
  'application.nobody': [
    { read: wiki({ assignments: [] }) },
    { read: apps(without(WIKI, 'assignments'), ANALYTICS) },
  ],
  'application.empty-group': [
    { read: wiki({ assignments: EMPTY }) },
    { read: wiki({ assignments: EMPTY }), directory: { unknown: [denied('memberships')] } },
  ],
  'application.deleted-principal': [
    { read: wiki({ assignments: GONE }) },
    { read: wiki({ assignments: GONE }), directory: { unknown: [denied('users')] } },
  ],
  'application.disabled': [
    { read: wiki({ enabled: false }) },
    { read: wiki({ enabled: false, assignments: [] }) },
  ],
  'application.issuer-gone': [
    { read: { ...SOME, issuers: [] } },
    { read: { ...SOME, issuers: [] }, listed: { ...ALL, issuers: false } },
  ],
  'issuer.unused': [{ read: apps(WIKI) }, { read: apps(without(WIKI, 'grants')) }],
  'issuer.no-tenant': [
    { read: issuer({ issuerUrl: 'https://login.microsoftonline.com/common/v2.0' }) },
    { read: issuer({ issuerUrl: 'https://idp.example/common/v2.0' }) },
  ],
  'issuer.plain-http': [
    { read: issuer({ issuerUrl: 'http://idp.example/' }) },
    { read: issuer({ issuerUrl: 'https://idp.example/' }) },
  ],
  'issuer.claim-version': [
    { read: issuer({ issuerUrl: V1 }) },
    { read: issuer({ issuerUrl: V1, claim: 'unique_name' }) },
  ],
  'issuer.email-claim': [
    { read: issuer({ claim: 'email' }) },
    { read: issuer({ claim: 'email', issuerUrl: 'https://idp.example/' }) },
  ],
};

const found = ({ read, directory, listed = ALL }: Case): readonly string[] =>
  applicationFindings(read, smallIndex(directory), listed).map(({ id }) => id);

describe('every finding about applications', () => {
  it.each(Object.keys(APPLICATION_RULES) as ApplicationRuleId[])(
    '%s is found, and not where it is not so',
    (id) => {
      const [fails, passes] = CASES[id];
      expect(found(fails)).toContain(id);
      expect(found(passes)).not.toContain(id);
      expect(APPLICATION_RULES[id].spec).not.toBe('');
    },
  );

  it('leaves sound applications alone, and those of which nothing is known', () => {
    expect(found({ read: SOME })).toEqual([]);
    const unread = apps(
      ...[WIKI, ANALYTICS].map((one) =>
        (['assignmentRequired', 'assignments', 'grants', 'scopes'] as const).reduce<AccessApplication>(
          without,
          one,
        ),
      ),
    );
    expect(found({ read: apps(), listed: { ...ALL, applications: false } })).toEqual([]);
    expect(found({ read: { ...unread, issuers: [{ arn: ISSUER_ARN, name: 'Entra' }] } })).toEqual([]);
  });
});

it('tells who may use what, and why', () => {
  const rows = whoUsesApplications(SOME.applications, smallIndex());
  expect(
    rows.map(({ application, principal, user, reason }) => [application, principal, user, reason]),
  ).toEqual([
    ['Wiki', 'Developers', 'ann@example.com', 'member-of-group'],
    ['Wiki', 'Developers', 'bob@example.com', 'member-of-group'],
    ['Wiki', 'ann@example.com', 'ann@example.com', 'direct'],
    ['Analytics', 'Admins', 'ann@example.com', 'member-of-group'],
  ]);
  const bob = whoUsesApplications(SOME.applications, smallIndex(), { type: 'USER', id: 'u-bob' });
  expect(bob.map(({ application }) => application)).toEqual(['Wiki']);
  const admins = whoUsesApplications(SOME.applications, smallIndex(), { type: 'GROUP', id: 'g-admins' });
  expect(admins.map(({ application }) => application)).toEqual(['Analytics']);
});

it('tells what is not known rather than leaving it out', () => {
  const reasons = (read: ApplicationsRead, directory: Partial<AccessSnapshot> = {}) =>
    whoUsesApplications(read.applications, smallIndex(directory), { type: 'USER', id: 'u-cy' }).map(
      ({ reason }) => reason,
    );
  expect(reasons(apps(WIKI))).toEqual([]);
  expect(reasons(apps(WIKI), { unknown: [denied('memberships')] })).toEqual(['members-unknown']);
  expect(reasons(apps(without(WIKI, 'assignments')))).toEqual(['assignments-unknown']);
  expect(reasons(apps({ ...WIKI, assignmentRequired: false, assignments: [] }))).toEqual(['everyone']);
  const everybody = whoUsesApplications(
    apps({ ...WIKI, assignments: [...GONE, ...EMPTY] }).applications,
    smallIndex(),
  );
  expect(everybody.map(({ reason }) => reason)).toEqual(['group-without-members', 'deleted-principal']);
});

it('tells of applications by name, with who made them, for how many people they are and whose tokens they take', () => {
  const { applications, issuers, findings } = toldApplications(SOME, smallIndex(), ALL);
  expect(findings).toEqual([]);
  expect(applications).toMatchObject([
    {
      name: 'Analytics',
      accountName: SMALL.accounts.find(({ id }) => id === PROD)?.name,
      managedBy: 'aws',
      provider: { arn: ANALYTICS.providerArn },
      people: 1,
    },
    {
      name: 'Wiki',
      arn: applicationArn('Wiki'),
      managedBy: 'customer',
      provider: { name: 'Custom SAML 2.0 application' },
      createdAt: '2023-11-14T22:13:20.000Z',
      people: 2,
      assignments: [{ principal: 'Developers', members: 2 }, { principal: 'ann@example.com' }],
    },
  ]);
  expect(issuers).toEqual([
    {
      ...ISSUER,
      entra: { version: 2, tenant: TENANT },
      usedBy: [{ application: 'Analytics', audiences: ['api://orders'] }],
    },
  ]);
});

it('counts people only where all of them are known', () => {
  const people = (read: ApplicationsRead, directory: Partial<AccessSnapshot> = {}) =>
    toldApplications(read, smallIndex(directory), ALL).applications.find(({ name }) => name === 'Wiki')
      ?.people;
  expect(people(wiki({ assignmentRequired: false }))).toBe(SMALL.users.length);
  expect(people(wiki({ assignmentRequired: false }), { unknown: [denied('users')] })).toBeUndefined();
  expect(people(SOME, { unknown: [denied('memberships')] })).toBeUndefined();
  expect(people(wiki({ assignments: GONE }))).toBe(0);
  expect(people(apps(without(WIKI, 'assignmentRequired')))).toBeUndefined();
});

it.each([
  ['custom', true],
  ['custom-saml', true],
  ['catalog/Box', true],
  ['redshift', false],
  ['custom-of-aws', false],
])('knows that an application of %s is of the customer: %s', (provider, expected) => {
  expect(isCustomerManaged(`arn:aws:sso::aws:applicationProvider/${provider}`)).toBe(expected);
});

it('knows the issuers of Entra by their URLs', () => {
  expect(entraIssuerOf(V1)).toEqual({ version: 1, tenant: TENANT });
  expect(entraIssuerOf(`https://login.microsoftonline.us/${TENANT}/v2.0`)).toEqual({
    version: 2,
    tenant: TENANT,
  });
  for (const other of ['', 'https://idp.example/', `https://login.microsoftonline.com/${TENANT}`, `${V1}x/y`])
    expect(entraIssuerOf(other), other).toBeUndefined();
});
