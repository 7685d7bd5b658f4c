import type { ServicePrincipal, Tenant } from '../../entra/directory.ts';
import { newPrincipal } from '../../seed/grow-apps.ts';
import { forgetPrincipal } from '../directory/forget-principal.ts';
import { memberOf } from '../directory/users.ts';
import { assign, oneOf, readFields, required } from '../fields.ts';
import { badRequest, GraphError } from '../graph-error.ts';
import { collection, counted, single } from '../odata/query.ts';
import { READ_APPS, WRITE_APPS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';
import { applicationOfApp, isVisible, servicePrincipalOf, servicePrincipalOfApp } from '../visible.ts';
import { changedRoles } from './app-roles.ts';
import { copies, keepInStep } from './in-step.ts';
import { SERVICE_PRINCIPAL_TYPE } from './service-principal-type.ts';

const WRITABLE = {
  accountEnabled: 'boolean',
  appRoleAssignmentRequired: 'boolean',
  appRoles: 'objects',
  displayName: 'string',
  loginUrl: 'string',
  preferredSingleSignOnMode: 'string',
  preferredTokenSigningKeyThumbprint: 'string',
  samlSingleSignOnSettings: 'object',
  servicePrincipalNames: 'strings',
  tags: 'strings',
} as const;

const { read, write } = routesNeeding(READ_APPS, WRITE_APPS);

/** Service principals: the applications as a tenant has them. */
export const servicePrincipalRoutes: readonly GraphRoute[] = [
  read('/servicePrincipals', 'ListServicePrincipals', (call) =>
    collection(call, SERVICE_PRINCIPAL_TYPE, visible(call)),
  ),
  read('/servicePrincipals/$count', 'CountServicePrincipals', (call) =>
    counted(call, SERVICE_PRINCIPAL_TYPE, visible(call)),
  ),
  write('POST', '/servicePrincipals', 'CreateServicePrincipal', createPrincipal),
  read('/servicePrincipals/:id', 'GetServicePrincipal', (call) =>
    single(call, SERVICE_PRINCIPAL_TYPE, servicePrincipalOf(call)),
  ),
  write('PATCH', '/servicePrincipals/:id', 'UpdateServicePrincipal', updatePrincipal),
  write('DELETE', '/servicePrincipals/:id', 'DeleteServicePrincipal', (call) => {
    dropPrincipal(call, servicePrincipalOf(call));
    return NO_CONTENT;
  }),
  read('/servicePrincipals/:id/memberOf', 'ListServicePrincipalMemberOf', (call) =>
    memberOf(call, servicePrincipalOf(call).id),
  ),
];

function visible(call: GraphCall): readonly ServicePrincipal[] {
  return [...call.tenant.servicePrincipals.values()].filter(({ id }) => isVisible(call.ground, id));
}

async function createPrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant } = call;
  const { appId } = await call.body();
  const wanted = required(typeof appId === 'string' ? appId.toLowerCase() : undefined, 'appId');
  if (servicePrincipalOfApp(tenant, wanted) !== undefined)
    throw new GraphError(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${wanted} is already in use.`,
    );
  const application = anyApplication(call, wanted);
  const growth = { random: ground.random, now: ground.clock.now() };
  const principal = {
    ...newPrincipal(growth, tenant, wanted, application.displayName),
    id: ground.random.uuid(),
  };
  tenant.servicePrincipals.set(principal.id, principal);
  keepInStep(ground.state.directory, application);
  return single(call, SERVICE_PRINCIPAL_TYPE, principal, 201);
}

/** An application of this tenant, or one of another that is for many tenants. */
function anyApplication(call: GraphCall, appId: string) {
  const own = applicationOfApp(call.tenant, appId);
  if (own !== undefined) return own;
  for (const other of call.ground.state.directory.tenants.values()) {
    const application = applicationOfApp(other, appId);
    if (application !== undefined && application.signInAudience !== 'AzureADMyOrg') return application;
  }
  return badRequest(
    `The appId '${appId.slice(0, 64)}' of the service principal does not reference a valid application object.`,
  );
}

async function updatePrincipal(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant } = call;
  const principal = servicePrincipalOf(call);
  const fields = readFields(await call.body(), WRITABLE, ['id', 'appId']);
  const mode = fields.preferredSingleSignOnMode;
  const ssoMode =
    typeof mode === 'string'
      ? oneOf(mode, ['saml', 'oidc', 'notSupported'], 'preferredSingleSignOnMode')
      : mode;
  const thumbprint = fields.preferredTokenSigningKeyThumbprint;
  if (typeof thumbprint === 'string' && !hasKey(principal, thumbprint))
    badRequest(
      "Invalid value specified for property 'preferredTokenSigningKeyThumbprint': no key credential of the service principal has it.",
    );
  if (typeof fields.loginUrl === 'string' && fields.loginUrl !== '' && !URL.canParse(fields.loginUrl))
    badRequest("Invalid value specified for property 'loginUrl' of resource 'ServicePrincipal'.");
  if (fields.appRoles !== undefined) {
    const roles = changedRoles(principal.appRoles, fields.appRoles ?? []);
    const application = applicationOfApp(tenant, principal.appId);
    principal.appRoles = roles;
    if (application !== undefined) {
      application.appRoles = copies(roles);
      keepInStep(ground.state.directory, application);
    }
  }
  if (fields.displayName !== undefined) principal.displayName = required(fields.displayName, 'displayName');
  principal.accountEnabled = fields.accountEnabled ?? principal.accountEnabled;
  principal.appRoleAssignmentRequired =
    fields.appRoleAssignmentRequired ?? principal.appRoleAssignmentRequired;
  if (fields.servicePrincipalNames)
    principal.servicePrincipalNames = [...new Set([principal.appId, ...fields.servicePrincipalNames])];
  if (fields.tags !== undefined) principal.tags = [...new Set(fields.tags ?? [])];
  assign(principal, 'loginUrl', fields.loginUrl === '' ? null : fields.loginUrl);
  assign(principal, 'preferredSingleSignOnMode', ssoMode);
  assign(principal, 'preferredTokenSigningKeyThumbprint', thumbprint?.toUpperCase() ?? thumbprint);
  const saml = fields.samlSingleSignOnSettings;
  assign(
    principal,
    'samlSingleSignOnSettings',
    saml ? (typeof saml.relayState === 'string' ? { relayState: saml.relayState } : {}) : saml,
  );
  return NO_CONTENT;
}

function hasKey(principal: ServicePrincipal, thumbprint: string): boolean {
  return principal.signingKeys.some((key) => key.thumbprint === thumbprint.toUpperCase());
}

/** Deletes a service principal with its assignments, consents and provisioning job. */
export function dropPrincipal(call: GraphCall, principal: ServicePrincipal): void {
  const { tenant, ground }: { tenant: Tenant; ground: GraphCall['ground'] } = call;
  tenant.servicePrincipals.delete(principal.id);
  forgetPrincipal(tenant, principal.id);
  const { jobs } = ground.state.synchronization;
  for (const job of [...jobs.values()]) if (job.servicePrincipalId === principal.id) jobs.delete(job.id);
}
