import type { Group } from '../model.ts';
import type { PrincipalDirectory } from '../people-behind.ts';
import type { AccessApplication } from './applications.ts';

/**
 * Finds applications by words of their names, or of the names of those who may use them: a group that is assigned, a user who is
 * assigned or in such a group; anybody for an application that asks for no assignment.
 *
 * @param text words, all of which must be in one name; empty takes all
 */
export function findApplications<A extends AccessApplication>(
  applications: readonly A[],
  directory: PrincipalDirectory & { readonly groups: ReadonlyMap<string, Group> },
  text: string,
): readonly A[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return applications;
  const fits = (name: string): boolean => {
    const lower = name.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
  const people = new Set<string>();
  for (const { id, userName, displayName } of directory.users.values())
    if (fits(`${userName} ${displayName ?? ''}`)) people.add(id);
  const groups = new Map<string, boolean>();
  const groupFits = (id: string): boolean => {
    const known = groups.get(id);
    if (known !== undefined) return known;
    const found =
      fits(directory.groups.get(id)?.displayName ?? id) ||
      (people.size > 0 && (directory.members?.get(id) ?? []).some((userId) => people.has(userId)));
    groups.set(id, found);
    return found;
  };
  return applications.filter(
    ({ name, description = '', assignmentRequired, assignments = [] }) =>
      fits(`${name} ${description}`) ||
      (assignmentRequired === false && people.size > 0) ||
      assignments.some(({ principalType, principalId }) =>
        principalType === 'USER' ? people.has(principalId) : groupFits(principalId),
      ),
  );
}
