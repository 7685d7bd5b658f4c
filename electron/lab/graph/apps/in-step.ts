import type { Application, AppRole, DirectoryState } from '../../entra/directory.ts';

/** Brings what every tenant's service principal of an application tells of it in step with the application. */
export function keepInStep(
  directory: DirectoryState,
  application: Application,
  before?: { readonly identifierUris: readonly string[] },
): void {
  for (const tenant of directory.tenants.values()) {
    for (const principal of tenant.servicePrincipals.values()) {
      if (principal.appId !== application.appId) continue;
      principal.appRoles = copies(application.appRoles);
      principal.scopes = application.scopes.map((scope) => ({ ...scope }));
      principal.replyUrls = [
        ...application.web.redirectUris,
        ...application.spa.redirectUris,
        ...application.publicClient.redirectUris,
      ];
      const own = principal.servicePrincipalNames.filter(
        (name) => name !== application.appId && !(before?.identifierUris.includes(name) ?? false),
      );
      principal.servicePrincipalNames = [
        ...new Set([application.appId, ...application.identifierUris, ...own]),
      ];
    }
  }
}

/** Roles that were changed on a service principal belong to its application as well. */
export function copies(roles: readonly AppRole[]): AppRole[] {
  return roles.map((role) => ({ ...role, allowedMemberTypes: [...role.allowedMemberTypes] }));
}
