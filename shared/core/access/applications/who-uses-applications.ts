import type { Principal } from '../find-by-name.ts';
import type { PrincipalType } from '../model.ts';
import type { AccessApplication, ApplicationAssignment } from './applications.ts';
import type { PrincipalDirectory } from './directory.ts';

export const APPLICATION_REASONS = [
  'direct',
  'member-of-group',
  'everyone',
  'group-without-members',
  'members-unknown',
  'deleted-principal',
  'assignments-unknown',
] as const;

/** One way by which somebody may use an application. */
export interface ApplicationPath {
  readonly application: string;
  readonly applicationArn: string;
  /** The principal that is assigned; absent where nobody has to be, or it is not known who is. */
  readonly principalType?: PrincipalType;
  readonly principalId?: string;
  /** userName or display name; the id where that is not known. */
  readonly principal?: string;
  /** The person; absent where everybody may, or it is not known who. */
  readonly userId?: string;
  readonly user?: string;
  readonly reason: (typeof APPLICATION_REASONS)[number];
}

/**
 * Who may use applications, and why: each assignment opened into the people behind it. A disabled application lets nobody in,
 * but is told of all the same.
 *
 * @param who only ways of this user or group; what is not known is told, as it may be theirs
 * @returns one row a person and way, in the order of applications and then of names
 */
export function whoUsesApplications(
  applications: readonly AccessApplication[],
  directory: PrincipalDirectory,
  who?: Principal,
): ApplicationPath[] {
  return applications.flatMap((application) => {
    const base = { application: application.name, applicationArn: application.arn };
    const { assignmentRequired, assignments } = application;
    const rows: ApplicationPath[] = [];
    if (assignmentRequired === false) rows.push({ ...base, reason: 'everyone' });
    else if (assignments === undefined) rows.push({ ...base, reason: 'assignments-unknown' });
    for (const assignment of assignments ?? [])
      for (const row of opened(assignment, directory)) rows.push({ ...base, ...row });
    return rows.filter((row) => concerns(row, who)).sort(byName);
  });
}

function opened(
  { principalType, principalId }: ApplicationAssignment,
  directory: PrincipalDirectory,
): Omit<ApplicationPath, 'application' | 'applicationArn'>[] {
  const name = directory.principalName(principalType, principalId);
  const base = { principalType, principalId, principal: name ?? principalId };
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
    reason: 'member-of-group',
  }));
}

function concerns(row: ApplicationPath, who: Principal | undefined): boolean {
  if (who === undefined || row.reason === 'everyone' || row.reason === 'assignments-unknown') return true;
  if (who.type === 'GROUP') return row.principalId === who.id;
  return row.userId === who.id || row.reason === 'members-unknown';
}

function byName(a: ApplicationPath, b: ApplicationPath): number {
  return compare(a.principal ?? '', b.principal ?? '') || compare(a.user ?? '', b.user ?? '');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
