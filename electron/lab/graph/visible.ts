import type { Application, ServicePrincipal, Tenant } from '../entra/directory.ts';
import type { LabGround } from '../platform/ground.ts';
import { resourceNotFound } from './graph-error.ts';
import type { GraphCall } from './route.ts';

/**
 * Hides an object that was just made from reads, as the directory's replicas do.
 *
 * @param delay milliseconds of the Lab's time
 */
export function hideFor(ground: LabGround, id: string, delay: number): void {
  const { replicating } = ground.state.synchronization;
  const now = ground.clock.now();
  for (const [known, from] of replicating) if (from <= now) replicating.delete(known);
  replicating.set(id, now + delay);
}

export function isVisible(ground: LabGround, id: string): boolean {
  const from = ground.state.synchronization.replicating.get(id);
  return from === undefined || from <= ground.clock.now();
}

/** @throws GraphError 404 */
export function applicationOf(call: GraphCall, key = call.param('id')): Application {
  const found = byKey(call.tenant.applications, key);
  if (found === undefined || !isVisible(call.ground, found.id)) resourceNotFound(key);
  return found;
}

/** @throws GraphError 404 */
export function servicePrincipalOf(call: GraphCall, key = call.param('id')): ServicePrincipal {
  const found = byKey(call.tenant.servicePrincipals, key);
  if (found === undefined || !isVisible(call.ground, found.id)) resourceNotFound(key);
  return found;
}

/** @param key an object id, or `appId=` and an application id */
function byKey<T extends { readonly appId: string }>(
  all: ReadonlyMap<string, T>,
  key: string,
): T | undefined {
  if (!key.startsWith('appId=')) return all.get(key.toLowerCase());
  const appId = key.slice('appId='.length).toLowerCase();
  return principalOfApp(all, appId);
}

function principalOfApp<T extends { readonly appId: string }>(
  all: ReadonlyMap<string, T>,
  appId: string,
): T | undefined {
  for (const one of all.values()) if (one.appId === appId) return one;
  return undefined;
}

/** @returns the service principal of an application in a tenant */
export function servicePrincipalOfApp(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  return principalOfApp(tenant.servicePrincipals, appId);
}

/** @returns the application in the tenant it is registered in */
export function applicationOfApp(tenant: Tenant, appId: string): Application | undefined {
  return principalOfApp(tenant.applications, appId);
}
