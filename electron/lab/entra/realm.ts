import type { LabGround } from '../platform/ground.ts';
import { type Domain, findTenant, type Tenant } from './directory.ts';
import { consumersOnly, tenantNotFound } from './refusals/request-refusals.ts';

/** What the first path segment of Entra's endpoints means; `tenant` is absent for `common` and `organizations`. */
export interface Realm {
  readonly segment: string;
  readonly tenant?: Tenant;
}

/** @throws EntraRefusal 90002 for a tenant that is not there, 9002332 for personal accounts */
export function realmOf(ground: LabGround, segment: string): Realm {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations') return { segment: name };
  if (name === 'consumers' || name === '9188040d-6c67-4c5b-b112-36a304b66dad') throw consumersOnly();
  const tenant = findTenant(ground.state.directory, name);
  if (tenant === undefined) throw tenantNotFound(segment);
  return { segment: name, tenant };
}

/** @returns the tenant that has a sign-in name's domain, and the domain; undefined where none of the Lab has it */
export function homeRealm(
  ground: LabGround,
  loginName: string,
): { readonly tenant: Tenant; readonly domain: Domain } | undefined {
  const at = loginName.lastIndexOf('@');
  if (at < 1) return undefined;
  const name = loginName.slice(at + 1).toLowerCase();
  const tenant = findTenant(ground.state.directory, name);
  const domain = tenant?.domains.get(name);
  return tenant === undefined || domain === undefined ? undefined : { tenant, domain };
}
