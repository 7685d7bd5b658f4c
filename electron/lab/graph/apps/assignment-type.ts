import type { AppRoleAssignment, Tenant } from '../../entra/directory.ts';
import type { ResourceType } from '../odata/resource-type.ts';

/** Graph: appRoleAssignment. */
export const ASSIGNMENT_TYPE: ResourceType<AppRoleAssignment> = {
  name: 'appRoleAssignment',
  set: 'appRoleAssignments',
  show: (assignment, tenant) => ({
    id: assignment.id,
    deletedDateTime: null,
    appRoleId: assignment.appRoleId,
    createdDateTime: assignment.createdDateTime,
    principalDisplayName: nameOf(tenant, assignment.principalId),
    principalId: assignment.principalId,
    principalType: assignment.principalType,
    resourceDisplayName: tenant.servicePrincipals.get(assignment.resourceId)?.displayName ?? null,
    resourceId: assignment.resourceId,
  }),
};

function nameOf(tenant: Tenant, id: string): string | null {
  const found = tenant.users.get(id) ?? tenant.groups.get(id) ?? tenant.servicePrincipals.get(id);
  return found?.displayName ?? null;
}
