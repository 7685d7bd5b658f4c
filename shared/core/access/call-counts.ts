/** How large an organization is, as far as it decides what reading it costs. */
export interface OrganizationSize {
  readonly accounts: number;
  readonly permissionSets: number;
  /** Distinct pairs of account and permission set that are provisioned. */
  readonly provisionedPairs: number;
  /** Groups whose assignments are read first for a first view; 0 without one. */
  readonly groups: number;
  /** Pages beyond the first of any list. */
  readonly furtherPages: number;
}

/** Calls a second AWS answers of each service (Identity Center quotas). */
export const CALLS_PER_SECOND = 20;
/** Calls that tell everything about a permission set: describe, tags, managed, customer-managed, inline, boundary. */
const DETAIL_CALLS = 6;

/**
 * @returns what other tools need: ListInstances, and ListAccountAssignments for every account with every permission set,
 *   of which most answers are empty
 */
export function naiveCallCount(size: Pick<OrganizationSize, 'accounts' | 'permissionSets'>): number {
  return 1 + size.accounts * size.permissionSets;
}

/**
 * @returns calls of sso-admin that a set-first read needs: ListInstances and ListPermissionSets, the accounts of every set, and
 *   the assignments of the pairs that exist; details of permission sets come on top (detailCallCount)
 */
export function setFirstCallCount(size: OrganizationSize): number {
  return 2 + size.permissionSets + size.provisionedPairs + size.groups + size.furtherPages;
}

export function detailCallCount(permissionSets: number): number {
  return DETAIL_CALLS * permissionSets;
}
