import type { Membership } from '../identity-store.ts';
import { type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { list, required } from '../protocol/shape.ts';
import { duplicate, groupOf, invalid, notFound, resourcesOf, storeOf, userOf } from './lookup.ts';
import { memberId, ofStore, paging, resourceId } from './members.ts';

const ofMembership = { ...ofStore, MembershipId: required(resourceId) };
const ofMember = { ...ofStore, MemberId: required(memberId) };
const ofGroup = { ...ofStore, GroupId: required(resourceId) };

export const membershipOperations: Operations = {
  CreateGroupMembership: writes(
    { ...ofGroup, ...ofMember },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const { groupId } = groupOf(store, input.GroupId);
        const { userId } = userOf(store, userIdOf(input));
        if (store.groupsOf(userId).has(groupId))
          throw duplicate('Member and Group relationship already exists.');
        const membershipId = call.ground.random.uuid();
        store.addMembership({ membershipId, groupId, userId, createdAt: call.now });
        return { MembershipId: membershipId, IdentityStoreId: input.IdentityStoreId };
      },
    },
  ),

  DescribeGroupMembership: reads(ofMembership, {
    resources: resourcesOf,
    run(call, input) {
      const { state } = storeOf(call, input.IdentityStoreId);
      const membership = state.memberships.get(input.MembershipId);
      if (membership === undefined) throw notFound('GROUP_MEMBERSHIP', input.MembershipId);
      return described(input.IdentityStoreId, membership);
    },
  }),

  DeleteGroupMembership: writes(ofMembership, {
    resources: resourcesOf,
    run(call, input) {
      const store = storeOf(call, input.IdentityStoreId);
      const membership = store.state.memberships.get(input.MembershipId);
      if (membership === undefined) throw notFound('GROUP_MEMBERSHIP', input.MembershipId);
      store.removeMembership(membership);
      return {};
    },
  }),

  GetGroupMembershipId: reads(
    { ...ofGroup, ...ofMember },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const membership = store.groupsOf(userIdOf(input)).get(input.GroupId);
        if (membership === undefined) throw notFound('GROUP_MEMBERSHIP');
        return { MembershipId: membership.membershipId, IdentityStoreId: input.IdentityStoreId };
      },
    },
  ),

  IsMemberInGroups: reads(
    { ...ofMember, GroupIds: required(list(resourceId, 1, 100)) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const { userId } = userOf(store, userIdOf(input));
        const groups = store.groupsOf(userId);
        return {
          Results: input.GroupIds.map((groupId) => ({
            GroupId: groupId,
            MemberId: { UserId: userId },
            MembershipExists: groups.has(groupId),
          })),
        };
      },
    },
  ),

  ListGroupMemberships: reads(
    { ...ofGroup, ...paging },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const { groupId } = groupOf(store, input.GroupId);
        const members = store.membersOf(groupId).values();
        return listed(input, members, [call.operation, groupId]);
      },
    },
  ),

  ListGroupMembershipsForMember: reads(
    { ...ofMember, ...paging },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const { userId } = userOf(store, userIdOf(input));
        return listed(input, store.groupsOf(userId).values(), [call.operation, userId]);
      },
    },
  ),
};

interface ListInput {
  readonly IdentityStoreId: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function listed(input: ListInput, memberships: Iterable<Membership>, question: readonly string[]) {
  const page = pageOf([...memberships], ({ membershipId }) => membershipId, input, question);
  return {
    GroupMemberships: page.items.map((membership) => described(input.IdentityStoreId, membership)),
    NextToken: page.next,
  };
}

function described(identityStoreId: string, membership: Membership) {
  return {
    IdentityStoreId: identityStoreId,
    MembershipId: membership.membershipId,
    GroupId: membership.groupId,
    MemberId: { UserId: membership.userId },
    CreatedAt: membership.createdAt / 1000,
    UpdatedAt: membership.createdAt / 1000,
  };
}

function userIdOf(input: { readonly MemberId: { readonly UserId?: string } }): string {
  const { UserId: id } = input.MemberId;
  if (id === undefined) throw invalid('MemberId must have UserId.');
  return id;
}
