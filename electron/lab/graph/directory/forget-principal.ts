import type { Tenant } from '../../entra/directory.ts';

/** Takes a user, group or service principal that is no more out of everything that names it. */
export function forgetPrincipal(tenant: Tenant, id: string): void {
  for (const group of tenant.groups.values()) {
    group.members.delete(id);
    group.owners.delete(id);
  }
  for (const assignment of [...tenant.appRoleAssignments.values()])
    if (assignment.principalId === id || assignment.resourceId === id)
      tenant.appRoleAssignments.delete(assignment.id);
  for (const grant of [...tenant.permissionGrants.values()])
    if (grant.principalId === id || grant.clientId === id || grant.resourceId === id)
      tenant.permissionGrants.delete(grant.id);
}
