import { randomUUID, X509Certificate } from 'node:crypto';
import type { Application } from '../../entra/directory.ts';
import { readCertificate } from '../certificate-text.ts';
import { type Fields, isObject, oneOf, required } from '../fields.ts';
import { badRequest, GraphError } from '../graph-error.ts';
import type { GraphCall } from '../route.ts';
import { servicePrincipalOfApp } from '../visible.ts';
import { changedRoles, readScope } from './app-roles.ts';

export const WRITABLE = {
  api: 'object',
  appRoles: 'objects',
  displayName: 'string',
  groupMembershipClaims: 'string',
  identifierUris: 'strings',
  isFallbackPublicClient: 'boolean',
  keyCredentials: 'objects',
  optionalClaims: 'object',
  publicClient: 'object',
  requestSignatureVerification: 'object',
  requiredResourceAccess: 'objects',
  signInAudience: 'string',
  spa: 'object',
  tags: 'strings',
  web: 'object',
} as const;

type ApplicationFields = Fields<typeof WRITABLE>;

/**
 * Applies what a POST or PATCH says to an application; nothing is changed where any of it is refused.
 *
 * @throws GraphError 400
 */
export function applyChanges(call: GraphCall, application: Application, fields: ApplicationFields): void {
  const draft: Application = {
    ...application,
    web: { ...application.web },
    publicClient: { ...application.publicClient },
    spa: { ...application.spa },
  };
  if (fields.displayName !== undefined)
    draft.displayName = required(fields.displayName, 'displayName').slice(0, 256);
  if (fields.signInAudience !== undefined)
    draft.signInAudience = oneOf(
      required(fields.signInAudience, 'signInAudience'),
      ['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount'],
      'signInAudience',
    );
  draft.isFallbackPublicClient = fields.isFallbackPublicClient ?? draft.isFallbackPublicClient;
  if (fields.identifierUris !== undefined)
    draft.identifierUris = identifierUris(call, application, fields.identifierUris ?? []);
  if (fields.appRoles !== undefined)
    draft.appRoles = changedRoles(application.appRoles, fields.appRoles ?? []);
  for (const platform of ['web', 'publicClient', 'spa'] as const) {
    const given = fields[platform];
    if (given === undefined || given === null) continue;
    if (given.redirectUris !== undefined)
      draft[platform].redirectUris = redirectUris(given.redirectUris, platform);
  }
  const implicit = fields.web?.implicitGrantSettings;
  if (isObject(implicit))
    draft.web.implicitGrantSettings = {
      enableIdTokenIssuance: implicit.enableIdTokenIssuance === true,
      enableAccessTokenIssuance: implicit.enableAccessTokenIssuance === true,
    };
  const logoutUrl = fields.web?.logoutUrl;
  if (typeof logoutUrl === 'string') draft.web.logoutUrl = logoutUrl;
  if (fields.api) applyApi(draft, fields.api);
  if (fields.requiredResourceAccess !== undefined)
    draft.requiredResourceAccess = (fields.requiredResourceAccess ?? []).map(readAccess);
  if (fields.keyCredentials !== undefined)
    draft.keyCredentials = readKeys(application, fields.keyCredentials ?? []);
  const { isSignedRequestRequired, allowedWeakAlgorithms } = fields.requestSignatureVerification ?? {};
  if (typeof isSignedRequestRequired === 'boolean')
    draft.requestSignatureVerification = {
      isSignedRequestRequired,
      ...(allowedWeakAlgorithms === 'rsaSha1' ? { allowedWeakAlgorithms } : {}),
    };
  if (fields.optionalClaims) draft.optionalClaims = claimsNamed(fields.optionalClaims);
  if (fields.groupMembershipClaims)
    draft.groupMembershipClaims = oneOf(
      fields.groupMembershipClaims,
      ['None', 'SecurityGroup', 'All', 'ApplicationGroup', 'DirectoryRole'],
      'groupMembershipClaims',
    );
  Object.assign(application, draft);
  for (const name of ['optionalClaims', 'groupMembershipClaims', 'requestSignatureVerification'] as const)
    if (fields[name] === null) delete application[name];
}

function claimsNamed(given: Readonly<Record<string, unknown>>): NonNullable<Application['optionalClaims']> {
  const found: NonNullable<Application['optionalClaims']> = {};
  for (const where of ['idToken', 'accessToken'] as const) {
    const claims = given[where];
    if (claims === undefined || claims === null) continue;
    if (!Array.isArray(claims)) badRequest("Invalid value specified for property 'optionalClaims'.");
    found[where] = claims.map((claim: unknown) => {
      const name = isObject(claim) ? claim.name : undefined;
      if (typeof name !== 'string' || !/^[\w.:/-]{1,200}$/.test(name))
        badRequest("Invalid value specified for property 'optionalClaims'.");
      return { name };
    });
  }
  return found;
}

