import { createHash } from 'node:crypto';
import type { ServicePrincipal, Tenant } from '../entra/directory.ts';
import type { LabGround } from '../platform/ground.ts';

/** A managed identity of the machine the Lab plays. */
export interface ManagedIdentity {
  readonly tenant: Tenant;
  readonly principal: ServicePrincipal;
  /** The machine's own, which a request that names none means. */
  readonly isSystemAssigned: boolean;
  /** Its id as a resource of Azure. */
  readonly resourceId: string;
}

/** The identities of the machine: those of the first tenant that has some. */
export function machineIdentities(ground: LabGround): ManagedIdentity[] {
  for (const tenant of ground.state.directory.tenants.values()) {
    const found = [...tenant.servicePrincipals.values()].filter(
      ({ servicePrincipalType }) => servicePrincipalType === 'ManagedIdentity',
    );
    if (found.length > 0) return found.map((principal) => identityOf(tenant, principal));
  }
  return [];
}

function identityOf(tenant: Tenant, principal: ServicePrincipal): ManagedIdentity {
  const names = principal.alternativeNames ?? [];
  return {
    tenant,
    principal,
    isSystemAssigned: names.includes('isExplicit=False'),
    resourceId: names.find((name) => name.startsWith('/')) ?? '',
  };
}

/** How a request names an identity; the names of IMDS and of App Service. */
const SELECTORS: readonly (readonly [name: string, of: (identity: ManagedIdentity) => string])[] = [
  ['client_id', ({ principal }) => principal.appId],
  ['object_id', ({ principal }) => principal.id],
  ['principal_id', ({ principal }) => principal.id],
  ['msi_res_id', ({ resourceId }) => resourceId],
  ['mi_res_id', ({ resourceId }) => resourceId],
];

/**
 * @param query of the request
 * @returns the identity that is meant; undefined where the machine has no such one
 */
export function chosenIdentity(
  ground: LabGround,
  query: (name: string) => string | undefined,
): ManagedIdentity | undefined {
  const all = machineIdentities(ground);
  for (const [name, of] of SELECTORS) {
    const wanted = query(name)?.toLowerCase();
    if (wanted !== undefined && wanted !== '')
      return all.find((identity) => of(identity).toLowerCase() === wanted);
  }
  return all.find(({ isSystemAssigned }) => isSystemAssigned) ?? (all.length === 1 ? all[0] : undefined);
}

/** What App Service puts into IDENTITY_HEADER: a secret between the platform and its application. */
export function identityHeader(ground: LabGround): string {
  const [first] = machineIdentities(ground);
  return createHash('sha256')
    .update(`identity header\u0000${first?.principal.id ?? ''}`)
    .digest('hex')
    .slice(0, 32);
}
