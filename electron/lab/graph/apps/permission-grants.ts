import type { PermissionGrant, ServicePrincipal } from '../../entra/directory.ts';
import { assign, oneOf, readFields, required } from '../fields.ts';
import { badRequest, GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_GRANTS, WRITE_GRANTS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';
import { servicePrincipalOf } from '../visible.ts';

const GRANT_TYPE: ResourceType<PermissionGrant> = {
  name: 'oAuth2PermissionGrant',
  set: 'oauth2PermissionGrants',
  show: (grant) => ({
    id: grant.id,
    clientId: grant.clientId,
    consentType: grant.consentType,
    principalId: grant.principalId ?? null,
    resourceId: grant.resourceId,
    scope: grant.scope,
  }),
};

const WRITABLE = {
  clientId: 'string',
  consentType: 'string',
  principalId: 'string',
  resourceId: 'string',
  scope: 'string',
  startTime: 'string',
  expiryTime: 'string',
} as const;

const { read, write } = routesNeeding(READ_GRANTS, WRITE_GRANTS);

/** Consent to delegated permissions. */
export const grantRoutes: readonly GraphRoute[] = [
  read('/oauth2PermissionGrants', 'ListPermissionGrants', (call) =>
    collection(call, GRANT_TYPE, call.tenant.permissionGrants.values()),
  ),
  read('/oauth2PermissionGrants/:id', 'GetPermissionGrant', (call) =>
    single(call, GRANT_TYPE, grantOf(call)),
  ),
  read('/servicePrincipals/:id/oauth2PermissionGrants', 'ListGrantsOfServicePrincipal', (call) => {
    const { id } = servicePrincipalOf(call);
    const own = [...call.tenant.permissionGrants.values()].filter(({ clientId }) => clientId === id);
    return collection(call, GRANT_TYPE, own);
  }),
  write('POST', '/oauth2PermissionGrants', 'CreatePermissionGrant', createGrant),
  write('PATCH', '/oauth2PermissionGrants/:id', 'UpdatePermissionGrant', async (call) => {
    const grant = grantOf(call);
    const { scope } = readFields(await call.body(), { scope: 'string' }, ['id']);
    grant.scope = scopeOf(call, grant.resourceId, required(scope, 'scope'));
    return NO_CONTENT;
  }),
  write('DELETE', '/oauth2PermissionGrants/:id', 'DeletePermissionGrant', (call) => {
    call.tenant.permissionGrants.delete(grantOf(call).id);
    return NO_CONTENT;
  }),
];

function grantOf(call: GraphCall): PermissionGrant {
  const id = call.param('id');
  return call.tenant.permissionGrants.get(id) ?? resourceNotFound(id);
}

function principalWith(call: GraphCall, id: string): ServicePrincipal {
  return call.tenant.servicePrincipals.get(id) ?? resourceNotFound(id);
}

/** @throws GraphError 400 where the API has no such permission */
function scopeOf(call: GraphCall, resourceId: string, scope: string): string {
  const { scopes } = principalWith(call, resourceId);
  const names = scope.trim().split(/\s+/);
  const unknown = names.find((name) => !scopes.some(({ value }) => value === name));
  if (unknown !== undefined)
    badRequest(`The permission '${unknown.slice(0, 100)}' is not one of the resource application.`);
  return [...new Set(names)].join(' ');
}

async function createGrant(call: GraphCall): Promise<GraphAnswer> {
  const { tenant, ground } = call;
  const fields = readFields(await call.body(), WRITABLE, ['id']);
  const consentType = oneOf(
    required(fields.consentType, 'consentType'),
    ['AllPrincipals', 'Principal'],
    'consentType',
  );
  const clientId = principalWith(call, required(fields.clientId, 'clientId')).id;
  const resourceId = principalWith(call, required(fields.resourceId, 'resourceId')).id;
  const principalId = consentType === 'Principal' ? required(fields.principalId, 'principalId') : undefined;
  if (principalId !== undefined && !tenant.users.has(principalId)) resourceNotFound(principalId);
  for (const known of tenant.permissionGrants.values())
    if (known.clientId === clientId && known.resourceId === resourceId && known.principalId === principalId)
      throw new GraphError(
        409,
        'Request_MultipleObjectsWithSameKeyValue',
        'Permission entry already exists.',
      );
  const grant: PermissionGrant = {
    id: Buffer.from(ground.random.bytes(32)).toString('base64url'),
    clientId,
    resourceId,
    consentType,
    scope: scopeOf(call, resourceId, required(fields.scope, 'scope')),
  };
  assign(grant, 'principalId', principalId);
  tenant.permissionGrants.set(grant.id, grant);
  return single(call, GRANT_TYPE, grant, 201);
}
