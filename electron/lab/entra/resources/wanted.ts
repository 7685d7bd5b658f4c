import { GRAPH_APP_ID, type ServicePrincipal, type Tenant } from '../directory.ts';
import {
  badScope,
  missingParameter,
  severalResources,
  unknownResource,
  unknownScope,
} from '../refusals/request-refusals.ts';

/** What a client wants a token for. */
export interface Wanted {
  /** The API; absent where only an ID token is wanted. */
  readonly resource?: WantedResource;
  /** Values of delegated permissions, without the resource before them; `.default` stands apart. */
  readonly permissions: readonly string[];
  /** `.default`, or v1: whatever was granted. */
  readonly isDefault: boolean;
  /** openid, profile, email, offline_access as far as asked for. */
  readonly oidc: readonly string[];
}

export interface WantedResource {
  readonly principal: ServicePrincipal;
  /** To the letter as asked for: the audience of v1 tokens. */
  readonly identifier: string;
  /** What stands before permissions in the answer's `scope`: `https://graph.microsoft.com/`, or nothing. */
  readonly prefix: string;
}

export const OIDC_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

const MAX_SCOPE = 4_000;

/**
 * Reads the `scope` of the v2 endpoints.
 *
 * @param clientName for the text of a refusal
 * @throws EntraRefusal 70011, 28000, 500011, 650053
 */
export function wantedByScope(tenant: Tenant, scope: string, clientName: string): Wanted {
  if (scope.length > MAX_SCOPE) throw badScope(scope, 'it is too long.');
  const items = [...new Set(scope.split(/\s+/).filter((item) => item !== ''))];
  const oidc = items
    .filter((item) => OIDC_SCOPES.includes(item.toLowerCase()))
    .map((item) => item.toLowerCase());
  const rest = items.filter((item) => !OIDC_SCOPES.includes(item.toLowerCase()));
  if (rest.length === 0) return { permissions: [], isDefault: false, oidc };
  const split = rest.map((item) => splitScope(item));
  const identifiers = new Set(split.map(({ identifier }) => identifier));
  const [identifier = ''] = identifiers;
  if (identifiers.size > 1 && !sameResource(tenant, [...identifiers])) throw severalResources(scope);
  const values = split.map(({ value }) => value);
  const isDefault = values.includes('.default');
  if (isDefault && values.length > 1)
    throw badScope(scope, '.default scope can’t be combined with resource-specific scopes.');
  const resource = resourceNamed(tenant, identifier === '' ? GRAPH : identifier);
  if (!isDefault) {
    for (const value of values) {
      const known = resource.scopes.some(
        (candidate) => candidate.isEnabled && candidate.value.toLowerCase() === value.toLowerCase(),
      );
      if (!known) throw unknownScope(clientName, value, resource.appId);
    }
  }
  return {
    resource: {
      principal: resource,
      // Permissions of Graph without its address give tokens whose audience is its id.
      identifier: identifier === '' ? GRAPH_APP_ID : identifier,
      prefix: identifier === '' ? '' : `${identifier}/`,
    },
    permissions: isDefault ? [] : values.map((value) => registeredName(resource, value)),
    isDefault,
    oidc,
  };
}

/**
 * Reads the `resource` of the v1 endpoints.
 *
 * @throws EntraRefusal 900144 where it is missing, 500011 where the tenant has no such API
 */
export function wantedByResource(tenant: Tenant, resource: string | undefined): Wanted {
  if (resource === undefined) throw missingParameter('resource');
  return {
    resource: { principal: resourceNamed(tenant, resource), identifier: resource, prefix: '' },
    permissions: [],
    isDefault: true,
    oidc: [],
  };
}

const GRAPH = 'https://graph.microsoft.com';

/** The part before the last slash names the resource: a trailing slash of its own stays part of it. */
function splitScope(item: string): { identifier: string; value: string } {
  const at = item.lastIndexOf('/');
  if (at === -1) return { identifier: '', value: item };
  const value = item.slice(at + 1);
  const identifier = item.slice(0, at);
  if (value === '' || identifier === '') throw badScope(item, 'it names a resource but no permission.');
  return { identifier, value };
}

function sameResource(tenant: Tenant, identifiers: readonly string[]): boolean {
  const found = identifiers.map((identifier) => findResource(tenant, identifier === '' ? GRAPH : identifier));
  return found.every((principal) => principal !== undefined && principal === found[0]);
}

function registeredName(resource: ServicePrincipal, value: string): string {
  const wanted = value.toLowerCase();
  return resource.scopes.find((scope) => scope.value.toLowerCase() === wanted)?.value ?? value;
}

function resourceNamed(tenant: Tenant, identifier: string): ServicePrincipal {
  const found = findResource(tenant, identifier);
  if (found === undefined || !found.accountEnabled) throw unknownResource(identifier, tenant.displayName);
  return found;
}

/** @returns the API of an app id or identifier URI; a trailing slash does not count */
function findResource(tenant: Tenant, identifier: string): ServicePrincipal | undefined {
  const wanted = plain(identifier);
  for (const principal of tenant.servicePrincipals.values()) {
    if (principal.appId === wanted || principal.servicePrincipalNames.some((name) => plain(name) === wanted))
      return principal;
  }
  return undefined;
}

function plain(identifier: string): string {
  return identifier.toLowerCase().replace(/\/$/, '');
}

/** Where only sign-in is wanted, the access token is one for Graph's userinfo. */
export function withGraph(tenant: Tenant, wanted: Wanted): Wanted & { readonly resource: WantedResource } {
  const resource = wanted.resource ?? {
    principal: resourceNamed(tenant, GRAPH),
    identifier: GRAPH,
    prefix: '',
  };
  return { ...wanted, resource };
}
