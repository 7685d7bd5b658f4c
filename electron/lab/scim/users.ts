import type { StoreUser } from '../aws/identity-store.ts';
import { readFilter } from './filter.ts';
import { listResponse } from './list-page.ts';
import { readPatch } from './patch-request.ts';
import { patchedUser } from './patch-user.ts';
import { listOf } from './read-resource.ts';
import type { ScimAnswer, ScimWork } from './scim-call.ts';
import { notFound, ScimError } from './scim-error.ts';
import { externalIdOf, readUser, userAttributes, userResource, withExternalId } from './user-resource.ts';

export function createUser(work: ScimWork): ScimAnswer {
  const { ground, call } = work;
  const now = ground.clock.now();
  const { externalId, ...wanted } = readUser(call.body);
  const user: StoreUser = {
    ...wanted,
    userId: ground.random.uuid(),
    externalIds: withExternalId([], work.issuer, externalId),
    createdAt: now,
    updatedAt: now,
    createdBy: 'SCIM',
  };
  refuseDuplicate(work, user);
  work.store.putUser(user);
  call.madeId = user.userId;
  return { status: 201, body: userResource(user, work.issuer) };
}

export function getUser(work: ScimWork): ScimAnswer {
  return { status: 200, body: userResource(userOf(work), work.issuer) };
}

export function deleteUser(work: ScimWork): ScimAnswer {
  work.store.removeUser(userOf(work).userId);
  return { status: 204 };
}

export function putUser(work: ScimWork): ScimAnswer {
  return change(work, work.call.body);
}

export function patchUser(work: ScimWork): ScimAnswer {
  const operations = readPatch(work.call.body);
  const current = userAttributes(userOf(work), work.issuer);
  // The identitystore API takes addresses without the flag.
  for (const email of listOf(current, 'emails')) email.primary ??= true;
  return change(work, patchedUser(current, operations));
}

function change(work: ScimWork, body: unknown): ScimAnswer {
  const before = userOf(work);
  const { externalId, ...wanted } = readUser(body);
  const { userId, createdAt, createdBy, website, birthdate } = before;
  const user: StoreUser = {
    ...wanted,
    userId,
    createdAt,
    createdBy,
    updatedAt: work.ground.clock.now(),
    externalIds: withExternalId(before.externalIds, work.issuer, externalId),
    // What SCIM does not speak of stays.
    ...(website === undefined ? {} : { website }),
    ...(birthdate === undefined ? {} : { birthdate }),
  };
  refuseDuplicate(work, user);
  work.store.putUser(user);
  return { status: 200, body: userResource(user, work.issuer) };
}

export function listUsers(work: ScimWork): ScimAnswer {
  const { query } = work.call;
  const body = listResponse(
    matching(work, query.get('filter')),
    ({ userId }) => userId,
    query,
    (user) => userResource(user, work.issuer),
  );
  return { status: 200, body };
}

function matching({ store, issuer }: ScimWork, text: string | null): readonly StoreUser[] {
  const { users } = store.state;
  if (text === null) return [...users.values()];
  const filter = readFilter(text, 'User');
  const userName = filter.get('username');
  if (userName !== undefined) return some(store.userByName(userName));
  const group = filter.get('groups.value');
  if (group !== undefined) return [...store.membersOf(group).keys()].flatMap((id) => some(users.get(id)));
  const external = filter.get('externalid');
  if (external !== undefined)
    return [...users.values()].filter((user) => externalIdOf(user, issuer) === external);
  const user = users.get(filter.get('id') ?? '');
  return user?.enterprise?.manager?.value === filter.get('manager') ? some(user) : [];
}

function some<T>(one: T | undefined): readonly T[] {
  return one === undefined ? [] : [one];
}

function userOf(work: ScimWork): StoreUser {
  return work.store.state.users.get(work.id) ?? notFound(`User ${work.id.slice(0, 100)}`);
}

/** @throws ScimError ConflictException where userName, e-mail or externalId is somebody else's */
function refuseDuplicate({ store, issuer }: ScimWork, user: StoreUser): void {
  const named = store.userByName(user.userName);
  if (named !== undefined && named.userId !== user.userId) conflict('userName');
  const email = user.emails[0]?.value.toLowerCase();
  const externalId = externalIdOf(user, issuer);
  if (email === undefined && externalId === undefined) return;
  for (const other of store.state.users.values()) {
    if (other.userId === user.userId) continue;
    if (email !== undefined && other.emails[0]?.value.toLowerCase() === email) conflict('emails.value');
    if (externalId !== undefined && externalIdOf(other, issuer) === externalId) conflict('externalId');
  }
}

function conflict(attribute: string): never {
  throw new ScimError('ConflictException', `Another user has this ${attribute}.`);
}
