import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';

export const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
export const setArn = (name: string): string =>
  `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-${name.toLowerCase().padEnd(16, '0').slice(0, 16)}`;
export const MANAGEMENT = '111111111111';
export const PROD = '222222222222';
export const DEV = '333333333333';

/** Three accounts, two sets, three groups of which one is empty, and three users. */
export const SMALL: AccessSnapshot = {
  instance: { arn: INSTANCE, identityStoreId: 'd-1234567890' },
  managementAccountId: MANAGEMENT,
  units: [
    { id: 'r-1', name: 'Root' },
    { id: 'ou-1', name: 'Workloads', parentId: 'r-1' },
    { id: 'ou-2', name: 'Prod', parentId: 'ou-1' },
  ],
  accounts: [
    { id: MANAGEMENT, name: 'management', status: 'ACTIVE', unitId: 'r-1', tags: {} },
    { id: PROD, name: 'shop-prod', status: 'ACTIVE', unitId: 'ou-2', tags: { Env: 'prod' } },
    { id: DEV, name: 'shop-dev', status: 'ACTIVE', unitId: 'ou-1', tags: { Env: 'dev' } },
  ],
  permissionSets: [
    {
      arn: setArn('Admin'),
      name: 'Admin',
      sessionDuration: 'PT8H',
      tags: { Owner: 'it' },
      managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      customerManagedPolicies: [],
      inlinePolicy: '',
      boundary: { kind: 'none' },
    },
    {
      arn: setArn('Reader'),
      name: 'Reader',
      description: 'Reads',
      sessionDuration: 'PT1H',
      tags: {},
      managedPolicies: [],
      customerManagedPolicies: [{ name: 'team', path: '/a/' }],
      inlinePolicy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
      boundary: { kind: 'managed', arn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
    },
  ],
  provisioned: [
    { accountId: PROD, permissionSetArn: setArn('Admin') },
    { accountId: DEV, permissionSetArn: setArn('Admin') },
    { accountId: DEV, permissionSetArn: setArn('Reader') },
  ],
  outdated: [],
  assignments: [
    { accountId: PROD, permissionSetArn: setArn('Admin'), principalType: 'GROUP', principalId: 'g-admins' },
    { accountId: DEV, permissionSetArn: setArn('Admin'), principalType: 'GROUP', principalId: 'g-admins' },
    { accountId: DEV, permissionSetArn: setArn('Admin'), principalType: 'GROUP', principalId: 'g-devs' },
    { accountId: DEV, permissionSetArn: setArn('Reader'), principalType: 'USER', principalId: 'u-ann' },
  ],
  groups: [
    { id: 'g-admins', displayName: 'Admins' },
    { id: 'g-devs', displayName: 'Developers' },
    { id: 'g-none', displayName: 'Nobody' },
  ],
  users: [
    { id: 'u-ann', userName: 'ann@example.com' },
    { id: 'u-bob', userName: 'bob@example.com' },
    { id: 'u-cy', userName: 'cy@example.com' },
  ],
  memberships: [
    { groupId: 'g-admins', userId: 'u-ann' },
    { groupId: 'g-devs', userId: 'u-ann' },
    { groupId: 'g-devs', userId: 'u-bob' },
  ],
  unknown: [],
  readAt: 1_700_000_000_000,
};

export const smallIndex = (changes: Partial<AccessSnapshot> = {}): AccessIndex =>
  new AccessIndex({ ...SMALL, ...changes });
