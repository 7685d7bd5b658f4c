import {
  type Application,
  type AppRole,
  GRAPH_APP_ID,
  MSIAM_ACCESS_ROLE,
  type PermissionScope,
  type ServicePrincipal,
  type Tenant,
  TOKEN_EXCHANGE_APP_ID,
  TOKEN_EXCHANGE_AUDIENCE,
  USER_ROLE,
} from '../entra/directory.ts';
import { GRAPH_ROLES, GRAPH_SCOPES } from './graph-permissions.ts';
import { type Growth, idFor, iso, YEAR } from './growth.ts';
import type { Seed, SeedApp, SeedManagedIdentity } from './seed.ts';

type TenantOf = (domain: string) => Tenant;

/** App id of Microsoft Cognitive Services, the resource behind Azure OpenAI's tokens. */
const COGNITIVE_SERVICES = '7d312290-28c8-473c-a0ed-8e53749b6d6d';

/** Adds Microsoft's own APIs, the seed's applications, and consent between them. */
export function addApps(growth: Growth, seed: Seed, tenantOf: TenantOf): void {
  for (const wanted of seed.tenants) {
    const tenant = tenantOf(wanted.domain);
    addFirstParty(growth, tenant, {
      appId: GRAPH_APP_ID,
      name: 'Microsoft Graph',
      names: [
        'https://graph.microsoft.com',
        'https://graph.microsoft.com/',
        '00000003-0000-0000-c000-000000000000/graph.microsoft.com',
      ],
      scopes: GRAPH_SCOPES.map((value) => scopeNamed(growth, 'graph', value)),
      roles: GRAPH_ROLES.map((value) => roleNamed(growth, 'graph', value)),
    });
    addFirstParty(growth, tenant, {
      appId: COGNITIVE_SERVICES,
      name: 'Microsoft Cognitive Services',
      names: [
        'https://cognitiveservices.azure.com',
        'https://cognitiveservices.azure.com/',
        'https://ai.azure.com',
      ],
      scopes: [scopeNamed(growth, 'cognitive', 'user_impersonation')],
      roles: [],
    });
    addFirstParty(growth, tenant, {
      appId: TOKEN_EXCHANGE_APP_ID,
      name: 'AAD Token Exchange',
      names: [TOKEN_EXCHANGE_AUDIENCE],
      scopes: [],
      roles: [],
    });
  }
  for (const wanted of seed.tenants) {
    for (const app of wanted.apps ?? []) {
      const tenant = tenantOf(wanted.domain);
      const application = newApplication(growth, wanted.domain, app);
      tenant.applications.set(application.id, application);
      addPrincipal(growth, tenant, application);
      for (const domain of app.alsoIn ?? []) addPrincipal(growth, tenantOf(domain), application);
    }
    for (const identity of wanted.managedIdentities ?? [])
      addManagedIdentity(growth, tenantOf(wanted.domain), identity);
  }
  for (const wanted of seed.tenants) {
    for (const app of wanted.apps ?? []) {
      for (const domain of [wanted.domain, ...(app.alsoIn ?? [])]) consent(growth, tenantOf(domain), app);
    }
    for (const identity of wanted.managedIdentities ?? []) consent(growth, tenantOf(wanted.domain), identity);
  }
}

/** The gallery application for IAM Identity Center with the roles its template has (facts/microsoft.md section 1). */
export function identityCenterRoles(): AppRole[] {
  return [
    {
      id: USER_ROLE,
      displayName: 'User',
      description: 'User',
      isEnabled: true,
      allowedMemberTypes: ['User'],
    },
    {
      id: MSIAM_ACCESS_ROLE,
      displayName: 'msiam_access',
      description: 'msiam_access',
      isEnabled: true,
      allowedMemberTypes: ['User'],
    },
  ];
}

/** @param names what its tokens can be asked for by */
function addFirstParty(
  growth: Growth,
  tenant: Tenant,
  api: {
    appId: string;
    name: string;
    names: readonly string[];
    scopes: PermissionScope[];
    roles: AppRole[];
  },
): void {
  const principal = newPrincipal(growth, tenant, api.appId, api.name);
  principal.servicePrincipalNames = [api.appId, ...api.names];
  principal.scopes = api.scopes;
  principal.appRoles = api.roles;
  tenant.servicePrincipals.set(principal.id, principal);
}

/** A service principal with nothing set yet. */
export function newPrincipal(
  growth: Growth,
  tenant: Tenant,
  appId: string,
  displayName: string,
): ServicePrincipal {
  return {
    id: idFor(growth, tenant.id, 'servicePrincipal', appId),
    appId,
    displayName,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [appId],
    appRoles: [],
    scopes: [],
    replyUrls: [],
    tags: [],
    signingKeys: [],
    samlSigning: { option: 'assertion', hash: 'sha256' },
    nameId: {
      source: 'user.userprincipalname',
      format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    },
    claimsMappingPolicyIds: [],
    createdDateTime: iso(growth.now),
  };
}

