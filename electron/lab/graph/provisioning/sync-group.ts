import type { KnownObject } from '../state.ts';
import { GROUP_MAPPINGS, mapped, type TargetValues } from './mapping.ts';
import { matchIn } from './match.ts';
import { failureOf, type Outcome } from './outcome.ts';
import { changesBetween, document, patchOf, type ValueChange } from './scim-document.ts';
import { Steps } from './steps.ts';
import { learnMembers, membershipChanges, moveMembers } from './sync-members.ts';
import type { Work } from './work.ts';

const PATHS = GROUP_MAPPINGS.map(({ target }) => target);

/** What a group should be like in the target; undefined for one that is out of scope or gone. */
export function wantedGroup(work: Work, id: string): TargetValues | undefined {
  const group = work.scope.groups.get(id);
  return group === undefined ? undefined : mapped(GROUP_MAPPINGS, group);
}

/**
 * Brings one group and its direct members in step.
 *
 * @param onlyMembers object ids of the members that count; all of them where absent
 * @throws TargetUnusable, Abandoned
 */
export async function syncGroup(
  work: Work,
  id: string,
  onlyMembers?: ReadonlySet<string>,
  isRetry = false,
): Promise<Outcome> {
  const { memory } = work.job;
  const group = work.scope.groups.get(id);
  const wanted = wantedGroup(work, id);
  const steps = new Steps('Group', id, group?.displayName ?? work.tenant.groups.get(id)?.displayName ?? id);
  steps.imported({ objectId: id, state: work.tenant.groups.has(id) ? 'present' : 'deleted' });
  let known = memory.objects.get(id);
  let action: 'create' | 'update' = 'update';
  if (known === undefined && group !== undefined) {
    const match = await matchIn(work, 'Group', 'displayName', group.displayName, PATHS);
    if (match.failure !== undefined) return steps.failed('other', match.failure);
    known = match.known;
    if (known !== undefined) {
      const unknown = await learnMembers(work, known);
      if (unknown !== undefined) return steps.failed('other', unknown);
      memory.objects.set(id, known);
    }
  }
  steps.matched(known?.targetId, { matchingAttribute: 'displayName' });
  steps.scoped(group !== undefined, {
    'Assigned to the application': group === undefined ? 'False' : 'True',
    'Scoping filter evaluation passed': 'True',
  });
  if (group === undefined || wanted === undefined) {
    if (known === undefined)
      return steps.skipped('NotEffectivelyEntitled', 'The group is not assigned to the application.');
    return removeGroup(work, id, known, steps);
  }
  let changes: readonly ValueChange[];
  if (known === undefined) {
    action = 'create';
    changes = changesBetween({}, wanted);
    const answer = await work.target.send('POST', 'Groups', document('Group', wanted));
    if (answer.status !== 201 || typeof answer.body.id !== 'string')
      return steps.failed(action, failureOf(answer, 'The group was not created'), changes);
    known = { type: 'Group', targetId: answer.body.id, values: { ...wanted }, members: new Set() };
    memory.objects.set(id, known);
    steps.targetId = known.targetId;
  } else {
    changes = changesBetween(known.values, wanted);
    if (changes.length > 0) {
      const answer = await work.target.send('PATCH', pathOf(known), patchOf(changes));
      if (answer.status === 404) {
        memory.objects.delete(id);
        if (!isRetry) return syncGroup(work, id, onlyMembers, true);
      }
      if (answer.status !== 204 && answer.status !== 200)
        return steps.failed(action, failureOf(answer, 'The update was refused'), changes);
      for (const { path, after } of changes) known.values[path] = after;
    }
  }
  const members = membershipChanges(work, group, known, onlyMembers);
  const moved = await moveMembers(work, known, pathOf(known), members);
  if (moved.isGone) {
    memory.objects.delete(id);
    if (!isRetry) return syncGroup(work, id, onlyMembers, true);
  }
  const all = [...changes, ...moved.changes];
  if (moved.failure !== undefined) return steps.failed(action, moved.failure, all);
  if (all.length === 0)
    return steps.skipped('RedundantExport', 'The state of the group in both systems already matches.');
  return steps.succeeded(action, all);
}

function pathOf(known: KnownObject): string {
  return `Groups/${encodeURIComponent(known.targetId)}`;
}

async function removeGroup(work: Work, id: string, known: KnownObject, steps: Steps): Promise<Outcome> {
  const answer = await work.target.send('DELETE', pathOf(known));
  if (answer.status !== 204 && answer.status !== 404)
    return steps.failed('delete', failureOf(answer, 'The group was not deleted'));
  work.job.memory.objects.delete(id);
  return steps.succeeded('delete', []);
}
