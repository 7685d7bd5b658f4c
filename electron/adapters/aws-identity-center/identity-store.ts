import {
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-identitystore';
import type { IdentityStore } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given, next, PAGE, pageOf } from './page.ts';

export function awsIdentityStore(connection: AwsConnection): IdentityStore {
  const call = <T>(
    operation: string,
    abortSignal: AbortSignal,
    run: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ) => connection.call('identitystore', operation, abortSignal, () => run({ abortSignal }));
  return {
    listGroups: (input, signal) =>
      call('ListGroups', signal, async (options) => {
        const { Groups = [], NextToken } = await connection.clients.identityStore.send(
          new ListGroupsCommand({ IdentityStoreId: input.identityStoreId, ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(
          Groups.map(({ GroupId = '', DisplayName = '' }) => ({ id: GroupId, displayName: DisplayName })),
          NextToken,
        );
      }),
    listUsers: (input, signal) =>
      call('ListUsers', signal, async (options) => {
        const { Users = [], NextToken } = await connection.clients.identityStore.send(
          new ListUsersCommand({ IdentityStoreId: input.identityStoreId, ...PAGE, ...next(input) }),
          options,
        );
        const users = Users.map(({ UserId = '', UserName = '', DisplayName, Emails, UserStatus }) => ({
          id: UserId,
          userName: UserName,
          ...given({
            displayName: DisplayName,
            email: Emails?.[0]?.Value,
            active: UserStatus === undefined ? undefined : UserStatus === 'ENABLED',
          }),
        }));
        return pageOf(users, NextToken);
      }),
    listGroupMemberships: (input, signal) =>
      call('ListGroupMemberships', signal, async (options) => {
        const { GroupMemberships = [], NextToken } = await connection.clients.identityStore.send(
          new ListGroupMembershipsCommand({
            IdentityStoreId: input.identityStoreId,
            GroupId: input.groupId,
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        const members = GroupMemberships.flatMap(({ MemberId }) =>
          MemberId !== undefined && 'UserId' in MemberId && MemberId.UserId !== undefined
            ? [{ groupId: input.groupId, userId: MemberId.UserId }]
            : [],
        );
        return pageOf(members, NextToken);
      }),
  };
}
