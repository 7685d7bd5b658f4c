import type { Group, ServicePrincipal, Tenant, User } from '../../entra/directory.ts';
import { SERVICE_PRINCIPAL_TYPE } from '../apps/service-principal-type.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { GROUP_TYPE } from './group-type.ts';
import { USER_TYPE } from './user-type.ts';

/** Graph: directoryObject, with what it really is. */
export type DirectoryObject =
  | { readonly kind: 'user'; readonly id: string; readonly one: User }
  | { readonly kind: 'group'; readonly id: string; readonly one: Group }
  | { readonly kind: 'servicePrincipal'; readonly id: string; readonly one: ServicePrincipal };

/** @returns the user, group or service principal of an id */
export function objectOf(tenant: Tenant, id: string): DirectoryObject | undefined {
  const user = tenant.users.get(id);
  if (user !== undefined) return { kind: 'user', id, one: user };
  const group = tenant.groups.get(id);
  if (group !== undefined) return { kind: 'group', id, one: group };
  const principal = tenant.servicePrincipals.get(id);
  return principal === undefined ? undefined : { kind: 'servicePrincipal', id, one: principal };
}

/** @returns those of the ids that there are */
export function objectsOf(tenant: Tenant, ids: Iterable<string>): readonly DirectoryObject[] {
  return [...ids].flatMap((id) => objectOf(tenant, id) ?? []);
}

export const DIRECTORY_OBJECT_TYPE: ResourceType<DirectoryObject> = {
  name: 'directoryObject',
  set: 'directoryObjects',
  // Members of many kinds are in one collection.
  open: true,
  show: (object, tenant) => ({
    '@odata.type': `#microsoft.graph.${object.kind}`,
    ...shown(object, tenant),
  }),
};

function shown(object: DirectoryObject, tenant: Tenant): Readonly<Record<string, unknown>> {
  switch (object.kind) {
    case 'user':
      return USER_TYPE.show(object.one, tenant);
    case 'group':
      return GROUP_TYPE.show(object.one, tenant);
    case 'servicePrincipal':
      return SERVICE_PRINCIPAL_TYPE.show(object.one, tenant);
  }
}
