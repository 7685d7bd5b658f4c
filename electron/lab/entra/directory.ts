import type { StoredRsaKey } from '../platform/rsa-key.ts';

/**
 * A tenant of Entra ID as Graph shows it. Objects have Graph v1.0's own member names; what Graph never tells (passwords,
 * private keys) stands beside them under `secret`.
 */
export interface Tenant {
  readonly id: string;
  displayName: string;
  /** `jogcloud.onmicrosoft.com` */
  readonly initialDomain: string;
  readonly domains: Map<string, Domain>;
  /** The first one signs; all of them verify. */
  signingKeys: SigningKey[];
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly applications: Map<string, Application>;
  readonly servicePrincipals: Map<string, ServicePrincipal>;
  readonly appRoleAssignments: Map<string, AppRoleAssignment>;
  readonly permissionGrants: Map<string, PermissionGrant>;
  readonly conditionalAccessPolicies: Map<string, ConditionalAccessPolicy>;
  /** By the other tenant's id: policies/crossTenantAccessPolicy/partners. */
  readonly crossTenantPartners: Map<string, CrossTenantPartner>;
  readonly claimsMappingPolicies: Map<string, ClaimsMappingPolicy>;
}

/** A key with its self-signed certificate; for OIDC a tenant's, for SAML a service principal's. */
export interface SigningKey {
  /** GUID (SAML) or base64url (OIDC `kid`). */
  readonly keyId: string;
  readonly key: StoredRsaKey;
  readonly certificatePem: string;
  /** SHA-1 of the certificate, upper-case hexadecimal: Graph's `thumbprint`. */
  readonly thumbprint: string;
  readonly displayName: string;
  /** ISO 8601 */
  readonly startDateTime: string;
  readonly endDateTime: string;
}

export interface Domain {
  readonly id: string;
  authenticationType: 'Managed' | 'Federated';
  isDefault: boolean;
  isInitial: boolean;
  federation?: DomainFederation;
}

/** Graph: internalDomainFederation. */
export interface DomainFederation {
  readonly id: string;
  displayName: string;
  /** `http://sts.jogcloud.com/adfs/services/trust` */
  issuerUri: string;
  /** `https://sts.jogcloud.com/adfs/ls/` */
  passiveSignInUri: string;
  activeSignInUri?: string;
  metadataExchangeUri?: string;
  /** Base64 of the token-signing certificate that is trusted. */
  signingCertificate: string;
  nextSigningCertificate?: string;
  preferredAuthenticationProtocol: 'wsFed';
  federatedIdpMfaBehavior?:
    | 'acceptIfMfaDoneByFederatedIdp'
    | 'enforceMfaByFederatedIdp'
    | 'rejectMfaByFederatedIdp';
}

export interface User {
  readonly id: string;
  userPrincipalName: string;
  displayName: string;
  givenName?: string;
  surname?: string;
  mail?: string;
  mailNickname: string;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  jobTitle?: string;
  department?: string;
  employeeId?: string;
  companyName?: string;
  preferredLanguage?: string;
  usageLocation?: string;
  mobilePhone?: string;
  businessPhones: string[];
  otherMails: string[];
  streetAddress?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  manager?: string;
  onPremisesSyncEnabled?: boolean;
  onPremisesImmutableId?: string;
  onPremisesUserPrincipalName?: string;
  creationType?: 'Invitation';
  externalUserState?: 'PendingAcceptance' | 'Accepted';
  readonly createdDateTime: string;
  /** Sessions and refresh tokens from before that moment are revoked. */
  signInSessionsValidFromDateTime?: string;
  /** Template ids of the directory roles they hold: `wids`. */
  directoryRoles?: string[];
  /** Any further attribute that Graph was given. */
  extra?: Record<string, unknown>;
  /** For a guest: where the account really lives. */
  home?: { readonly tenantId: string; readonly userId: string };
  secret: {
    /** Absent for those who sign in at a federated or home identity provider. */
    password?: string;
    /** Base32 secret of the one-time codes (RFC 6238); absent where no MFA method is registered. */
    totp?: string;
  };
}

