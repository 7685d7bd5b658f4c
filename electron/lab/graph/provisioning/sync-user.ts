import type { KnownObject } from '../state.ts';
import { mapped, nameAtHome, type TargetValues, USER_MAPPINGS } from './mapping.ts';
import { matchIn } from './match.ts';
import { failureOf, type Outcome } from './outcome.ts';
import { KEPT_DELETED } from './schedule.ts';
import { changesBetween, document, patchOf, type ValueChange } from './scim-document.ts';
import { Steps } from './steps.ts';
import type { Work } from './work.ts';

const PATHS = USER_MAPPINGS.map(({ target }) => target);

/** What a user should be like in the target; undefined for one who is gone from Entra. */
export function wantedUser(work: Work, id: string): TargetValues | undefined {
  const user = work.tenant.users.get(id);
  if (user === undefined) return undefined;
  const manager = work.job.memory.objects.get(user.manager ?? '')?.targetId;
  return mapped(USER_MAPPINGS, {
    user,
    active: work.scope.users.has(id) && user.accountEnabled,
    ...(manager === undefined ? {} : { managerTargetId: manager }),
  });
}

/**
 * Brings one user in step: imports, matches, scopes and exports.
 *
 * @returns what became of it; nothing was sent where it is `RedundantExport`
 * @throws TargetUnusable, Abandoned
 */
export async function syncUser(work: Work, id: string, isRetry = false): Promise<Outcome> {
  const { memory } = work.job;
  const user = work.tenant.users.get(id);
  const wanted = wantedUser(work, id);
  const inScope = work.scope.users.has(id);
  const steps = new Steps('User', id, user?.userPrincipalName ?? id);
  steps.imported(
    user === undefined ? { state: 'deleted' } : { objectId: id, userPrincipalName: user.userPrincipalName },
  );
  let known = memory.objects.get(id);
  if (known === undefined && user !== undefined && inScope) {
    const name = nameAtHome(user.userPrincipalName);
    const match = await matchIn(work, 'User', 'userName', name, PATHS);
    if (match.failure !== undefined) return steps.failed('other', match.failure);
    known = match.known;
    if (known !== undefined) memory.objects.set(id, known);
  }
  steps.matched(known?.targetId, { matchingAttribute: 'userName' });
  steps.scoped(inScope, {
    'Active in the source system': flag(user?.accountEnabled === true),
    'Assigned to the application': flag(inScope || work.scope.withoutRole.has(id)),
    'User has the required role': flag(inScope),
    'Scoping filter evaluation passed': 'True',
  });
  if (known === undefined) {
    if (!inScope || wanted === undefined)
      return steps.skipped(
        'NotEffectivelyEntitled',
        'The user is not assigned to the application with a role.',
      );
    if (wanted.active !== true)
      return steps.skipped('NotActiveInSource', 'The user is disabled and the application does not know it.');
    return createUser(work, id, steps, wanted);
  }
  if (user !== undefined) delete known.goneSince;
  else if (isGoneForLong(known, work.now())) return deleteUser(work, id, known, steps);
  const changes =
    inScope && wanted !== undefined ? changesBetween(known.values, wanted) : switchOff(known.values);
  if (changes.length === 0)
    return steps.skipped('RedundantExport', 'The state of the user in both systems already matches.');
  const action = changes.some(({ path, after }) => path === 'active' && after === false)
    ? 'disable'
    : 'update';
  const answer = await work.target.send(
    'PATCH',
    `Users/${encodeURIComponent(known.targetId)}`,
    patchOf(changes),
  );
  if (answer.status === 404) {
    // Somebody deleted it there: look for it once more, or make it anew.
    memory.objects.delete(id);
    return isRetry
      ? steps.failed(action, failureOf(answer, 'The user is gone'), changes)
      : syncUser(work, id, true);
  }
  if (answer.status !== 200 && answer.status !== 204)
    return steps.failed(action, failureOf(answer, 'The update was refused'), changes);
  for (const { path, after } of changes) known.values[path] = after;
  return steps.succeeded(action, changes);
}

function isGoneForLong(known: KnownObject, now: number): boolean {
  known.goneSince ??= now;
  return now - known.goneSince >= KEPT_DELETED;
}

async function deleteUser(work: Work, id: string, known: KnownObject, steps: Steps): Promise<Outcome> {
  const answer = await work.target.send('DELETE', `Users/${encodeURIComponent(known.targetId)}`);
  if (answer.status !== 204 && answer.status !== 404)
    return steps.failed('delete', failureOf(answer, 'The user was not deleted'));
  work.job.memory.objects.delete(id);
  return steps.succeeded('delete', []);
}

/** Who is unassigned, or gone from Entra, is not deleted but disabled. */
function switchOff(values: TargetValues): readonly ValueChange[] {
  return values.active === false ? [] : changesBetween(values, { active: false });
}

async function createUser(work: Work, id: string, steps: Steps, wanted: TargetValues): Promise<Outcome> {
  const changes = changesBetween({}, wanted);
  const answer = await work.target.send('POST', 'Users', document('User', wanted));
  const targetId = answer.body.id;
  if (answer.status !== 201 || typeof targetId !== 'string')
    return steps.failed('create', failureOf(answer, 'The user was not created'), changes);
  work.job.memory.objects.set(id, { type: 'User', targetId, values: { ...wanted }, members: new Set() });
  steps.targetId = targetId;
  return steps.succeeded('create', changes);
}

function flag(value: boolean): string {
  return value ? 'True' : 'False';
}
