import type { AccessIndex } from '../access-index.ts';
import type { ResolvedDesired } from '../desired/resolve-desired.ts';
import { lintPolicy } from '../policy/lint-policy.ts';
import { QUOTAS } from '../quotas.ts';
import { accessLost } from './access-lost.ts';
import type { Change } from './change.ts';
import type { PlanWarning } from './plan.ts';

/** @returns what somebody should know before applying */
export function planWarnings(
  index: AccessIndex,
  desired: ResolvedDesired,
  changes: readonly Change[],
  callerAccountId: string | undefined,
): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const warn = (kind: PlanWarning['kind'], message: string): void => void warnings.push({ kind, message });
  const { managementAccountId } = index.snapshot;
  const managementOnly = changes.filter((change) => change.managementOnly === true).length;
  if (managementOnly > 0 && (callerAccountId === undefined || callerAccountId !== managementAccountId))
    warn(
      'management-account',
      `${count(managementOnly, 'change')} reach into the management account: a delegated administrator is refused, only an identity of ${managementAccountId ?? 'the management account'} may make them.`,
    );
  lossWarning(index, changes, warn);
  quotaWarnings(index, desired, changes, warn);
  for (const change of changes) {
    if (change.kind !== 'put-inline-policy') continue;
    for (const { severity, message } of lintPolicy(change.inlinePolicy))
      if (severity === 'warning') warn('policy', `Inline policy of ${change.permissionSet}: ${message}`);
  }
  for (const message of desired.warnings) warn('selects-nothing', message);
  const outdated = new Set((index.snapshot.outdated ?? []).map(({ permissionSetArn }) => permissionSetArn));
  const provisions = new Set(
    changes
      .filter(({ kind }) => kind === 'provision-permission-set')
      .map(({ permissionSet }) => permissionSet),
  );
  for (const arn of outdated)
    if (!provisions.has(index.setName(arn)))
      warn(
        'outdated',
        `Accounts have an older state of ${index.setName(arn)}; it is not provisioned by this plan.`,
      );
  return warnings;
}

type Warn = (kind: PlanWarning['kind'], message: string) => void;

function lossWarning(index: AccessIndex, changes: readonly Change[], warn: Warn): void {
  const lost = accessLost(index, changes);
  if (lost.roles === 0 && !lost.uncertain) return;
  const deletions = changes.filter(({ kind }) => kind === 'delete-assignment').length;
  warn(
    'access-lost',
    lost.uncertain
      ? `${count(deletions, 'assignment')} are taken away; how many people lose access is not known, because not all group members could be read (at least ${lost.people}).`
      : `${count(lost.people, 'person', 'people')} lose${lost.people === 1 ? 's' : ''} ${count(lost.roles, 'role')} in ${count(lost.accounts, 'account')}.`,
  );
}

function quotaWarnings(
  index: AccessIndex,
  desired: ResolvedDesired,
  changes: readonly Change[],
  warn: Warn,
): void {
  const created = changes.filter(({ kind }) => kind === 'create-permission-set').length;
  const deleted = changes.filter(({ kind }) => kind === 'delete-permission-set').length;
  const sets = index.snapshot.permissionSets.length + created - deleted;
  if (created > 0 && sets > QUOTAS.permissionSets)
    warn('quota', `There would be ${sets} permission sets; AWS takes ${QUOTAS.permissionSets} by default.`);
  for (const { name, absent, managedPolicies, customerManagedPolicies } of desired.permissionSets) {
    const current = index.setsByName.get(name);
    const policies =
      (managedPolicies ?? current?.managedPolicies ?? []).length +
      (customerManagedPolicies ?? current?.customerManagedPolicies ?? []).length;
    const touched = changes.some(
      ({ kind, permissionSet }) => permissionSet === name && /^attach-/.test(kind),
    );
    if (!absent && touched && policies > QUOTAS.policiesPerRoleByDefault)
      warn(
        'quota',
        `${name} would have ${policies} policies; an IAM role takes ${QUOTAS.policiesPerRoleByDefault} unless its account's quota was raised.`,
      );
  }
  const perAccount = new Map<string, Set<string>>();
  for (const { accountId, permissionSetArn } of index.snapshot.provisioned)
    setsOf(perAccount, accountId).add(index.setName(permissionSetArn));
  const grown = new Set<string>();
  for (const change of changes)
    if (change.kind === 'create-assignment') {
      setsOf(perAccount, change.accountId).add(change.permissionSet);
      grown.add(change.accountId);
    }
  for (const accountId of grown) {
    const size = perAccount.get(accountId)?.size ?? 0;
    if (size > QUOTAS.permissionSetsPerAccount)
      warn(
        'quota',
        `${index.accountName(accountId)} would have ${size} permission sets; AWS takes ${QUOTAS.permissionSetsPerAccount}.`,
      );
  }
}

function setsOf(map: Map<string, Set<string>>, accountId: string): Set<string> {
  const found = map.get(accountId) ?? new Set<string>();
  map.set(accountId, found);
  return found;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
