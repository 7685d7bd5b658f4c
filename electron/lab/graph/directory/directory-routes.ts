import type { Tenant } from '../../entra/directory.ts';
import { GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_DIRECTORY, READ_SELF } from '../permissions.ts';
import type { GraphRoute } from '../route.ts';
import { DIRECTORY_OBJECT_TYPE, objectOf, objectsOf } from './directory-object.ts';

/** Graph: organization, the tenant itself. */
const ORGANIZATION_TYPE: ResourceType<Tenant> = {
  name: 'organization',
  set: 'organization',
  show: (tenant) => ({
    id: tenant.id,
    displayName: tenant.displayName,
    tenantType: 'AAD',
    verifiedDomains: [...tenant.domains.values()].map((domain) => ({
      name: domain.id,
      isDefault: domain.isDefault,
      isInitial: domain.isInitial,
      type: domain.authenticationType,
      capabilities: 'Email, OfficeCommunicationsOnline',
    })),
  }),
};

/** Objects by id whatever they are, and the tenant. */
export const directoryRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/directoryObjects/:id',
    operation: 'GetDirectoryObject',
    needs: READ_DIRECTORY,
    run: (call) => {
      const id = call.param('id').toLowerCase();
      return single(call, DIRECTORY_OBJECT_TYPE, objectOf(call.tenant, id) ?? resourceNotFound(id));
    },
  },
  {
    method: 'POST',
    path: '/directoryObjects/getByIds',
    operation: 'GetByIds',
    needs: READ_DIRECTORY,
    run: async (call) => {
      const { ids, types } = await call.body();
      if (!Array.isArray(ids) || ids.length > 1_000 || ids.some((id) => typeof id !== 'string'))
        throw new GraphError(400, 'Request_BadRequest', "Invalid value specified for property 'ids'.");
      const kinds = Array.isArray(types) ? types.map(String) : undefined;
      const found = objectsOf(
        call.tenant,
        ids.map((id: string) => id.toLowerCase()),
      );
      return collection(
        call,
        DIRECTORY_OBJECT_TYPE,
        found.filter(({ kind }) => kinds === undefined || kinds.includes(kind)),
      );
    },
  },
  {
    method: 'GET',
    path: '/organization',
    operation: 'ListOrganization',
    needs: READ_SELF,
    run: (call) => collection(call, ORGANIZATION_TYPE, [call.tenant]),
  },
  {
    method: 'GET',
    path: '/organization/:id',
    operation: 'GetOrganization',
    needs: READ_SELF,
    run: (call) => {
      const id = call.param('id');
      return single(call, ORGANIZATION_TYPE, id === call.tenant.id ? call.tenant : resourceNotFound(id));
    },
  },
];
