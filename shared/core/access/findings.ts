import type { AccessIndex } from './access-index.ts';
import type { Severity } from './access-rule.ts';
import { FINDING_RULES, type FindingId } from './finding-rules.ts';
import { QUOTAS } from './quotas.ts';

/** Something to look at in an organization's access. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly accountId?: string;
  readonly permissionSetArn?: string;
  readonly principalId?: string;
}

type Places = Pick<Finding, 'accountId' | 'permissionSetArn' | 'principalId'>;

/** Share of a quota from which its headroom is worth a word. */
const NEARLY_FULL = 0.9;

/**
 * Looks through a snapshot. What was not read gives no finding: unknown is never taken for empty.
 *
 * @returns findings in the order of FINDING_RULES
 */
export function findingsOf(index: AccessIndex): Finding[] {
  const found: Finding[] = [];
  const add = (id: FindingId, message: string, places: Places = {}): void => {
    const { severity, fix } = FINDING_RULES[id];
    found.push({ id, severity, message, fix, ...places });
  };
  setFindings(index, add);
  assignmentFindings(index, add);
  quotaFindings(index, add);
  for (const cycle of index.tree.cycles)
    add('organization.unit-cycle', `These organizational units contain one another: ${cycle.join(', ')}.`);
  const order = Object.keys(FINDING_RULES);
  return found.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

type Add = (id: FindingId, message: string, places?: Places) => void;

function setFindings(index: AccessIndex, add: Add): void {
  const { snapshot } = index;
  // A set is unused only where all of its assignments could be read.
  const blind = new Set<string>();
  let allBlind = false;
  for (const { part, permissionSetArn } of snapshot.unknown) {
    if (part !== 'assignments' && part !== 'provisioned-accounts') continue;
    if (permissionSetArn === undefined) allBlind = true;
    else blind.add(permissionSetArn);
  }
  for (const set of snapshot.permissionSets) {
    const name = index.setName(set.arn);
    const assignments = index.bySet.get(set.arn) ?? [];
    if (assignments.length === 0 && !allBlind && !blind.has(set.arn))
      add('set.unused', `${name} is assigned to nobody.`, { permissionSetArn: set.arn });
    const policies = (set.managedPolicies?.length ?? 0) + (set.customerManagedPolicies?.length ?? 0);
    if (policies > QUOTAS.policiesPerRoleByDefault)
      add(
        'set.many-policies',
        `${name} has ${policies} policies; a role takes ${QUOTAS.policiesPerRoleByDefault} by default.`,
        {
          permissionSetArn: set.arn,
        },
      );
  }
  for (const { accountId, permissionSetArn } of snapshot.outdated ?? [])
    add(
      'set.outdated',
      `${index.accountName(accountId)} has an older state of ${index.setName(permissionSetArn)}.`,
      { accountId, permissionSetArn },
    );
  const { managementAccountId } = snapshot;
  if (managementAccountId === undefined) return;
  for (const { accountId, permissionSetArn } of snapshot.provisioned)
    if (accountId === managementAccountId)
      add(
        'set.management-account',
        `${index.setName(permissionSetArn)} is provisioned in the management account.`,
        {
          accountId,
          permissionSetArn,
        },
      );
}

function assignmentFindings(index: AccessIndex, add: Add): void {
  const { snapshot } = index;
  const accountsKnown =
    snapshot.accounts.length > 0 && !snapshot.unknown.some(({ part }) => part === 'accounts');
  const emptied = new Set<string>();
  for (const assignment of snapshot.assignments) {
    const { accountId, permissionSetArn, principalType, principalId } = assignment;
    const set = index.setName(permissionSetArn);
    const account = index.accountName(accountId);
    const name = index.principalName(principalType, principalId);
    if (name === undefined && index.principalsKnown(principalType))
      add(
        'assignment.deleted-principal',
        `${set} in ${account} is assigned to a ${principalType.toLowerCase()} that no longer exists (${principalId}).`,
        { accountId, permissionSetArn, principalId },
      );
    const found = index.accounts.get(accountId);
    if (accountsKnown && (found === undefined || (found.status ?? 'ACTIVE') !== 'ACTIVE'))
      add(
        'assignment.unknown-account',
        `${set} is assigned in ${account}, which is ${found === undefined ? 'not in the organization' : (found.status ?? '')}.`,
        { accountId, permissionSetArn, principalId },
      );
    if (principalType !== 'GROUP' || name === undefined || emptied.has(principalId)) continue;
    if (!index.membersKnown(principalId) || (index.members?.get(principalId)?.length ?? 0) > 0) continue;
    emptied.add(principalId);
    add('group.empty', `${name} is assigned but has no members.`, { principalId });
  }
}

function quotaFindings(index: AccessIndex, add: Add): void {
  const { snapshot } = index;
  const near = (count: number, limit: number): boolean => count >= limit * NEARLY_FULL;
  const sets = snapshot.permissionSets.length;
  if (near(sets, QUOTAS.permissionSets))
    add('quota.permission-sets', `${sets} of ${QUOTAS.permissionSets} permission sets are used.`);
  const perAccount = new Map<string, number>();
  for (const { accountId } of snapshot.provisioned)
    perAccount.set(accountId, (perAccount.get(accountId) ?? 0) + 1);
  for (const [accountId, count] of perAccount)
    if (near(count, QUOTAS.permissionSetsPerAccount))
      add(
        'quota.sets-per-account',
        `${index.accountName(accountId)} has ${count} of ${QUOTAS.permissionSetsPerAccount} permission sets.`,
        { accountId },
      );
  for (const [what, count, limit] of [
    ['users', snapshot.users.length, QUOTAS.users],
    ['groups', snapshot.groups.length, QUOTAS.groups],
  ] as const)
    if (near(count, limit)) add('quota.principals', `${count} of ${limit} ${what} are used.`);
}
