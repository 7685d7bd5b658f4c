import type { Group, Membership, User } from '../../../core/access/model.ts';
import type { IdentityStore } from '../../../ports/identity-center.ts';
import { workPool } from '../work-pool.ts';
import type { ReadRun } from './read-run.ts';

const WIDTH = 24;
const SERVICE = 'identitystore';

export async function readGroups(
  run: ReadRun,
  store: IdentityStore,
  identityStoreId: string,
): Promise<Group[]> {
  const groups = await run.orUnknown({ part: 'groups' }, () =>
    run.all(SERVICE, (page) => store.listGroups({ ...page, identityStoreId }, run.signal)),
  );
  run.report('principals', groups?.length ?? 0, groups?.length ?? 0);
  return groups ?? [];
}

export async function readUsers(
  run: ReadRun,
  store: IdentityStore,
  identityStoreId: string,
): Promise<User[]> {
  const users = await run.orUnknown({ part: 'users' }, () =>
    run.all(SERVICE, (page) => store.listUsers({ ...page, identityStoreId }, run.signal)),
  );
  run.report('principals', users?.length ?? 0, users?.length ?? 0);
  return users ?? [];
}

/** Who is in which group: one call a group. */
export async function readMemberships(
  run: ReadRun,
  store: IdentityStore,
  identityStoreId: string,
  groups: readonly Group[],
): Promise<Membership[]> {
  const found: Membership[] = [];
  let done = 0;
  await workPool(groups, WIDTH, async ({ id }) => {
    const members = await run.orUnknown({ part: 'memberships', groupId: id }, () =>
      run.all(SERVICE, (page) =>
        store.listGroupMemberships({ ...page, identityStoreId, groupId: id }, run.signal),
      ),
    );
    for (const { userId } of members ?? []) found.push({ groupId: id, userId });
    run.report('memberships', ++done, groups.length);
  });
  return found;
}
