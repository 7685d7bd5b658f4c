import type { IdentityStoreState } from '../../aws/identity-store.ts';
import type { Tenant } from '../../entra/directory.ts';
import { scimIssuer } from '../../scim/user-resource.ts';
import type { Execution, KnownObject, SynchronizationJob } from '../state.ts';
import { GROUP_MAPPINGS, mapped, USER_MAPPINGS } from './mapping.ts';
import { scopeOf } from './scope.ts';

/**
 * Gives a job the memory of one whose first cycle is over: everybody in scope whom the store has under Entra's id, as that
 * cycle would have left them.
 *
 * @param cycleId of the cycle that is taken to have been
 * @param now when it was, epoch milliseconds
 */
export function rememberProvisioned(
  job: SynchronizationJob,
  tenant: Tenant,
  store: IdentityStoreState,
  cycleId: string,
  now: number,
): void {
  const principal = tenant.servicePrincipals.get(job.servicePrincipalId);
  if (principal === undefined) return;
  const scope = scopeOf(tenant, principal);
  const issuer = scimIssuer(store.id);
  const { memory } = job;
  const known = (
    type: KnownObject['type'],
    all: Iterable<readonly [string, KnownObject['values']]>,
  ): void => {
    const targets =
      type === 'User' ? idsByExternal(store.users, issuer) : idsByExternal(store.groups, issuer);
    for (const [id, values] of all) {
      const targetId = targets.get(id);
      if (targetId !== undefined) memory.objects.set(id, { type, targetId, values, members: new Set() });
    }
  };
  known(
    'User',
    [...scope.users].map(([id, user]) => [id, mapped(USER_MAPPINGS, { user, active: user.accountEnabled })]),
  );
  known(
    'Group',
    [...scope.groups].map(([id, group]) => [id, mapped(GROUP_MAPPINGS, group)]),
  );
  for (const [id, group] of scope.groups)
    for (const member of group.members)
      if (memory.objects.has(member)) memory.objects.get(id)?.members.add(member);
  const size = scope.users.size + scope.groups.size;
  const execution: Execution = {
    cycleId,
    state: 'Succeeded',
    began: now,
    ended: now,
    entitled: size,
    escrowed: 0,
    imported: size,
    exported: size,
  };
  memory.lastExecution = execution;
  memory.lastSuccessfulExecution = execution;
  memory.lastSuccessfulExecutionWithExports = execution;
  memory.steadyStateFirst = now;
  memory.steadyStateLast = now;
}

function idsByExternal(
  all: ReadonlyMap<string, { readonly externalIds: readonly { issuer: string; id: string }[] }>,
  issuer: string,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [id, { externalIds }] of all)
    for (const external of externalIds) if (external.issuer === issuer) ids.set(external.id, id);
  return ids;
}
