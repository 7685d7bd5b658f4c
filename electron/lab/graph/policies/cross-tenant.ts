import type { CrossTenantPartner } from '../../entra/directory.ts';
import { type Fields, isGuid, isObject, readFields, required } from '../fields.ts';
import { badRequest, GraphError, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_CROSS_TENANT, WRITE_CROSS_TENANT } from '../permissions.ts';
import { type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';

const PARTNER_TYPE: ResourceType<CrossTenantPartner> = {
  name: 'crossTenantAccessPolicyConfigurationPartner',
  set: 'policies/crossTenantAccessPolicy/partners',
  show: (partner) => ({
    tenantId: partner.tenantId,
    isServiceProvider: null,
    inboundTrust: partner.inboundTrust,
    b2bCollaborationInbound: partner.b2bInbound ? null : access('blocked'),
    b2bCollaborationOutbound: null,
    b2bDirectConnectInbound: null,
    b2bDirectConnectOutbound: null,
    tenantRestrictions: null,
  }),
};

function access(accessType: 'allowed' | 'blocked'): Record<string, unknown> {
  const target = (kind: string, targetType: string) => ({
    accessType,
    targets: [{ target: kind, targetType }],
  });
  return {
    usersAndGroups: target('AllUsers', 'user'),
    applications: target('AllApplications', 'application'),
  };
}

const WRITABLE = {
  b2bCollaborationInbound: 'object',
  inboundTrust: 'object',
  isServiceProvider: 'boolean',
  tenantId: 'string',
} as const;

const PATH = '/policies/crossTenantAccessPolicy';
const TRUSTS = ['isMfaAccepted', 'isCompliantDeviceAccepted', 'isHybridAzureADJoinedDeviceAccepted'] as const;

const { read, write } = routesNeeding(READ_CROSS_TENANT, WRITE_CROSS_TENANT);

/** Which tenants' guests may come, and whether their MFA counts here (facts/microsoft.md section 3). */
export const crossTenantRoutes: readonly GraphRoute[] = [
  read(PATH, 'GetCrossTenantAccessPolicy', () => ({
    status: 200,
    body: { displayName: 'CrossTenantAccessPolicy', allowedCloudEndpoints: [] },
  })),
  read(`${PATH}/default`, 'GetCrossTenantAccessDefault', () => ({
    status: 200,
    body: {
      isServiceDefault: true,
      inboundTrust: Object.fromEntries(TRUSTS.map((name) => [name, false])),
      b2bCollaborationInbound: access('allowed'),
      b2bCollaborationOutbound: access('allowed'),
    },
  })),
  read(`${PATH}/partners`, 'ListCrossTenantPartners', (call) =>
    collection(call, PARTNER_TYPE, call.tenant.crossTenantPartners.values()),
  ),
  read(`${PATH}/partners/:partner`, 'GetCrossTenantPartner', (call) =>
    single(call, PARTNER_TYPE, partnerOf(call)),
  ),
  write('POST', `${PATH}/partners`, 'CreateCrossTenantPartner', async (call) => {
    const fields = readFields(await call.body(), WRITABLE);
    const tenantId = required(fields.tenantId, 'tenantId').toLowerCase();
    if (!isGuid(tenantId) || tenantId === call.tenant.id)
      badRequest("Invalid value specified for property 'tenantId'.");
    if (call.tenant.crossTenantPartners.has(tenantId))
      throw new GraphError(
        409,
        'Request_MultipleObjectsWithSameKeyValue',
        'The partner configuration already exists.',
      );
    const partner: CrossTenantPartner = {
      tenantId,
      inboundTrust: {
        isMfaAccepted: false,
        isCompliantDeviceAccepted: false,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
      b2bInbound: true,
    };
    change(partner, fields);
    call.tenant.crossTenantPartners.set(tenantId, partner);
    return single(call, PARTNER_TYPE, partner, 201);
  }),
  write('PATCH', `${PATH}/partners/:partner`, 'UpdateCrossTenantPartner', async (call) => {
    change(partnerOf(call), readFields(await call.body(), WRITABLE, ['tenantId']));
    return NO_CONTENT;
  }),
  write('DELETE', `${PATH}/partners/:partner`, 'DeleteCrossTenantPartner', (call) => {
    call.tenant.crossTenantPartners.delete(partnerOf(call).tenantId);
    return NO_CONTENT;
  }),
];

function partnerOf(call: GraphCall): CrossTenantPartner {
  const id = call.param('partner').toLowerCase();
  return call.tenant.crossTenantPartners.get(id) ?? resourceNotFound(id);
}

function change(partner: CrossTenantPartner, fields: Fields<typeof WRITABLE>): void {
  const trust = { ...partner.inboundTrust };
  for (const [name, value] of Object.entries(fields.inboundTrust ?? {})) {
    const known = TRUSTS.find((one) => one === name);
    if (known === undefined || typeof value !== 'boolean')
      badRequest(`Invalid value specified for property 'inboundTrust/${name.slice(0, 50)}'.`);
    trust[known] = value;
  }
  const inbound = fields.b2bCollaborationInbound;
  if (inbound !== undefined) partner.b2bInbound = inbound === null || !isBlocked(inbound);
  if (fields.inboundTrust !== undefined) partner.inboundTrust = trust;
}

function isBlocked(inbound: Readonly<Record<string, unknown>>): boolean {
  const { usersAndGroups } = inbound;
  const accessType = isObject(usersAndGroups) ? usersAndGroups.accessType : 'allowed';
  if (accessType !== 'allowed' && accessType !== 'blocked')
    badRequest("Invalid value specified for property 'accessType'.");
  const targets = isObject(usersAndGroups) ? usersAndGroups.targets : [];
  const everybody =
    !Array.isArray(targets) ||
    targets.length === 0 ||
    targets.some((one) => isObject(one) && one.target === 'AllUsers');
  if (!everybody) badRequest('The Lab lets guests of a tenant in or not; it does not obey single targets.');
  return accessType === 'blocked';
}
