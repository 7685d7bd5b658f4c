import type { LabGround } from '../../platform/ground.ts';
import type { Application, ServicePrincipal, Tenant } from '../directory.ts';
import type { Realm } from '../realm.ts';
import { applicationDisabled, singleTenant, unknownApplication } from '../refusals/client-refusals.ts';
import { firstPartyClient } from './first-party.ts';

/** An application as a tenant sees it. */
export interface Client {
  readonly application: Application;
  readonly tenant: Tenant;
  readonly principal: ServicePrincipal;
}

export interface Registration {
  readonly application: Application;
  /** Absent for Microsoft's own clients, which no tenant here owns. */
  readonly registeredIn?: Tenant;
}

/** @returns the registration of an app id, whichever tenant has it */
export function registrationOf(ground: LabGround, appId: string): Registration | undefined {
  const wanted = appId.toLowerCase();
  for (const registeredIn of ground.state.directory.tenants.values()) {
    for (const application of registeredIn.applications.values()) {
      if (application.appId === wanted) return { application, registeredIn };
    }
  }
  const application = firstPartyClient(wanted);
  return application === undefined ? undefined : { application };
}

/** @returns the service principal that a tenant has of an app id */
export function principalOf(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  const wanted = appId.toLowerCase();
  for (const principal of tenant.servicePrincipals.values()) if (principal.appId === wanted) return principal;
  return undefined;
}

function isMultiTenant({ application }: Registration): boolean {
  return application.signInAudience !== 'AzureADMyOrg';
}

/**
 * The registration a request under a realm may use. A multi-tenant application without service principal is let through:
 * consent will make one.
 *
 * @throws EntraRefusal 700016 unknown, or of another tenant alone; 50194 single-tenant under `common`
 */
export function registrationIn(ground: LabGround, realm: Realm, appId: string): Registration {
  const found = registrationOf(ground, appId);
  const { tenant } = realm;
  if (found === undefined) throw unknownApplication(appId, tenant?.displayName ?? 'any organization');
  const known =
    tenant === undefined
      ? true
      : tenant === found.registeredIn || principalOf(tenant, appId) !== undefined || isMultiTenant(found);
  if (!known) throw unknownApplication(appId, tenant?.displayName ?? '');
  if (tenant === undefined && !isMultiTenant(found)) throw singleTenant(appId, found.application.displayName);
  return found;
}

/**
 * The application with its service principal in a tenant.
 *
 * @returns undefined where nobody consented to it there yet
 * @throws EntraRefusal 7000112 where it is switched off
 */
export function clientIn(tenant: Tenant, registration: Registration): Client | undefined {
  const { application } = registration;
  const principal = principalOf(tenant, application.appId);
  if (principal === undefined) return undefined;
  if (!principal.accountEnabled) throw applicationDisabled(application.appId, application.displayName);
  return { application, tenant, principal };
}