export interface Group {
  readonly id: string;
  displayName: string;
  description?: string;
  mailNickname: string;
  mailEnabled: boolean;
  securityEnabled: boolean;
  onPremisesSyncEnabled?: boolean;
  readonly createdDateTime: string;
  /** Ids of users, groups and service principals. */
  readonly members: Set<string>;
  readonly owners: Set<string>;
}

export interface AppRole {
  readonly id: string;
  value?: string;
  displayName: string;
  description: string;
  isEnabled: boolean;
  allowedMemberTypes: string[];
}

/** A delegated permission that an API offers. */
export interface PermissionScope {
  readonly id: string;
  value: string;
  type: 'User' | 'Admin';
  isEnabled: boolean;
  adminConsentDisplayName: string;
}

export interface Application {
  readonly id: string;
  readonly appId: string;
  displayName: string;
  signInAudience: 'AzureADMyOrg' | 'AzureADMultipleOrgs' | 'AzureADandPersonalMicrosoftAccount';
  identifierUris: string[];
  /** 2 asks for v2 access tokens for this API. */
  requestedAccessTokenVersion?: 1 | 2;
  web: {
    redirectUris: string[];
    logoutUrl?: string;
    implicitGrantSettings?: { enableIdTokenIssuance?: boolean; enableAccessTokenIssuance?: boolean };
  };
  /** `http://localhost` and the like: clients that cannot keep a secret. */
  publicClient: { redirectUris: string[] };
  spa: { redirectUris: string[] };
  isFallbackPublicClient: boolean;
  appRoles: AppRole[];
  scopes: PermissionScope[];
  requiredResourceAccess: {
    resourceAppId: string;
    resourceAccess: { id: string; type: 'Scope' | 'Role' }[];
  }[];
  federatedIdentityCredentials: {
    id: string;
    name: string;
    issuer: string;
    subject: string;
    audiences: string[];
  }[];
  /** Certificates the application signs its assertions with. */
  keyCredentials: {
    keyId: string;
    displayName: string;
    certificatePem: string;
    startDateTime: string;
    endDateTime: string;
  }[];
  /** What Graph tells of passwords; the secret text itself is under `secret`. */
  passwordCredentials: {
    keyId: string;
    displayName: string;
    hint: string;
    startDateTime: string;
    endDateTime: string;
  }[];
  acceptMappedClaims?: boolean;
  /** Whether SAML requests have to be signed, with one of `keyCredentials`. */
  requestSignatureVerification?: { isSignedRequestRequired: boolean; allowedWeakAlgorithms?: 'rsaSha1' };
  /** `SecurityGroup` or `All` puts groups into tokens. */
  groupMembershipClaims?: string;
  optionalClaims?: { idToken?: { name: string }[]; accessToken?: { name: string }[] };
  applicationTemplateId?: string;
  readonly createdDateTime: string;
  secret: { readonly passwords: Map<string, string> };
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  displayName: string;
  /** Enterprise application made from a gallery template. */
  applicationTemplateId?: string;
  accountEnabled: boolean;
  appRoleAssignmentRequired: boolean;
  servicePrincipalType: 'Application' | 'ManagedIdentity';
  servicePrincipalNames: string[];
  /** Of a managed identity: whether it stands for itself, and its resource id in Azure. */
  alternativeNames?: string[];
  appRoles: AppRole[];
  scopes: PermissionScope[];
  preferredSingleSignOnMode?: 'saml' | 'oidc' | 'notSupported';
  preferredTokenSigningKeyThumbprint?: string;
  loginUrl?: string;
  replyUrls: string[];
  tags: string[];
  /** Certificates for SAML; the preferred one signs. */
  signingKeys: SigningKey[];
  samlSingleSignOnSettings?: { relayState?: string };
  /** `assertion` (default), `response` or `both`; SHA-1 or SHA-256. */
  samlSigning: { option: 'assertion' | 'response' | 'both'; hash: 'sha256' | 'sha1' };
  /** Where NameID comes from (`user.userprincipalname`, `user.mail`, `user.localuserprincipalname`) and its Format. */
  nameId: { source: string; format: string };
  claimsMappingPolicyIds: string[];
  readonly createdDateTime: string;
}