function applyApi(draft: Application, api: Readonly<Record<string, unknown>>): void {
  const { acceptMappedClaims, requestedAccessTokenVersion: version, oauth2PermissionScopes } = api;
  if (typeof acceptMappedClaims === 'boolean') draft.acceptMappedClaims = acceptMappedClaims;
  if (version === null) delete draft.requestedAccessTokenVersion;
  else if (version === 1 || version === 2) draft.requestedAccessTokenVersion = version;
  else if (version !== undefined)
    badRequest("Invalid value specified for property 'requestedAccessTokenVersion'.");
  if (Array.isArray(oauth2PermissionScopes))
    draft.scopes = oauth2PermissionScopes.map((scope: unknown) =>
      isObject(scope) ? readScope(scope) : badRequest('A permission scope must be an object.'),
    );
}

/**
 * Identifiers are unique in a tenant; those of hosts belong to a verified domain, SAML applications apart: set the single
 * sign-on mode first.
 */
function identifierUris(call: GraphCall, application: Application, uris: readonly string[]): string[] {
  const { tenant } = call;
  const principal = servicePrincipalOfApp(tenant, application.appId);
  for (const uri of uris) {
    if (!URL.canParse(uri) || uri.length > 255)
      badRequest("Invalid value specified for property 'identifierUris' of resource 'Application'.");
    const taken = [...tenant.applications.values()].some(
      (other) =>
        other.id !== application.id &&
        other.identifierUris.some((known) => known.toLowerCase() === uri.toLowerCase()),
    );
    if (taken)
      throw new GraphError(
        400,
        'Request_BadRequest',
        'Another object with the same value for property identifierUris already exists.',
      );
    const { protocol, hostname } = new URL(uri);
    const verified = [...tenant.domains.keys()].some(
      (domain) => hostname === domain || hostname.endsWith(`.${domain}`),
    );
    if (/^https?:$/.test(protocol) && !verified && principal?.preferredSingleSignOnMode !== 'saml')
      throw new GraphError(
        400,
        'HostNameNotOnVerifiedDomain',
        'Values of identifierUris property must use a verified domain of the organization or its subdomain.',
      );
  }
  return [...uris];
}

function redirectUris(given: unknown, platform: string): string[] {
  if (!Array.isArray(given) || given.length > 256) badRequest(`Invalid redirectUris of '${platform}'.`);
  return given.map((uri: unknown) => {
    const fits = typeof uri === 'string' && uri.length <= 256 && URL.canParse(uri) && !uri.includes('#');
    const parsed = fits ? new URL(uri) : undefined;
    const loopback = parsed !== undefined && ['localhost', '127.0.0.1'].includes(parsed.hostname);
    if (!fits || parsed === undefined || (parsed.protocol === 'http:' && !loopback))
      throw new GraphError(
        400,
        'InvalidRedirectUri',
        `One or more redirect URIs of '${platform}' are not valid: they must begin with https or be on localhost.`,
      );
    return uri;
  });
}

function readAccess(given: Readonly<Record<string, unknown>>): Application['requiredResourceAccess'][number] {
  const { resourceAppId, resourceAccess } = given;
  if (typeof resourceAppId !== 'string' || !Array.isArray(resourceAccess))
    badRequest("Invalid value specified for property 'requiredResourceAccess'.");
  return {
    resourceAppId,
    resourceAccess: resourceAccess.map((access: unknown) => {
      const id = isObject(access) ? access.id : undefined;
      const type = isObject(access) ? access.type : undefined;
      if (typeof id !== 'string' || (type !== 'Scope' && type !== 'Role'))
        badRequest("Invalid value specified for property 'resourceAccess'.");
      return { id, type };
    }),
  };
}

/** A PATCH holds all certificates: those that are known may come without their key. */
function readKeys(
  application: Application,
  given: readonly Readonly<Record<string, unknown>>[],
): Application['keyCredentials'] {
  return given.map((credential) => {
    const { keyId, key, type, usage, displayName } = credential;
    const known = application.keyCredentials.find((one) => one.keyId === keyId);
    if (known !== undefined && typeof key !== 'string') return known;
    if (type !== 'AsymmetricX509Cert' || usage !== 'Verify')
      badRequest("A key credential needs the type 'AsymmetricX509Cert' and the usage 'Verify'.");
    if (typeof key !== 'string') badRequest('A key credential needs its key.');
    const certificate = new X509Certificate(readCertificate(key, 'keyCredentials').raw);
    return {
      keyId: typeof keyId === 'string' && /^[\w-]{1,64}$/.test(keyId) ? keyId : randomUUID(),
      displayName: typeof displayName === 'string' ? displayName.slice(0, 100) : certificate.subject,
      certificatePem: certificate.toString(),
      startDateTime: new Date(certificate.validFrom).toISOString(),
      endDateTime: new Date(certificate.validTo).toISOString(),
    };
  });
}
