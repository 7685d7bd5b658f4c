import { X509Certificate } from 'node:crypto';
import { firstPartyClient, MICROSOFT_TENANT } from '../../entra/clients/first-party.ts';
import type { ServicePrincipal, SigningKey } from '../../entra/directory.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { shownRole, shownScope } from './application-type.ts';
import { ASSIGNMENT_TYPE } from './assignment-type.ts';

/** Graph: servicePrincipal. */
export const SERVICE_PRINCIPAL_TYPE: ResourceType<ServicePrincipal> = {
  name: 'servicePrincipal',
  set: 'servicePrincipals',
  show: (principal, tenant) => ({
    id: principal.id,
    accountEnabled: principal.accountEnabled,
    alternativeNames: principal.alternativeNames ?? [],
    appDisplayName: principal.displayName,
    appId: principal.appId,
    applicationTemplateId: principal.applicationTemplateId ?? null,
    appOwnerOrganizationId: firstPartyClient(principal.appId) === undefined ? tenant.id : MICROSOFT_TENANT,
    appRoleAssignmentRequired: principal.appRoleAssignmentRequired,
    createdDateTime: principal.createdDateTime,
    displayName: principal.displayName,
    homepage: null,
    loginUrl: principal.loginUrl ?? null,
    logoutUrl: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: principal.preferredSingleSignOnMode ?? null,
    preferredTokenSigningKeyThumbprint: principal.preferredTokenSigningKeyThumbprint ?? null,
    replyUrls: principal.replyUrls,
    servicePrincipalNames: principal.servicePrincipalNames,
    servicePrincipalType: principal.servicePrincipalType,
    tags: principal.tags,
    samlSingleSignOnSettings: principal.samlSingleSignOnSettings ?? null,
    appRoles: principal.appRoles.map(shownRole),
    oauth2PermissionScopes: principal.scopes.map(shownScope),
    keyCredentials: principal.signingKeys.flatMap((key) => shownKeys(key, null)),
    passwordCredentials: [],
  }),
  // The certificate itself is only told to who asks for these credentials by name.
  onDemand: {
    keyCredentials: (principal) => principal.signingKeys.flatMap((key) => shownKeys(key, certificateOf(key))),
  },
  expands: {
    appRoleAssignedTo: (principal, tenant) =>
      [...tenant.appRoleAssignments.values()]
        .filter(({ resourceId }) => resourceId === principal.id)
        .map((assignment) => ASSIGNMENT_TYPE.show(assignment, tenant)),
    appRoleAssignments: (principal, tenant) =>
      [...tenant.appRoleAssignments.values()]
        .filter(({ principalId }) => principalId === principal.id)
        .map((assignment) => ASSIGNMENT_TYPE.show(assignment, tenant)),
    claimsMappingPolicies: (principal, tenant) =>
      principal.claimsMappingPolicyIds.flatMap((id) => tenant.claimsMappingPolicies.get(id) ?? []),
  },
};

/** A certificate for SAML is two credentials: one signs, the other tells. */
function shownKeys(key: SigningKey, certificate: string | null): readonly Record<string, unknown>[] {
  return (['Verify', 'Sign'] as const).map((usage) => ({
    customKeyIdentifier: customKeyIdentifier(key),
    displayName: key.displayName,
    startDateTime: key.startDateTime,
    endDateTime: key.endDateTime,
    key: usage === 'Verify' ? certificate : null,
    keyId: key.keyId,
    type: usage === 'Verify' ? 'AsymmetricX509Cert' : 'X509CertAndPassword',
    usage,
  }));
}

/** Base64 of the certificate's DER. */
export function certificateOf(key: SigningKey): string {
  return new X509Certificate(key.certificatePem).raw.toString('base64');
}

/** Base64 of the thumbprint's bytes. */
export function customKeyIdentifier(key: SigningKey): string {
  return Buffer.from(key.thumbprint, 'hex').toString('base64');
}