function addPrincipal(growth: Growth, tenant: Tenant, application: Application): void {
  const principal = newPrincipal(growth, tenant, application.appId, application.displayName);
  principal.servicePrincipalNames = [application.appId, ...application.identifierUris];
  principal.appRoles = application.appRoles;
  principal.scopes = application.scopes;
  principal.replyUrls = [...application.web.redirectUris];
  tenant.servicePrincipals.set(principal.id, principal);
}

/** A service principal without application: Azure keeps its credentials. */
function addManagedIdentity(growth: Growth, tenant: Tenant, { name, kind }: SeedManagedIdentity): void {
  const appId = idFor(growth, tenant.id, 'managedIdentity', name);
  const principal = newPrincipal(growth, tenant, appId, name);
  const subscription = idFor(growth, tenant.id, 'subscription');
  const provider =
    kind === 'system'
      ? `Microsoft.Compute/virtualMachines/${name}`
      : `Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  principal.servicePrincipalType = 'ManagedIdentity';
  principal.alternativeNames = [
    `isExplicit=${kind === 'user' ? 'True' : 'False'}`,
    `/subscriptions/${subscription}/resourcegroups/lab/providers/${provider}`,
  ];
  tenant.servicePrincipals.set(principal.id, principal);
}

function newApplication(growth: Growth, domain: string, app: SeedApp): Application {
  const random = growth.random.branch(`${domain}\u0000app\u0000${app.name}`);
  const redirectUris = [...(app.redirectUris ?? [])];
  const keyId = random.uuid();
  // The shape of Entra's own secrets: 40 characters with a `~` in them.
  const secret = `${random.token(3)}8Q~${random.token(34)}`;
  const confidential = app.kind === 'confidential';
  return {
    id: random.uuid(),
    appId: random.uuid(),
    displayName: app.name,
    signInAudience: (app.alsoIn ?? []).length > 0 ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    identifierUris: app.identifierUri === undefined ? [] : [app.identifierUri],
    ...(app.tokenVersion === undefined ? {} : { requestedAccessTokenVersion: app.tokenVersion }),
    web: { redirectUris: confidential ? redirectUris : [] },
    publicClient: { redirectUris: app.kind === 'public' ? redirectUris : [] },
    spa: { redirectUris: [] },
    isFallbackPublicClient: app.kind === 'public',
    appRoles: (app.roles ?? []).map((value) => roleNamed(growth, app.name, value)),
    scopes: (app.scopes ?? []).map((value) => scopeNamed(growth, app.name, value)),
    requiredResourceAccess: [],
    federatedIdentityCredentials: [],
    keyCredentials: [],
    passwordCredentials: confidential
      ? [
          {
            keyId,
            displayName: 'Lab',
            hint: secret.slice(0, 3),
            startDateTime: iso(growth.now),
            endDateTime: iso(growth.now + 2 * YEAR),
          },
        ]
      : [],
    createdDateTime: iso(growth.now),
    secret: { passwords: new Map(confidential ? [[keyId, secret]] : []) },
  };
}

function roleNamed(growth: Growth, api: string, value: string): AppRole {
  return {
    id: idFor(growth, 'role', api, value),
    value,
    displayName: value,
    description: value,
    isEnabled: true,
    allowedMemberTypes: ['Application'],
  };
}

function scopeNamed(growth: Growth, api: string, value: string): PermissionScope {
  return {
    id: idFor(growth, 'scope', api, value),
    value,
    type: /\.All$/.test(value) ? 'Admin' : 'User',
    isEnabled: true,
    adminConsentDisplayName: value,
  };
}

function consent(growth: Growth, tenant: Tenant, app: Pick<SeedApp, 'name' | 'consented'>): void {
  const client = principalNamed(tenant, app.name);
  const scopes = new Map<string, string[]>();
  for (const given of app.consented ?? []) {
    const [api = '', value = ''] = given.replace(/^\+/, '').split('/');
    const resource = principalNamed(tenant, api === 'Graph' ? 'Microsoft Graph' : api);
    if (!given.startsWith('+')) {
      scopes.set(resource.id, [...(scopes.get(resource.id) ?? []), value]);
      continue;
    }
    const role = resource.appRoles.find((candidate) => candidate.value === value);
    if (role === undefined) throw new RangeError(`the seed has no role ${given}`);
    const id = idFor(growth, tenant.id, 'appRoleAssignment', client.id, role.id);
    tenant.appRoleAssignments.set(id, {
      id,
      principalId: client.id,
      principalType: 'ServicePrincipal',
      resourceId: resource.id,
      appRoleId: role.id,
      createdDateTime: iso(growth.now),
    });
  }
  for (const [resourceId, values] of scopes) {
    const id = idFor(growth, tenant.id, 'grant', client.id, resourceId);
    tenant.permissionGrants.set(id, {
      id,
      clientId: client.id,
      resourceId,
      consentType: 'AllPrincipals',
      scope: values.join(' '),
    });
  }
}

function principalNamed(tenant: Tenant, name: string): ServicePrincipal {
  for (const principal of tenant.servicePrincipals.values()) {
    if (principal.displayName === name) return principal;
  }
  throw new RangeError(`the seed has no application ${name}`);
}
