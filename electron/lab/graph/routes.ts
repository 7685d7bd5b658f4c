import { appRoleAssignmentRoutes } from './apps/app-role-assignments.ts';
import { applicationRoutes } from './apps/applications.ts';
import { grantRoutes } from './apps/permission-grants.ts';
import { servicePrincipalRoutes } from './apps/service-principals.ts';
import { templateRoutes } from './apps/templates.ts';
import { tokenSigningRoutes } from './apps/token-signing.ts';
import { auditLogRoutes } from './audit-logs.ts';
import { directoryRoutes } from './directory/directory-routes.ts';
import { domainRoutes } from './directory/domains.ts';
import { groupRoutes } from './directory/groups.ts';
import { invitationRoutes } from './directory/invitations.ts';
import { userRoutes } from './directory/users.ts';
import { claimsMappingRoutes } from './policies/claims-mapping.ts';
import { conditionalAccessRoutes } from './policies/conditional-access.ts';
import { crossTenantRoutes } from './policies/cross-tenant.ts';
import type { ProvisioningEngine } from './provisioning/engine.ts';
import { synchronizationRoutes } from './provisioning/routes.ts';
import type { GraphRoute } from './route.ts';

/** Every operation of Graph that the Lab answers. */
export function graphRoutes(engine: ProvisioningEngine): readonly GraphRoute[] {
  return [
    ...templateRoutes,
    ...applicationRoutes,
    ...servicePrincipalRoutes,
    ...tokenSigningRoutes,
    ...appRoleAssignmentRoutes,
    ...grantRoutes,
    ...claimsMappingRoutes,
    ...conditionalAccessRoutes,
    ...crossTenantRoutes,
    ...userRoutes,
    ...groupRoutes,
    ...invitationRoutes,
    ...domainRoutes,
    ...directoryRoutes,
    ...auditLogRoutes,
    ...synchronizationRoutes(engine),
  ];
}