export interface AppRoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly principalType: 'User' | 'Group' | 'ServicePrincipal';
  /** The service principal of the application. */
  readonly resourceId: string;
  /** All zeros for the default access. */
  readonly appRoleId: string;
  readonly createdDateTime: string;
}

/** Graph: oauth2PermissionGrant, a consent. */
export interface PermissionGrant {
  readonly id: string;
  /** Service principal of the client. */
  readonly clientId: string;
  readonly resourceId: string;
  consentType: 'AllPrincipals' | 'Principal';
  principalId?: string;
  /** Space-separated. */
  scope: string;
}

/** Graph: conditionalAccessPolicy, as far as the Lab obeys it. */
export interface ConditionalAccessPolicy {
  readonly id: string;
  displayName: string;
  state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  conditions: {
    users: {
      includeUsers: string[];
      excludeUsers: string[];
      includeGroups: string[];
      excludeGroups: string[];
    };
    applications: { includeApplications: string[]; excludeApplications: string[] };
  };
  grantControls: { operator: 'AND' | 'OR'; builtInControls: ('mfa' | 'block' | 'compliantDevice')[] };
  readonly createdDateTime: string;
}

export interface CrossTenantPartner {
  readonly tenantId: string;
  inboundTrust: {
    isMfaAccepted: boolean;
    isCompliantDeviceAccepted: boolean;
    isHybridAzureADJoinedDeviceAccepted: boolean;
  };
  /** Guests of that tenant may come in. */
  b2bInbound: boolean;
}

export interface ClaimsMappingPolicy {
  readonly id: string;
  displayName: string;
  definition: string[];
  isOrganizationDefault: boolean;
}

/** All tenants by id. */
export interface DirectoryState {
  readonly tenants: Map<string, Tenant>;
}

/** Well-known ids (facts/microsoft.md section 1). */
export const IDENTITY_CENTER_TEMPLATE = '21ed01d2-ec13-4e9e-86c1-cd546719ebc4';
export const AWS_SINGLE_ACCOUNT_TEMPLATE = '8b1025e4-1dd2-430b-a150-2ef79cd700f5';
export const NON_GALLERY_TEMPLATE = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
export const USER_ROLE = '8774f594-1d59-4279-b9d9-59ef09a23530';
export const MSIAM_ACCESS_ROLE = 'e7f1a7f3-9eda-48e0-9963-bd67bf531afd';
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
/** The API whose tokens stand for a managed identity in a federated identity credential. */
export const TOKEN_EXCHANGE_APP_ID = 'fb60f99c-7a34-4190-8149-302f77469936';
export const TOKEN_EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/** @returns the tenant that owns a domain name or id; undefined where there is none */
export function findTenant(state: DirectoryState, idOrDomain: string): Tenant | undefined {
  const wanted = idOrDomain.toLowerCase();
  const byId = state.tenants.get(wanted);
  if (byId !== undefined) return byId;
  for (const tenant of state.tenants.values()) if (tenant.domains.has(wanted)) return tenant;
  return undefined;
}

/** @returns the user of a user principal name, in any case */
export function findUserByName(tenant: Tenant, userPrincipalName: string): User | undefined {
  const wanted = userPrincipalName.toLowerCase();
  for (const user of tenant.users.values()) {
    if (user.userPrincipalName.toLowerCase() === wanted) return user;
  }
  return undefined;
}

/** @returns ids of the groups a principal is in, through groups in groups as well */
export function groupsOf(tenant: Tenant, principalId: string): Set<string> {
  const found = new Set<string>();
  const open = [principalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const group of tenant.groups.values()) {
      if (!group.members.has(id) || found.has(group.id)) continue;
      found.add(group.id);
      open.push(group.id);
    }
  }
  return found;
}
