import type { AccessIndex } from './access-index.ts';
import { whoHasAccess } from './who-has-access.ts';

/** A role that somebody can take, with every way that leads to it. */
export interface ReachedRole {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
  readonly permissionSetArn: string;
  /** `direct`, or the display names of groups; losing one of several changes nothing. */
  readonly through: readonly string[];
  /** False where it depends on a group whose members could not be read. */
  readonly certain: boolean;
}

/**
 * What a user or group can reach: one row a role, whatever number of ways leads there.
 *
 * @param who userName, display name or id
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function whatCanReach(index: AccessIndex, who: string): ReachedRole[] {
  const roles = new Map<string, ReachedRole & { through: string[] }>();
  for (const row of whoHasAccess(index, { who })) {
    const key = `${row.accountId} ${row.permissionSetArn}`;
    const way = row.principalType === 'USER' ? 'direct' : row.principal;
    const certain = row.reason !== 'members-unknown';
    const role = roles.get(key);
    if (role === undefined) {
      const { accountId, accountName, permissionSet, permissionSetArn } = row;
      roles.set(key, { accountId, accountName, permissionSet, permissionSetArn, through: [way], certain });
    } else {
      if (!role.through.includes(way)) role.through.push(way);
      if (certain && !role.certain) roles.set(key, { ...role, certain });
    }
  }
  return [...roles.values()];
}
