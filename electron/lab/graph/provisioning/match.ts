import type { KnownObject } from '../state.ts';
import type { TargetValues } from './mapping.ts';
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
