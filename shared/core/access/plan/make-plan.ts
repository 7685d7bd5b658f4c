import type { Crypto } from '../../crypto/crypto.ts';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import type { AccessIndex } from '../access-index.ts';
import { assignmentKey, type NamedAssignment, type ResolvedDesired } from '../desired/resolve-desired.ts';
import type { PermissionSet } from '../model.ts';
import { baseOf, fingerprintOf, pairKey } from './base.ts';
import { type Change, callsOf } from './change.ts';
import { estimatePlan } from './estimate.ts';
import type { AccessPlan } from './plan.ts';
import { type Draft, setChanges, unknownMembers } from './set-changes.ts';
import { planWarnings } from './warnings.ts';

export interface PlanOptions {
  /** Also deletes what the desired state does not mention. */
  readonly prune?: boolean;
  /** Also provisions mentioned sets again where accounts have an older state of them. */
  readonly provisionOutdated?: boolean;
  /** The account of who will apply it, where known. */
  readonly callerAccountId?: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Compares an organization with a desired state.
 *
 * @param crypto for the fingerprint
 * @returns ordered changes; none where everything is as desired
 * @throws WorkbenchError ERR_ACCESS_STATE_UNKNOWN where the answer hangs on something that could not be read
 */
export function makePlan(
  index: AccessIndex,
  desired: ResolvedDesired,
  options: PlanOptions,
  crypto: Pick<Crypto, 'hash'>,
): AccessPlan {
  const prune = options.prune === true;
  const scope = scopeOf(index, desired, prune);
  refuseUnknown(index, desired, scope, prune);
  const drafts: Draft[] = [];
  for (const set of [...desired.permissionSets].sort((a, b) => byText(a.name, b.name))) {
    if (set.absent) continue;
    const current = index.setsByName.get(set.name);
    const provisioned = current !== undefined && isProvisioned(index, current.arn);
    const changes = setChanges(set, current, provisioned);
    drafts.push(...changes);
    const outdated = (index.snapshot.outdated ?? []).some(
      ({ permissionSetArn }) => permissionSetArn === current?.arn,
    );
    if (
      options.provisionOutdated === true &&
      outdated &&
      !changes.some(({ kind }) => kind === 'provision-permission-set')
    )
      drafts.push({ kind: 'provision-permission-set', permissionSet: set.name });
  }
  const existing = currentAssignments(index);
  const wanted = new Set(desired.assignments.map(assignmentKey));
  for (const assignment of desired.assignments)
    if (!existing.has(assignmentKey(assignment)))
      drafts.push({ kind: 'create-assignment', ...named(index, assignment) });
  const unwanted = new Set(desired.absent.map(assignmentKey));
  let unmentioned = 0;
  for (const [key, assignment] of existing) {
    if (wanted.has(key)) continue;
    if (prune || unwanted.has(key) || scope.deletedSets.has(assignment.permissionSet))
      drafts.push({ kind: 'delete-assignment', ...named(index, assignment) });
    else unmentioned++;
  }
  for (const permissionSet of scope.deletedSets)
    drafts.push({ kind: 'delete-permission-set', permissionSet });
  const changes = drafts.map((draft, position): Change => {
    const managementOnly = needsManagementAccount(index, draft);
    return {
      id: `c${position + 1}`,
      ...draft,
      calls: callsOf(draft.kind),
      ...(managementOnly ? { managementOnly: true as const } : {}),
    } as Change;
  });
  const base = baseOf(index, { sets: scope.sets, pairs: scope.pairs });
  const mentioned = new Set(scope.sets);
  return {
    kind: 'access-plan',
    version: 1,
    organization: {
      instanceArn: index.snapshot.instance.arn,
      identityStoreId: index.snapshot.instance.identityStoreId,
    },
    madeAt: new Date(options.now).toISOString(),
    prune,
    changes,
    warnings: planWarnings(index, desired, changes, options.callerAccountId),
    unmentioned: {
      permissionSets: [...index.setsByName.keys()].filter((name) => !mentioned.has(name)).sort(byText),
      assignments: unmentioned,
    },
    estimate: estimatePlan(changes),
    base,
    fingerprint: fingerprintOf(base, crypto),
  };
}

interface Scope {
  /** Names of the sets whose state decides the plan. */
  readonly sets: readonly string[];
  readonly pairs: readonly string[] | '*';
  readonly deletedSets: ReadonlySet<string>;
}

function scopeOf(index: AccessIndex, desired: ResolvedDesired, prune: boolean): Scope {
  const sets = new Set(desired.permissionSets.map(({ name }) => name));
  const pairs = new Set<string>();
  for (const assignment of [...desired.assignments, ...desired.absent]) {
    sets.add(assignment.permissionSet);
    pairs.add(pairKey(assignment.accountId, assignment.permissionSet));
  }
  const deleted = desired.permissionSets
    .filter(({ name, absent }) => absent && index.setsByName.has(name))
    .map(({ name }) => name);
  const deletedSets = new Set(prune ? [...index.setsByName.keys()].filter((name) => !sets.has(name)) : []);
  for (const name of deleted) {
    deletedSets.add(name);
    const arn = index.setsByName.get(name)?.arn ?? '';
    for (const { accountId } of index.bySet.get(arn) ?? []) pairs.add(pairKey(accountId, name));
  }
  if (prune) for (const name of index.setsByName.keys()) sets.add(name);
  return {
    sets: [...sets].sort(byText),
    pairs: prune ? '*' : [...pairs].sort(byText),
    deletedSets: new Set([...deletedSets].sort(byText)),
  };
}

/** Unknown is not empty: where it would decide, there is no plan. */
function refuseUnknown(index: AccessIndex, desired: ResolvedDesired, scope: Scope, prune: boolean): void {
  const parts: string[] = [];
  for (const set of desired.permissionSets) {
    const current = index.setsByName.get(set.name);
    if (current !== undefined && !set.absent) parts.push(...unknownMembers(set, current));
  }
  const pairs = new Set(scope.pairs === '*' ? [] : scope.pairs);
  const sets = new Set(scope.sets);
  for (const { part, accountId, permissionSetArn, message } of index.snapshot.unknown) {
    const name = permissionSetArn === undefined ? undefined : index.setName(permissionSetArn);
    if (part === 'permission-set') parts.push(`permission set ${name ?? ''} (${message})`);
    else if (part === 'provisioned-accounts' && (name === undefined || prune || sets.has(name)))
      parts.push(`the accounts of ${name ?? 'every permission set'} (${message})`);
    else if (
      part === 'assignments' &&
      (name === undefined ||
        prune ||
        scope.deletedSets.has(name) ||
        (accountId === undefined ? sets.has(name) : pairs.has(pairKey(accountId, name))))
    )
      parts.push(
        `the assignments of ${name ?? 'every permission set'} in ${accountId ?? 'its accounts'} (${message})`,
      );
  }
  if (parts.length === 0) return;
  throw new WorkbenchError(
    'ERR_ACCESS_STATE_UNKNOWN',
    'access',
    { parts: parts.slice(0, 50) },
    {
      message: `No plan can be made, because this could not be read: ${parts.slice(0, 3).join('; ')}${parts.length > 3 ? ` and ${parts.length - 3} more` : ''}.`,
    },
  );
}

/** Every assignment whose set has a name, by key. */
function currentAssignments(index: AccessIndex): Map<string, NamedAssignment> {
  const found = new Map<string, NamedAssignment>();
  for (const { accountId, permissionSetArn, principalType, principalId } of index.snapshot.assignments) {
    const permissionSet = index.sets.get(permissionSetArn)?.name;
    if (permissionSet === undefined) continue;
    const assignment = { accountId, permissionSet, principalType, principalId };
    found.set(assignmentKey(assignment), assignment);
  }
  return found;
}

function named(index: AccessIndex, assignment: NamedAssignment) {
  const { accountId, permissionSet, principalType, principalId } = assignment;
  const accountName = index.accounts.get(accountId)?.name;
  const principal = index.principalName(principalType, principalId);
  return {
    permissionSet,
    accountId,
    principalType,
    principalId,
    ...(accountName === undefined ? {} : { accountName }),
    ...(principal === undefined ? {} : { principal }),
  };
}

function isProvisioned(index: AccessIndex, arn: PermissionSet['arn']): boolean {
  return index.snapshot.provisioned.some(({ permissionSetArn }) => permissionSetArn === arn);
}

/** A delegated administrator may touch neither the management account nor sets provisioned in it. */
function needsManagementAccount(index: AccessIndex, draft: Draft): boolean {
  const { managementAccountId, provisioned } = index.snapshot;
  if (managementAccountId === undefined) return false;
  if ('accountId' in draft && draft.accountId === managementAccountId) return true;
  const arn = index.setsByName.get(draft.permissionSet)?.arn;
  return (
    draft.kind !== 'create-assignment' &&
    draft.kind !== 'delete-assignment' &&
    provisioned.some((pair) => pair.permissionSetArn === arn && pair.accountId === managementAccountId)
  );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
