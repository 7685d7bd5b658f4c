import { type AppRole, groupsOf, type ServicePrincipal, type Tenant } from '../directory.ts';
import { OIDC_SCOPES, type Wanted } from './wanted.ts';

/**
 * The delegated permissions a client was granted at an API, by an administrator for everybody or by the person.
 *
 * @returns values such as `User.Read`, each once
 */
function grantedScopes(tenant: Tenant, clientId: string, resourceId: string, userId: string): string[] {
  const values = new Set<string>();
  for (const grant of tenant.permissionGrants.values()) {
    if (grant.clientId !== clientId || grant.resourceId !== resourceId) continue;
    if (grant.consentType === 'Principal' && grant.principalId !== userId) continue;
    for (const value of grant.scope.split(/\s+/)) if (value !== '') values.add(value);
  }
  return [...values];
}

/** @returns true where anything at all was consented to for this client and person: sign-in itself is part of that */
function hasAnyGrant(tenant: Tenant, clientId: string, userId: string): boolean {
  for (const grant of tenant.permissionGrants.values()) {
    if (grant.clientId !== clientId) continue;
    if (grant.consentType === 'AllPrincipals' || grant.principalId === userId) return true;
  }
  return false;
}

/** What is missing before the token that is wanted may be issued. */
export interface MissingConsent {
  /** Absent where only sign-in itself lacks consent. */
  readonly resource?: ServicePrincipal;
  readonly permissions: readonly string[];
  readonly oidc: readonly string[];
}

/**
 * @param required permissions the registration lists for the API; what `.default` asks consent for
 * @returns undefined where everything was consented to
 */
export function missingConsent(
  tenant: Tenant,
  client: ServicePrincipal,
  userId: string,
  wanted: Wanted,
  required: readonly string[],
): MissingConsent | undefined {
  const { resource, oidc } = wanted;
  if (resource === undefined)
    return hasAnyGrant(tenant, client.id, userId) ? undefined : { permissions: [], oidc };
  // A client may always ask for tokens for itself.
  if (resource.principal.id === client.id) return undefined;
  const granted = new Set(
    grantedScopes(tenant, client.id, resource.principal.id, userId).map((value) => value.toLowerCase()),
  );
  const asked = wanted.isDefault ? required : wanted.permissions;
  const missing = asked.filter((value) => !granted.has(value.toLowerCase()));
  const nothing = wanted.isDefault && granted.size === 0;
  if (missing.length === 0 && !nothing) return undefined;
  return { resource: resource.principal, permissions: missing, oidc };
}

/** Delegated permissions that a registration lists for an API, by value. */
export function requiredScopes(
  resource: ServicePrincipal | undefined,
  listed: readonly { resourceAppId: string; resourceAccess: readonly { id: string; type: string }[] }[],
): string[] {
  if (resource === undefined) return [];
  return listed
    .filter(({ resourceAppId }) => resourceAppId === resource.appId)
    .flatMap(({ resourceAccess }) => resourceAccess)
    .flatMap(({ id, type }) => {
      const scope = type === 'Scope' ? resource.scopes.find((candidate) => candidate.id === id) : undefined;
      return scope === undefined ? [] : [scope.value];
    });
}

/** @returns true where only an administrator may consent to one of these */
export function needsAdministrator({ resource, permissions }: MissingConsent): boolean {
  return permissions.some(
    (value) => resource?.scopes.find((scope) => scope.value === value)?.type === 'Admin',
  );
}

/** Values for `scp`: what was granted at the API. Graph's also tell that of sign-in what was asked for. */
export function scopesFor(
  tenant: Tenant,
  clientId: string,
  userId: string,
  wanted: Wanted,
  isGraph: boolean,
): string[] {
  const { resource } = wanted;
  if (resource === undefined) return [];
  const granted = grantedScopes(tenant, clientId, resource.principal.id, userId);
  const plain = granted.filter((value) => !OIDC_SCOPES.includes(value));
  const oidc = isGraph
    ? OIDC_SCOPES.filter(
        (value) => value !== 'offline_access' && (wanted.oidc.includes(value) || granted.includes(value)),
      )
    : [];
  return [...plain, ...oidc];
}

/** App roles (application permissions) that a principal holds at an API, by value; roles of groups count for people. */
export function rolesAt(tenant: Tenant, principalId: string, resource: ServicePrincipal): string[] {
  const holders = new Set([principalId, ...groupsOf(tenant, principalId)]);
  const values = new Set<string>();
  for (const { principalId: holder, resourceId, appRoleId } of tenant.appRoleAssignments.values()) {
    if (resourceId !== resource.id || !holders.has(holder)) continue;
    const role: AppRole | undefined = resource.appRoles.find(({ id }) => id === appRoleId);
    if (role?.isEnabled === true && role.value !== undefined) values.add(role.value);
  }
  return [...values];
}

/** @returns true where a person, or a group they are in directly, is assigned to the application */
export function isAssigned(tenant: Tenant, userId: string, application: ServicePrincipal): boolean {
  for (const { principalId, resourceId } of tenant.appRoleAssignments.values()) {
    if (resourceId !== application.id) continue;
    // Assignment does not reach through nested groups.
    if (principalId === userId || tenant.groups.get(principalId)?.members.has(userId) === true) return true;
  }
  return false;
}
