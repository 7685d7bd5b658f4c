import type { Group } from '../../entra/directory.ts';
import type { KnownObject } from '../state.ts';
import { type Failure, failureOf } from './outcome.ts';
import { membersPatch, type ValueChange } from './scim-document.ts';
import type { Work } from './work.ts';

/** AWS takes so many membership changes in one request. */
const BATCH = 100;

export interface MembershipChanges {
  /** Object ids in Entra. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Learns which members a group has that was there already. AWS answers this through a filter over users only (facts/aws.md
 * section 4); members that are nobody of this job's are none of its business.
 *
 * @returns a failure where the target did not tell
 */
export async function learnMembers(work: Work, known: KnownObject): Promise<Failure | undefined> {
  const byTarget = new Map([...work.job.memory.objects].map(([id, { targetId }]) => [targetId, id]));
  const filter = encodeURIComponent(`groups.value eq "${known.targetId}"`);
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const start = cursor === '' ? '' : `=${encodeURIComponent(cursor)}`;
    const answer = await work.target.send('GET', `Users?filter=${filter}&count=${BATCH}&cursor${start}`);
    const { Resources: found, nextCursor } = answer.body;
    if (answer.status !== 200 || !Array.isArray(found))
      return failureOf(answer, 'The members of the group were not told', true);
    for (const user of found as readonly { readonly id?: unknown }[]) {
      const id = byTarget.get(String(user.id));
      if (id !== undefined) known.members.add(id);
    }
    cursor = typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : undefined;
  }
  return undefined;
}

/** What separates the members the target has from the direct members in Entra; groups in groups do not count. */
export function membershipChanges(
  work: Work,
  group: Group,
  known: KnownObject,
  only?: ReadonlySet<string>,
): MembershipChanges {
  const { objects } = work.job.memory;
  const counts = (id: string): boolean => only === undefined || only.has(id);
  const add = [...group.members].filter(
    (id) => counts(id) && !known.members.has(id) && objects.get(id)?.type === 'User',
  );
  const remove = [...known.members].filter((id) => counts(id) && !group.members.has(id));
  return { add, remove };
}

/** What came of the requests; `isGone` where the target has no such group. */
interface Moved {
  readonly changes: readonly ValueChange[];
  readonly failure?: Failure;
  readonly isGone: boolean;
}

/**
 * Sends membership changes in requests of at most 100; where one is refused, each of its members is tried alone, so that
 * one that is gone does not keep the others out.
 */
export async function moveMembers(
  work: Work,
  known: KnownObject,
  path: string,
  { add, remove }: MembershipChanges,
): Promise<Moved> {
  const { objects } = work.job.memory;
  const changes: ValueChange[] = [];
  let failure: Failure | undefined;
  const send = async (op: 'Add' | 'Remove', ids: readonly string[]): Promise<boolean> => {
    const targets = ids.flatMap((id) => objects.get(id)?.targetId ?? []);
    if (targets.length > 0) {
      const answer = await work.target.send('PATCH', path, membersPatch(op, targets));
      if (answer.status === 404 && (await work.target.send('GET', path)).status === 404) return true;
      if (answer.status !== 204 && answer.status !== 200) {
        if (ids.length > 1) {
          for (const id of ids) if (await send(op, [id])) return true;
          return false;
        }
        // Who is gone from the target is matched or made anew by the next cycle.
        if (answer.status === 404) for (const id of ids) objects.delete(id);
        failure = failureOf(answer, `The members could not be changed (${op})`, true);
        return false;
      }
    }
    for (const id of ids) {
      if (op === 'Add') known.members.add(id);
      else known.members.delete(id);
      const name = work.tenant.users.get(id)?.userPrincipalName ?? id;
      changes.push({
        path: 'members',
        before: op === 'Add' ? undefined : name,
        after: op === 'Add' ? name : '',
      });
    }
    return false;
  };
  for (const [op, ids] of [
    ['Add', add],
    ['Remove', remove],
  ] as const) {
    for (let start = 0; start < ids.length; start += BATCH) {
      if (await send(op, ids.slice(start, start + BATCH))) return { changes, isGone: true };
    }
  }
  return { changes, isGone: false, ...(failure === undefined ? {} : { failure }) };
}
