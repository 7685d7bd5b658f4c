import type { Principal } from '../find-by-name.ts';
import {
  PERSON_REASONS,
  type PersonBehind,
  type PrincipalDirectory,
  peopleBehind,
} from '../people-behind.ts';
import type { AccessApplication } from './applications.ts';

export const APPLICATION_REASONS = [...PERSON_REASONS, 'everyone', 'assignments-unknown'] as const;

/**
 * One way by which somebody may use an application. Where everybody may, or it is not known who is assigned, it names neither
 * principal nor person.
 */
export interface ApplicationPath extends Partial<Omit<PersonBehind, 'reason'>> {
  readonly application: string;
  readonly applicationArn: string;
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
    for (const { principalType, principalId } of assignments ?? [])
      for (const row of peopleBehind(directory, principalType, principalId, base)) rows.push(row);
    return rows.filter((row) => concerns(row, who)).sort(byName);
  });
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
