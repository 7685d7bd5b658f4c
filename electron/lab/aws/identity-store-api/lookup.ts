import { IdentityStore, type StoreGroup, type StoreUser } from '../identity-store.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { Call } from '../protocol/operation.ts';

type ResourceType = 'GROUP' | 'USER' | 'IDENTITY_STORE' | 'GROUP_MEMBERSHIP';

/** @throws AwsError ResourceNotFoundException for any store but the Lab's */
export function storeOf(call: Call, id: string): IdentityStore {
  const { identityStore, region } = call.aws;
  if (id !== identityStore.id || call.region !== region) throw notFound('IDENTITY_STORE', id);
  return new IdentityStore(identityStore);
}

/** @throws AwsError ResourceNotFoundException */
export function userOf(store: IdentityStore, id: string): StoreUser {
  const user = store.state.users.get(id);
  if (user === undefined) throw notFound('USER', id);
  return user;
}

/** @throws AwsError ResourceNotFoundException */
export function groupOf(store: IdentityStore, id: string): StoreGroup {
  const group = store.state.groups.get(id);
  if (group === undefined) throw notFound('GROUP', id);
  return group;
}

/** ARNs that IAM judges an operation by: the store, and what it is about. */
export function resourcesOf(
  call: Call,
  input: {
    readonly IdentityStoreId: string;
    readonly UserId?: string;
    readonly GroupId?: string;
    readonly MembershipId?: string;
    readonly MemberId?: { readonly UserId?: string };
  },
): readonly string[] {
  const owner = call.aws.organization.managementAccountId;
  const userId = input.UserId ?? input.MemberId?.UserId;
  return [
    `arn:aws:identitystore::${owner}:identitystore/${input.IdentityStoreId}`,
    ...(userId === undefined ? [] : [`arn:aws:identitystore:::user/${userId}`]),
    ...(input.GroupId === undefined ? [] : [`arn:aws:identitystore:::group/${input.GroupId}`]),
    ...(input.MembershipId === undefined ? [] : [`arn:aws:identitystore:::membership/${input.MembershipId}`]),
  ];
}

export function notFound(type: ResourceType, id?: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${type} not found.`, 400, {
    ResourceType: type,
    ...(id === undefined ? {} : { ResourceId: id }),
  });
}

export function duplicate(message: string): AwsError {
  return new AwsError('ConflictException', message, 400, { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' });
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function quotaExceeded(message: string): AwsError {
  return new AwsError('ServiceQuotaExceededException', message);
}

/**
 * The value of a `UniqueAttribute` or filter.
 *
 * @throws AwsError ValidationException for anything but text
 */
export function textValue(value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw invalid('attribute value cannot be empty or null for attribute path');
  return value;
}
