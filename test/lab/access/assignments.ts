import type { Lab } from '../../../electron/lab/lab.ts';
import type { LoggedRequest } from '../../../electron/lab/platform/request-log.ts';
import { SeededRandom } from '../../flows/access/seeded-random.ts';

/** What a Lab has assigned, as `account set type:principal`. */
export function assignmentsIn(lab: Lab): Set<string> {
  const keys = new Set<string>();
  for (const [account, sets] of lab.state.aws.identityCenter.assignments)
    for (const [arn, principals] of sets)
      for (const principal of principals.keys()) keys.add(`${account} ${arn} ${principal}`);
  return keys;
}

/**
 * A desired state with so many assignments that a Lab does not have yet, the same number in each account.
 *
 * @param seed decides which
 */
export function spreadAssignments(lab: Lab, count: number, seed = 1): string {
  const random = new SeededRandom(seed);
  const { organization, identityCenter, identityStore } = lab.state.aws;
  const accounts = [...organization.accounts.keys()];
  const sets = [...identityCenter.permissionSets.values()];
  const groups = [...identityStore.groups.keys()];
  const taken = assignmentsIn(lab);
  const lines: string[] = [];
  while (lines.length < count) {
    const account = accounts[lines.length % accounts.length] ?? '';
    const set = sets[random.below(sets.length)];
    const group = groups[random.below(groups.length)] ?? '';
    const key = `${account} ${set?.arn} GROUP:${group}`;
    if (taken.has(key)) continue;
    taken.add(key);
    lines.push(`  - {permissionSet: ${set?.name}, groups: [{id: ${group}}], accounts: ["${account}"]}\n`);
  }
  return `version: 1\nassignments:\n${lines.join('')}`;
}

/** Requests by which a Lab began to create an assignment; whether their answers arrived is another matter. */
export function createsIn(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter(
    ({ operation, error, detail }) =>
      operation === 'CreateAccountAssignment' && error === undefined && detail?.TargetId !== undefined,
  );
}

/**
 * Assignments that a Lab was asked to create although they existed or were in progress; where nothing is deleted and nothing fails,
 * that is every one that it began to create twice, or that was there.
 *
 * @param before what was there
 */
export function repeatedCreates(
  requests: readonly LoggedRequest[],
  before: ReadonlySet<string> = new Set(),
): string[] {
  const seen = new Set(before);
  const repeated: string[] = [];
  for (const { detail } of createsIn(requests)) {
    const { TargetId, PermissionSetArn, PrincipalType, PrincipalId } = detail ?? {};
    const key = `${TargetId} ${PermissionSetArn} ${PrincipalType}:${PrincipalId}`;
    if (seen.has(key)) repeated.push(key);
    seen.add(key);
  }
  return repeated;
}
