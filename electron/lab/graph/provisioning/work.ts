import type { ServicePrincipal, Tenant } from '../../entra/directory.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { SynchronizationJob } from '../state.ts';
import { Abandoned, type ScimTarget, TargetUnusable } from './scim-target.ts';
import { type Scope, scopeOf } from './scope.ts';

/** What provisioning one object, or all of them, works with. */
export interface Work {
  readonly ground: LabGround;
  readonly job: SynchronizationJob;
  readonly tenant: Tenant;
  readonly principal: ServicePrincipal;
  readonly scope: Scope;
  readonly target: ScimTarget;
  /** Epoch milliseconds; behind the Lab's time where a cycle is made up for. */
  readonly now: () => number;
}

/** @throws TargetUnusable, Abandoned where tenant, application or credentials are gone */
export function workOn(
  ground: LabGround,
  job: SynchronizationJob,
  now: () => number,
  targetFor: (credentials: { baseAddress: string; secretToken: string }) => ScimTarget,
): Work {
  const tenant = ground.state.directory.tenants.get(job.tenantId);
  const principal = tenant?.servicePrincipals.get(job.servicePrincipalId);
  if (tenant === undefined || principal === undefined) throw new Abandoned();
  const { baseAddress, secretToken } = job;
  if (baseAddress === undefined || secretToken === undefined)
    throw new TargetUnusable('There are no credentials for the application.');
  return {
    ground,
    job,
    tenant,
    principal,
    scope: scopeOf(tenant, principal),
    target: targetFor({ baseAddress, secretToken }),
    now,
  };
}
