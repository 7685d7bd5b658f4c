import type { PrincipalType, User } from '../model.ts';

/** Who there is in the Identity Store, as far as applications ask for it; an AccessIndex is one. */
export interface PrincipalDirectory {
  readonly users: ReadonlyMap<string, User>;
  readonly members: ReadonlyMap<string, readonly string[]> | undefined;
  principalName(type: PrincipalType, id: string): string | undefined;
  /** True where all of them were read, so that an id that is not there is of somebody deleted. */
  principalsKnown(type: PrincipalType): boolean;
  /** True where the members of the group were read, so that none means none. */
  membersKnown(groupId: string): boolean;
}
