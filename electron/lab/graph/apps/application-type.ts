import { createHash, X509Certificate } from 'node:crypto';
import type { Application, AppRole, PermissionScope } from '../../entra/directory.ts';
import type { ResourceType } from '../odata/resource-type.ts';

/** Graph: application. */
export const APPLICATION_TYPE: ResourceType<Application> = {
  name: 'application',
  set: 'applications',
  show: (application) => ({
    id: application.id,
    appId: application.appId,
    applicationTemplateId: application.applicationTemplateId ?? null,
    createdDateTime: application.createdDateTime,
    displayName: application.displayName,
    groupMembershipClaims: application.groupMembershipClaims ?? null,
    identifierUris: application.identifierUris,
    isFallbackPublicClient: application.isFallbackPublicClient,
    optionalClaims: application.optionalClaims ?? null,
    requestSignatureVerification: application.requestSignatureVerification ?? null,
    signInAudience: application.signInAudience,
    tags: [],
    api: {
      acceptMappedClaims: application.acceptMappedClaims ?? null,
      requestedAccessTokenVersion: application.requestedAccessTokenVersion ?? null,
      oauth2PermissionScopes: application.scopes.map(shownScope),
    },
    appRoles: application.appRoles.map(shownRole),
    requiredResourceAccess: application.requiredResourceAccess,
    keyCredentials: application.keyCredentials.map((credential) => ({
      customKeyIdentifier: createHash('sha1')
        .update(new X509Certificate(credential.certificatePem).raw)
        .digest('hex')
        .toUpperCase(),
      displayName: credential.displayName,
      startDateTime: credential.startDateTime,
      endDateTime: credential.endDateTime,
      key: null,
      keyId: credential.keyId,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    })),
    passwordCredentials: application.passwordCredentials.map((credential) => ({
      customKeyIdentifier: null,
      displayName: credential.displayName,
      startDateTime: credential.startDateTime,
      endDateTime: credential.endDateTime,
      hint: credential.hint,
      keyId: credential.keyId,
      secretText: null,
    })),
    publicClient: application.publicClient,
    spa: application.spa,
    web: {
      homePageUrl: null,
      logoutUrl: application.web.logoutUrl ?? null,
      redirectUris: application.web.redirectUris,
      implicitGrantSettings: {
        enableAccessTokenIssuance: application.web.implicitGrantSettings?.enableAccessTokenIssuance ?? false,
        enableIdTokenIssuance: application.web.implicitGrantSettings?.enableIdTokenIssuance ?? false,
      },
    },
  }),
};

export function shownRole(role: AppRole): Record<string, unknown> {
  return { ...role, value: role.value ?? null, origin: 'Application' };
}

export function shownScope(scope: PermissionScope): Record<string, unknown> {
  return {
    id: scope.id,
    value: scope.value,
    type: scope.type,
    isEnabled: scope.isEnabled,
    adminConsentDisplayName: scope.adminConsentDisplayName,
    adminConsentDescription: scope.adminConsentDisplayName,
    userConsentDisplayName: scope.adminConsentDisplayName,
    userConsentDescription: scope.adminConsentDisplayName,
  };
}
