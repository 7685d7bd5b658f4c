import type { DirectoryState, ServicePrincipal, Tenant } from '../entra/directory.ts';
import { isAssigned } from '../entra/resources/permissions.ts';
import { personIn } from '../entra/sign-in/person.ts';
import type { Visitor } from './visitors.ts';

/** One tile. */
export interface Tile {
  readonly name: string;
  readonly appId: string;
  /** Sign-on URL of an application that is not started by SAML from here. */
  readonly url?: string;
}

/** The applications somebody is assigned to and can start from the page, by name. */
export function tilesFor({ tenant, user }: Visitor): readonly Tile[] {
  const tiles: Tile[] = [];
  for (const principal of tenant.servicePrincipals.values()) {
    const { displayName: name, appId, loginUrl, preferredSingleSignOnMode } = principal;
    if (!isShown(principal) || !isAssigned(tenant, user.id, principal)) continue;
    if (preferredSingleSignOnMode === 'saml') tiles.push({ name, appId });
    else if (loginUrl !== undefined && /^https?:\/\//i.test(loginUrl))
      tiles.push({ name, appId, url: loginUrl });
  }
  return tiles.sort((one, other) => one.name.localeCompare(other.name));
}

function isShown({ accountEnabled, servicePrincipalType, tags }: ServicePrincipal): boolean {
  return accountEnabled && servicePrincipalType === 'Application' && !tags.includes('HideApp');
}

/** The tenants an account can switch to: its home, and where it is a guest. */
export function tenantsOf({ tenants }: DirectoryState, { home }: Visitor): readonly Tenant[] {
  return [...tenants.values()].filter((tenant) => personIn(tenant, home) !== undefined);
}
