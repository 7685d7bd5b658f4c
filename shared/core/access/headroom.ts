import type { AccessIndex } from './access-index.ts';
import { policySize } from './policy/lint-policy.ts';
import { QUOTAS } from './quotas.ts';

/** The quotas that grow with use, in words and limits. */
export const HEADROOM = {
  'permission-sets': { title: 'Permission sets', limit: QUOTAS.permissionSets },
  'sets-in-an-account': { title: 'Permission sets in one account', limit: QUOTAS.permissionSetsPerAccount },
  'policies-of-a-set': { title: 'Policies of one set', limit: QUOTAS.policiesPerSet },
  'inline-policy': {
    title: 'Characters of an inline policy, without white space',
    limit: QUOTAS.inlinePolicyCharacters,
  },
  users: { title: 'Users', limit: QUOTAS.users },
  groups: { title: 'Groups', limit: QUOTAS.groups },
} as const;

export type HeadroomId = keyof typeof HEADROOM;

/** How much of a quota is used. */
export interface Headroom {
  readonly id: HeadroomId;
  readonly used: number;
  /** AWS's default; an organization may have been given more. */
  readonly limit: number;
  /** The fullest account or permission set, where the quota is of each. */
  readonly where?: string;
}

/**
 * Tells how much of each quota is used (user guide, "Quotas"); of one that is of each account or set, the fullest.
 *
 * @returns in the order of HEADROOM; what was not read is left out, as unknown is never taken for empty
 */
export function headroomOf(index: AccessIndex): Headroom[] {
  const { permissionSets, provisioned, users, groups, unknown } = index.snapshot;
  const unread = new Set(unknown.map(({ part }) => part));
  const rows: Headroom[] = [];
  const add = (id: HeadroomId, used: number, where?: string): void => {
    rows.push({ id, used, limit: HEADROOM[id].limit, ...(where === undefined ? {} : { where }) });
  };
  const fullest = <T>(
    id: HeadroomId,
    all: Iterable<T>,
    size: (one: T) => number,
    name: (one: T) => string,
  ) => {
    let most: { readonly one: T; readonly size: number } | undefined;
    for (const one of all) {
      const its = size(one);
      if (its > (most?.size ?? 0)) most = { one, size: its };
    }
    if (most !== undefined) add(id, most.size, name(most.one));
  };
  add('permission-sets', permissionSets.length);
  const perAccount = new Map<string, number>();
  for (const { accountId } of provisioned) perAccount.set(accountId, (perAccount.get(accountId) ?? 0) + 1);
  fullest(
    'sets-in-an-account',
    perAccount,
    ([, sets]) => sets,
    ([accountId]) => index.accountName(accountId),
  );
  fullest(
    'policies-of-a-set',
    permissionSets,
    (set) => (set.managedPolicies?.length ?? 0) + (set.customerManagedPolicies?.length ?? 0),
    ({ arn }) => index.setName(arn),
  );
  fullest(
    'inline-policy',
    permissionSets,
    ({ inlinePolicy = '' }) => policySize(inlinePolicy),
    ({ arn }) => index.setName(arn),
  );
  if (!unread.has('users')) add('users', users.length);
  if (!unread.has('groups')) add('groups', groups.length);
  return rows;
}
