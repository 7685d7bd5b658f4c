import type { IdentityCenter } from '../../../shared/ports/identity-center.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';
import { page } from './memory-page.ts';

export function memoryOrganizations(center: MemoryIdentityCenter): IdentityCenter['organizations'] {
  const { seed } = center.state;
  const call = <T>(name: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('organizations', name, input, signal, run);
  return {
    describeOrganization: (signal) =>
      call('DescribeOrganization', {}, signal, () => ({
        managementAccountId: seed.managementAccountId ?? '',
      })),
    listRoots: (input, signal) =>
      call('ListRoots', input, signal, () => ({
        items: seed.units.filter(({ parentId }) => parentId === undefined),
      })),
    listOrganizationalUnitsForParent: (input, signal) =>
      call('ListOrganizationalUnitsForParent', input, signal, () =>
        page(
          seed.units.filter(({ parentId }) => parentId === input.parentId),
          input.nextToken,
          20,
        ),
      ),
    listAccountsForParent: (input, signal) =>
      call('ListAccountsForParent', input, signal, () =>
        page(
          seed.accounts.filter(({ unitId }) => unitId === input.parentId),
          input.nextToken,
          20,
        ),
      ),
    listAccounts: (input, signal) =>
      call('ListAccounts', input, signal, () => page(seed.accounts, input.nextToken, 20)),
    listTagsForResource: (input, signal) =>
      call('ListTagsForResource', input, signal, () => ({
        items: Object.entries(seed.accounts.find(({ id }) => id === input.resourceId)?.tags ?? {}),
      })),
    listDelegatedAdministrators: (input, signal) =>
      call('ListDelegatedAdministrators', input, signal, () => ({
        items: seed.delegatedAdministrators ?? [],
      })),
  };
}

export function memoryStore(center: MemoryIdentityCenter): IdentityCenter['identityStore'] {
  const { seed } = center.state;
  const call = <T>(name: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('identitystore', name, input, signal, run);
  return {
    listGroups: (input, signal) =>
      call('ListGroups', input, signal, () => page(seed.groups, input.nextToken, 100)),
    listUsers: (input, signal) =>
      call('ListUsers', input, signal, () => page(seed.users, input.nextToken, 100)),
    listGroupMemberships: (input, signal) =>
      call('ListGroupMemberships', input, signal, () =>
        page(
          (seed.memberships ?? []).filter(({ groupId }) => groupId === input.groupId),
          input.nextToken,
          100,
        ),
      ),
  };
}

/** Names of policies that AWS keeps, behind their paths. */
const POLICIES = [
  '/ReadOnlyAccess',
  '/AmazonS3ReadOnlyAccess',
  '/job-function/Billing',
  '/aws-service-role/X',
];

export function memoryIam(center: MemoryIdentityCenter): IdentityCenter['iam'] {
  const call = <T>(name: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('iam', name, input, signal, run);
  return {
    listAwsManagedPolicies: (input, signal) =>
      call('ListPolicies', input, signal, () =>
        page(
          POLICIES.map((whole) => {
            const at = whole.lastIndexOf('/') + 1;
            const arn = `arn:aws:iam::aws:policy${whole}`;
            return { arn, name: whole.slice(at), path: whole.slice(0, at), attachable: true };
          }),
          input.nextToken,
          2,
        ),
      ),
    getPolicy: (input, signal) => call('GetPolicy', input, signal, () => 'v7'),
    getPolicyVersion: (input, signal) =>
      call('GetPolicyVersion', input, signal, () => `{"Version":"2012-10-17","Id":"${input.versionId}"}`),
  };
}
