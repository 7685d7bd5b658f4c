import type { StoreGroup } from '../aws/identity-store.ts';
import { GROUP_ATTRIBUTES, GROUP_URN } from './attributes.ts';
import { readFilter } from './filter.ts';
import { listResponse } from './list-page.ts';
import { groupChanges, MOST_MEMBERS, readMembers } from './patch-group.ts';
import { readPatch } from './patch-request.ts';
import { isRecord, readResource, requireAll, textOf } from './read-resource.ts';
import type { ScimAnswer, ScimWork } from './scim-call.ts';
import { invalid, notFound, ScimError } from './scim-error.ts';
import { externalIdOf, seconds, withExternalId } from './user-resource.ts';

export function createGroup(work: ScimWork): ScimAnswer {
  const { ground, call, issuer } = work;
  if (!isRecord(call.body)) invalid('The request body must be a JSON object.');
  const { members, ...rest } = call.body;
  const resource = readResource(rest, GROUP_ATTRIBUTES);
  requireAll(resource, GROUP_ATTRIBUTES);
  const userIds =
    members === undefined || (Array.isArray(members) && members.length === 0) ? [] : readMembers(members);
  if (userIds.length > MOST_MEMBERS) invalid(`A group is made with at most ${MOST_MEMBERS} members.`);
  const now = ground.clock.now();
  const group: StoreGroup = {
    groupId: ground.random.uuid(),
    displayName: textOf(resource, 'displayName') ?? '',
    externalIds: withExternalId([], issuer, textOf(resource, 'externalId')),
    createdAt: now,
    updatedAt: now,
    createdBy: 'SCIM',
  };
  refuseDuplicate(work, group);
  requireUsers(work, userIds);
  work.store.putGroup(group);
  for (const userId of userIds) join(work, group.groupId, userId);
  call.madeId = group.groupId;
  return { status: 201, body: groupResource(group, issuer) };
}

export function getGroup(work: ScimWork): ScimAnswer {
  return { status: 200, body: groupResource(groupOf(work), work.issuer) };
}

export function deleteGroup(work: ScimWork): ScimAnswer {
  work.store.removeGroup(groupOf(work).groupId);
  return { status: 204 };
}

/** Answers 204: AWS does not send the group back. */
export function patchGroup(work: ScimWork): ScimAnswer {
  const { store, issuer, ground } = work;
  const before = groupOf(work);
  const changes = groupChanges(readPatch(work.call.body));
  requireUsers(work, changes.add);
  const { externalId } = changes;
  const group: StoreGroup = {
    ...before,
    displayName: changes.displayName ?? before.displayName,
    externalIds:
      externalId === undefined
        ? before.externalIds
        : withExternalId(before.externalIds, issuer, externalId ?? undefined),
    updatedAt: ground.clock.now(),
  };
  refuseDuplicate(work, group);
  store.putGroup(group);
  for (const userId of changes.add) join(work, group.groupId, userId);
  for (const userId of changes.remove) {
    const membership = store.membersOf(group.groupId).get(userId);
    if (membership !== undefined) store.removeMembership(membership);
  }
  return { status: 204 };
}

export function listGroups(work: ScimWork): ScimAnswer {
  const { query } = work.call;
  const body = listResponse(
    matching(work, query.get('filter')),
    ({ groupId }) => groupId,
    query,
    (group) => groupResource(group, work.issuer),
  );
  return { status: 200, body };
}

function matching({ store, issuer }: ScimWork, text: string | null): readonly StoreGroup[] {
  const { groups } = store.state;
  const known = (id: string): readonly StoreGroup[] => {
    const group = groups.get(id);
    return group === undefined ? [] : [group];
  };
  if (text === null) return [...groups.values()];
  const filter = readFilter(text, 'Group');
  const name = filter.get('displayname');
  if (name !== undefined) return known(store.groupByName(name)?.groupId ?? '');
  const member = filter.get('members.value');
  if (member !== undefined) return [...store.groupsOf(member).keys()].flatMap(known);
  const external = filter.get('externalid');
  if (external !== undefined)
    return [...groups.values()].filter((group) => externalIdOf(group, issuer) === external);
  const id = filter.get('id') ?? '';
  return store.membersOf(id).has(filter.get('members') ?? '') ? known(id) : [];
}

/** Members are never told here: AWS answers who is in a group through filters only. */
function groupResource(group: StoreGroup, issuer: string): Record<string, unknown> {
  const externalId = externalIdOf(group, issuer);
  return {
    id: group.groupId,
    ...(externalId === undefined ? {} : { externalId }),
    meta: {
      resourceType: 'Group',
      created: seconds(group.createdAt),
      lastModified: seconds(group.updatedAt),
    },
    schemas: [GROUP_URN],
    displayName: group.displayName,
    members: [],
  };
}

function groupOf(work: ScimWork): StoreGroup {
  return work.store.state.groups.get(work.id) ?? notFound(`Group ${work.id.slice(0, 100)}`);
}

function requireUsers({ store }: ScimWork, userIds: Iterable<string>): void {
  for (const userId of userIds) if (!store.state.users.has(userId)) notFound(`User ${userId.slice(0, 100)}`);
}

function join({ store, ground }: ScimWork, groupId: string, userId: string): void {
  if (store.membersOf(groupId).has(userId)) return;
  store.addMembership({
    membershipId: ground.random.uuid(),
    groupId,
    userId,
    createdAt: ground.clock.now(),
  });
}

/** @throws ScimError ConflictException where displayName or externalId is another group's */
function refuseDuplicate({ store, issuer }: ScimWork, group: StoreGroup): void {
  const named = store.groupByName(group.displayName);
  if (named !== undefined && named.groupId !== group.groupId)
    throw new ScimError('ConflictException', 'Another group has this displayName.');
  const externalId = externalIdOf(group, issuer);
  if (externalId === undefined) return;
  for (const other of store.state.groups.values()) {
    if (other.groupId !== group.groupId && externalIdOf(other, issuer) === externalId)
      throw new ScimError('ConflictException', 'Another group has this externalId.');
  }
}
