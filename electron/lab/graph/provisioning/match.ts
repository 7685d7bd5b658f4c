import type { KnownObject } from '../state.ts';
import { GROUP_MAPPINGS, type TargetValues, USER_MAPPINGS } from './mapping.ts';
import { type Failure, failureOf } from './outcome.ts';
import { valuesOf } from './scim-document.ts';
import type { Work } from './work.ts';

/**
 * Looks for an object in the target by its matching attribute.
 *
 * @param paths what of it is read
 * @returns undefined where there is none
 */
export async function matchIn(
  work: Work,
  type: 'User' | 'Group',
  attribute: string,
  value: string,
  paths: readonly string[],
): Promise<{ readonly known?: KnownObject; readonly failure?: Failure }> {
  const escaped = value.replace(/["\\]/g, '\\$&');
  const answer = await work.target.find(type === 'User' ? 'Users' : 'Groups', `${attribute} eq "${escaped}"`);
  const found = answer.body.Resources;
  if (answer.status !== 200 || !Array.isArray(found))
    return { failure: failureOf(answer, 'The query for a matching object failed') };
  if (found.length > 1)
    return {
      failure: {
        code: 'DuplicateTargetEntries',
        reason: `More than one object has ${attribute} '${value}'.`,
        category: 'Failure',
        isReference: false,
      },
    };
  const [one] = found as readonly Record<string, unknown>[];
  if (one === undefined || typeof one.id !== 'string') return {};
  const values: TargetValues = valuesOf(one, paths);
  return { known: { type, targetId: one.id, values, members: new Set() } };
}

/**
 * Reads a known object from the target once more, so that what somebody changed there is seen; one that is gone is
 * forgotten.
 */
export async function lookAgain(work: Work, id: string): Promise<void> {
  const { objects } = work.job.memory;
  const known = objects.get(id);
  if (known === undefined) return;
  const isUser = known.type === 'User';
  const path = `${isUser ? 'Users' : 'Groups'}/${encodeURIComponent(known.targetId)}`;
  const answer = await work.target.send('GET', path);
  const paths = (isUser ? USER_MAPPINGS : GROUP_MAPPINGS).map(({ target }) => target);
  if (answer.status === 404) objects.delete(id);
  else if (answer.status === 200) known.values = valuesOf(answer.body, paths);
}
