import { namesOf } from '../aws/sign-in/instance-names.ts';
import type { AwsState } from '../aws/state.ts';
import { type Application, IDENTITY_CENTER_TEMPLATE, type Tenant, USER_ROLE } from '../entra/directory.ts';
import { newJobMemory, type SynchronizationJob } from '../graph/state.ts';
import { certificateBase64 } from '../platform/certificates.ts';
import { identityCenterRoles, newPrincipal } from './grow-apps.ts';
import { groupNamed, userNamed } from './grow-directory.ts';
import { type Growth, idFor, iso } from './growth.ts';
import { newSigningKey } from './signing-key.ts';

/** Entity id, assertion consumer service and portal of an Identity Center instance, under their real names. */
export function serviceProviderOf(aws: Parameters<typeof namesOf>[0]): ReturnType<typeof namesOf> {
  return namesOf(aws);
}

/** Sets up the enterprise application on one side and the identity provider on the other, and the provisioning job between them. */
export async function addIdentityCenterApp(
  growth: Growth,
  tenant: Tenant,
  aws: AwsState,
  name: string,
  assigned: { readonly groups: readonly string[]; readonly users: readonly string[] },
): Promise<SynchronizationJob> {
  const provider = serviceProviderOf(aws);
  const random = growth.random.branch(`${tenant.id}\u0000aws application`);
  const application: Application = {
    id: random.uuid(),
    appId: random.uuid(),
    displayName: name,
    signInAudience: 'AzureADMyOrg',
    identifierUris: [provider.entityId],
    web: { redirectUris: [provider.acs] },
    publicClient: { redirectUris: [] },
    spa: { redirectUris: [] },
    isFallbackPublicClient: false,
    appRoles: identityCenterRoles(),
    scopes: [],
    requiredResourceAccess: [],
    federatedIdentityCredentials: [],
    keyCredentials: [],
    passwordCredentials: [],
    applicationTemplateId: IDENTITY_CENTER_TEMPLATE,
    createdDateTime: iso(growth.now),
    secret: { passwords: new Map() },
  };
  tenant.applications.set(application.id, application);
  const principal = newPrincipal(growth, tenant, application.appId, name);
  const key = await newSigningKey(
    growth,
    `${tenant.id} aws application signing`,
    'CN=Microsoft Azure Federated SSO Certificate',
  );
  principal.applicationTemplateId = IDENTITY_CENTER_TEMPLATE;
  principal.appRoleAssignmentRequired = true;
  principal.servicePrincipalNames = [application.appId, provider.entityId];
  principal.appRoles = identityCenterRoles();
  principal.preferredSingleSignOnMode = 'saml';
  principal.preferredTokenSigningKeyThumbprint = key.thumbprint;
  principal.loginUrl = provider.portal;
  principal.replyUrls = [provider.acs];
  principal.tags = [
    'WindowsAzureActiveDirectoryIntegratedApp',
    'WindowsAzureActiveDirectoryGalleryApplicationPrimaryV1',
  ];
  principal.signingKeys = [key];
  // Entra guests sign in to AWS under the name they are provisioned with, which is the home one (facts/microsoft.md section 3).
  principal.nameId = { ...principal.nameId, source: 'user.userprincipalname' };
  tenant.servicePrincipals.set(principal.id, principal);
  const principals = [
    ...assigned.groups.map((group) => ['Group', group, groupNamed(tenant, group).id] as const),
    ...assigned.users.map((user) => ['User', user, userNamed(tenant, user).id] as const),
  ];
  for (const [principalType, known, principalId] of principals) {
    const id = idFor(growth, tenant.id, 'appRoleAssignment', principal.id, known);
    tenant.appRoleAssignments.set(id, {
      id,
      principalId,
      principalType,
      resourceId: principal.id,
      appRoleId: USER_ROLE,
      createdDateTime: iso(growth.now),
    });
  }
  aws.identityCenter.identityProvider = {
    entityId: `https://sts.windows.net/${tenant.id}/`,
    certificates: [certificateBase64(key.certificatePem)],
    signInUrl: `https://login.microsoftonline.com/${tenant.id}/saml2`,
  };
  const { scim } = aws.identityCenter;
  return {
    id: `aWSIAMIdentityCenter.${random.hex(32)}`,
    tenantId: tenant.id,
    servicePrincipalId: principal.id,
    templateId: 'aWSIAMIdentityCenter',
    state: 'Active',
    baseAddress: `https://scim.${aws.region}.amazonaws.com/${scim?.tenantId ?? ''}/scim/v2/`,
    ...(scim?.tokens[0] === undefined ? {} : { secretToken: scim.tokens[0].token }),
    memory: newJobMemory(),
  };
}
