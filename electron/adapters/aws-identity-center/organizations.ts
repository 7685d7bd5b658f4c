import {
  type Account as AwsAccount,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-organizations';
import type { Account } from '../../../shared/core/access/model.ts';
import type { Organizations } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given, next, pageOf } from './page.ts';

/** Organizations gives twenty entries a page at most. */
const PAGE = { MaxResults: 20 } as const;

function account({ Id = '', Name = '', Email, Status, State }: AwsAccount): Account {
  return { id: Id, name: Name, ...given({ email: Email, status: State ?? Status }) };
}

export function awsOrganizations(connection: AwsConnection): Organizations {
  const call = <T>(
    operation: string,
    abortSignal: AbortSignal,
    run: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ) => connection.call('organizations', operation, abortSignal, () => run({ abortSignal }));
  return {
    describeOrganization: (signal) =>
      call('DescribeOrganization', signal, async (options) => {
        const { Organization } = await connection.clients.organizations.send(
          new DescribeOrganizationCommand({}),
          options,
        );
        return { managementAccountId: Organization?.MasterAccountId ?? '' };
      }),
    listRoots: (input, signal) =>
      call('ListRoots', signal, async (options) => {
        const { Roots = [], NextToken } = await connection.clients.organizations.send(
          new ListRootsCommand({ ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(
          Roots.map(({ Id = '', Name = 'Root' }) => ({ id: Id, name: Name })),
          NextToken,
        );
      }),
    listOrganizationalUnitsForParent: (input, signal) =>
      call('ListOrganizationalUnitsForParent', signal, async (options) => {
        const { OrganizationalUnits = [], NextToken } = await connection.clients.organizations.send(
          new ListOrganizationalUnitsForParentCommand({ ParentId: input.parentId, ...PAGE, ...next(input) }),
          options,
        );
        const units = OrganizationalUnits.map(({ Id = '', Name = '' }) => ({
          id: Id,
          name: Name,
          parentId: input.parentId,
        }));
        return pageOf(units, NextToken);
      }),
    listAccountsForParent: (input, signal) =>
      call('ListAccountsForParent', signal, async (options) => {
        const { Accounts = [], NextToken } = await connection.clients.organizations.send(
          new ListAccountsForParentCommand({ ParentId: input.parentId, ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(Accounts.map(account), NextToken);
      }),
    listAccounts: (input, signal) =>
      call('ListAccounts', signal, async (options) => {
        const { Accounts = [], NextToken } = await connection.clients.organizations.send(
          new ListAccountsCommand({ ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(Accounts.map(account), NextToken);
      }),
    listTagsForResource: (input, signal) =>
      call('ListTagsForResource', signal, async (options) => {
        const { Tags = [], NextToken } = await connection.clients.organizations.send(
          new ListTagsForResourceCommand({ ResourceId: input.resourceId, ...next(input) }),
          options,
        );
        return pageOf(
          Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const),
          NextToken,
        );
      }),
    listDelegatedAdministrators: (input, signal) =>
      call('ListDelegatedAdministrators', signal, async (options) => {
        const { DelegatedAdministrators = [], NextToken } = await connection.clients.organizations.send(
          new ListDelegatedAdministratorsCommand({
            ServicePrincipal: input.servicePrincipal,
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        return pageOf(
          DelegatedAdministrators.map(({ Id = '' }) => Id),
          NextToken,
        );
      }),
  };
}
