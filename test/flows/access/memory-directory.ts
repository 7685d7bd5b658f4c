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
