import type { Group, ServicePrincipal, Tenant, User } from '../../entra/directory.ts';

/** Who is to be provisioned: what is assigned to the application, direct members of assigned groups among it. */
export interface Scope {
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Assigned or in an assigned group, but with no role that entitles. */
  readonly withoutRole: ReadonlySet<string>;
}

const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000';

/** Groups in groups are not looked into (facts/microsoft.md section 2). */
export function scopeOf(tenant: Tenant, principal: ServicePrincipal): Scope {
  const users = new Map<string, User>();
  const groups = new Map<string, Group>();
  const withoutRole = new Set<string>();
  const hasRoles = principal.appRoles.some(({ isEnabled }) => isEnabled);
  for (const { resourceId, principalId, appRoleId } of tenant.appRoleAssignments.values()) {
    if (resourceId !== principal.id) continue;
    if (hasRoles && appRoleId === DEFAULT_ACCESS) {
      withoutRole.add(principalId);
      continue;
    }
    const group = tenant.groups.get(principalId);
    if (group !== undefined) groups.set(principalId, group);
    for (const id of group?.members ?? [principalId]) {
      const user = tenant.users.get(id);
      if (user !== undefined) users.set(id, user);
    }
  }
  return { users, groups, withoutRole };
}
