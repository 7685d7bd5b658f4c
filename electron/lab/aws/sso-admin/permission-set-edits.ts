import type { IdentityCenterState, PermissionSet, RoleContent } from '../identity-center.ts';

/**
 * Changes a permission set. Roles in accounts stay as they were provisioned, so what they were made from is kept for as
 * long as one of them needs it.
 */
export function edit(
  center: IdentityCenterState,
  set: PermissionSet,
  change: (set: PermissionSet) => void,
): void {
  const needed = revisionsInUse(center, set.arn);
  if (needed.has(set.revision)) {
    set.history ??= new Map();
    set.history.set(set.revision, contentOf(set));
  }
  change(set);
  set.revision += 1;
  forgetUnused(set, needed);
}

/** Drops revisions that no role is made from any more. */
export function forgetHistory(center: IdentityCenterState, set: PermissionSet): void {
  if (set.history !== undefined && set.history.size > 0) forgetUnused(set, revisionsInUse(center, set.arn));
}

function forgetUnused(set: PermissionSet, needed: ReadonlySet<number>): void {
  if (set.history === undefined) return;
  for (const revision of set.history.keys()) if (!needed.has(revision)) set.history.delete(revision);
  if (set.history.size === 0) delete set.history;
}

function revisionsInUse(center: IdentityCenterState, arn: string): ReadonlySet<number> {
  const used = new Set<number>();
  for (const roles of center.provisioned.values()) {
    const role = roles.get(arn);
    if (role !== undefined) used.add(role.revision);
  }
  return used;
}

function contentOf(set: PermissionSet): RoleContent {
  return {
    sessionDuration: set.sessionDuration,
    managedPolicies: new Map(set.managedPolicies),
    customerManagedPolicies: set.customerManagedPolicies.map((policy) => ({ ...policy })),
    ...(set.inlinePolicy === undefined ? {} : { inlinePolicy: set.inlinePolicy }),
    ...(set.permissionsBoundary === undefined ? {} : { permissionsBoundary: set.permissionsBoundary }),
  };
}
