import type { PrincipalType, User } from './model.ts';

/** Who there is in the Identity Store, as far as it is asked who is behind an assignment; an AccessIndex is one. */
export interface PrincipalDirectory {
  readonly users: ReadonlyMap<string, User>;
  readonly members: ReadonlyMap<string, readonly string[]> | undefined;
  principalName(type: PrincipalType, id: string): string | undefined;
  /** True where all of them were read, so that an id that is not there is of somebody deleted. */
  principalsKnown(type: PrincipalType): boolean;
  /** True where the members of the group were read, so that none means none. */
  membersKnown(groupId: string): boolean;
}

export const PERSON_REASONS = [
  'direct',
  'member-of-group',
  'group-without-members',
  'members-unknown',
  'deleted-principal',
] as const;

/** One way by which somebody is behind an assigned principal. */
export interface PersonBehind {
  /** The principal that is assigned. */
  readonly principalType: PrincipalType;
  readonly principalId: string;
  /** userName or display name; the id where that is not known. */
  readonly principal: string;
  /** The person who gets in; absent where the members of the group are not known or there are none. */
  readonly userId?: string;
  readonly user?: string;
  readonly reason: (typeof PERSON_REASONS)[number];
}

/**
 * @param place what every row begins with; added here, so that a hundred thousand rows are made once
 * @returns the people behind an assigned principal, or one row that says why nobody can be named
 */
export function peopleBehind<Place extends object>(
  directory: PrincipalDirectory,
  principalType: PrincipalType,
  principalId: string,
  place: Place,
): (Place & PersonBehind)[] {
  const name = directory.principalName(principalType, principalId);
  const base = { ...place, principalType, principalId, principal: name ?? principalId };
  if (name === undefined && directory.principalsKnown(principalType))
    return [{ ...base, reason: 'deleted-principal' }];
  if (principalType === 'USER')
    return [{ ...base, userId: principalId, user: name ?? principalId, reason: 'direct' }];
  if (!directory.membersKnown(principalId)) return [{ ...base, reason: 'members-unknown' }];
  const members = directory.members?.get(principalId) ?? [];
  if (members.length === 0) return [{ ...base, reason: 'group-without-members' }];
  return members.map((userId) => ({
    ...base,
    userId,
    user: directory.users.get(userId)?.userName ?? userId,
    reason: 'member-of-group' as const,
  }));
}
