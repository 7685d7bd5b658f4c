import type { Crypto } from '../../crypto/crypto.ts';
import { toHex } from '../../encoding/hex.ts';
import type { AccessIndex } from '../access-index.ts';
import type { PermissionSet } from '../model.ts';
import { canonicalPolicy } from '../policy/canonical-policy.ts';
import type { BaseSet, PlanBase } from './plan.ts';

export const pairKey = (accountId: string, permissionSet: string): string => `${accountId} ${permissionSet}`;

/** @returns the part of an organization's state that the scope covers */
export function baseOf(
  index: AccessIndex,
  scope: { readonly sets: readonly string[]; readonly pairs: PlanBase['pairs'] },
): PlanBase {
  const pairs = scope.pairs === '*' ? undefined : new Set(scope.pairs);
  const assignments: string[] = [];
  for (const { accountId, permissionSetArn, principalType, principalId } of index.snapshot.assignments) {
    const name = index.sets.get(permissionSetArn)?.name;
    if (name !== undefined && (pairs === undefined || pairs.has(pairKey(accountId, name))))
      assignments.push(`${accountId} ${principalType} ${principalId} ${name}`);
  }
  return {
    permissionSets: Object.fromEntries(
      scope.sets.map((name) => {
        const set = index.setsByName.get(name);
        return [name, set === undefined ? null : baseSet(set)];
      }),
    ),
    pairs: scope.pairs,
    assignments: assignments.sort(),
  };
}

/** @returns SHA-256 of the base, hexadecimal */
export function fingerprintOf(base: PlanBase, crypto: Pick<Crypto, 'hash'>): string {
  return toHex(crypto.hash('SHA-256', new TextEncoder().encode(sortedJson(base))));
}

function baseSet(set: PermissionSet): BaseSet {
  const {
    arn,
    description,
    sessionDuration,
    relayState,
    tags,
    managedPolicies,
    customerManagedPolicies,
    boundary,
  } = set;
  return {
    arn,
    ...(description === undefined ? {} : { description }),
    ...(sessionDuration === undefined ? {} : { sessionDuration }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(tags === undefined ? {} : { tags }),
    ...(managedPolicies === undefined ? {} : { managedPolicies: [...managedPolicies].sort() }),
    ...(customerManagedPolicies === undefined
      ? {}
      : {
          customerManagedPolicies: [...customerManagedPolicies].sort((a, b) =>
            a.path + a.name < b.path + b.name ? -1 : 1,
          ),
        }),
    ...(set.inlinePolicy === undefined ? {} : { inlinePolicy: canonicalPolicy(set.inlinePolicy) }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

/**
 * @param base what the plan was made from
 * @param index the organization as it is now
 * @returns sentences that tell what has changed since; none where the plan still fits
 */
export function differencesSince(base: PlanBase, index: AccessIndex): string[] {
  const now = baseOf(index, { sets: Object.keys(base.permissionSets), pairs: base.pairs });
  const found: string[] = [];
  for (const [name, before] of Object.entries(base.permissionSets)) {
    const after = now.permissionSets[name] ?? null;
    if (before === null && after !== null) found.push(`permission set ${name} was created`);
    else if (before !== null && after === null) found.push(`permission set ${name} was deleted`);
    else if (before !== null && after !== null) found.push(...setDifferences(name, before, after));
  }
  if (base.pairs === '*')
    for (const name of index.setsByName.keys())
      if (!Object.hasOwn(base.permissionSets, name)) found.push(`permission set ${name} was created`);
  const [before, after] = [new Set(base.assignments), new Set(now.assignments)];
  for (const key of after) if (!before.has(key)) found.push(`${assignmentText(key, index)} was assigned`);
  for (const key of before) if (!after.has(key)) found.push(`${assignmentText(key, index)} was taken away`);
  return found;
}

const MEMBERS = [
  ['description', 'description'],
  ['sessionDuration', 'session duration'],
  ['relayState', 'relay state'],
  ['tags', 'tags'],
  ['managedPolicies', 'managed policies'],
  ['customerManagedPolicies', 'customer-managed policies'],
  ['inlinePolicy', 'inline policy'],
  ['boundary', 'permissions boundary'],
] as const satisfies readonly (readonly [keyof BaseSet, string])[];
/** Absent in these means empty, not unknown. */
const SETTINGS: readonly string[] = ['description', 'sessionDuration', 'relayState'];

function setDifferences(name: string, before: BaseSet, after: BaseSet): string[] {
  if (before.arn !== after.arn) return [`permission set ${name} was deleted and created anew`];
  return MEMBERS.filter(([key]) => {
    if (!SETTINGS.includes(key) && (before[key] === undefined || after[key] === undefined)) return false;
    return sortedJson(before[key] ?? null) !== sortedJson(after[key] ?? null);
  }).map(([, what]) => `the ${what} of ${name} changed`);
}

function assignmentText(key: string, index: AccessIndex): string {
  const [accountId = '', type = '', principalId = '', ...name] = key.split(' ');
  const principal = index.principalName(type === 'USER' ? 'USER' : 'GROUP', principalId) ?? principalId;
  return `${name.join(' ')} in ${index.accountName(accountId)} to ${type.toLowerCase()} ${principal}`;
}

/** JSON whose members are in alphabetical order, so that equal values have equal texts. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
