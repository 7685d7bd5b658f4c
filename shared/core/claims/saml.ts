import type { AuthorizeWith } from '../inspector/report.ts';
import { type ClaimEntry, type ClaimRow, entriesOf } from './claim-entry.ts';

const ENTRA = 'Microsoft Entra documentation: SAML token claims reference';
const WIF = 'Microsoft identity documentation: claim types; WS-Federation Claims';
const LDAP = 'SAML 2.0 X.500/LDAP attribute profile; eduPerson';
const ABAC = 'AWS IAM Identity Center User Guide: Attributes for access control';
const IAM = 'AWS IAM User Guide: Configure SAML assertions for the authentication response';
const CORE = 'SAML 2.0 Core';

const IDENTITY = 'http://schemas.microsoft.com/identity/claims/';
const CLAIMS_2008 = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/';
const CLAIMS_2005 = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const MICROSOFT = 'http://schemas.microsoft.com/claims/';
const AWS = 'https://aws.amazon.com/SAML/Attributes/';

export const AWS_ACCESS_CONTROL = `${AWS}AccessControl:`;

const METHODS = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/';
const METHOD_MEANINGS: Readonly<Record<string, string>> = {
  [`${METHODS}password`]: 'password',
  [`${METHODS}x509`]: 'certificate',
  [`${METHODS}windows`]: 'Windows sign-in',
  [`${METHODS}unspecified`]: 'not said',
  [`${MICROSOFT}multipleauthn`]: 'multifactor authentication',
  [`${MICROSOFT}wiaormultiauthn`]: 'Windows sign-in or multifactor authentication',
};

const ROWS: readonly ClaimRow[] = [
  [
    'NameID',
    'Name identifier',
    'unknown',
    `${CORE} section 2.2.3`,
    'The user as the identity provider names them to this service provider.',
  ],
  [
    'AuthnContextClassRef',
    'Authentication context',
    'unknown',
    `${CORE} section 2.7.2.2`,
    'How the user signed in. Entra writes Password even after multifactor authentication.',
  ],
  [
    'SessionIndex',
    'Session index',
    'never',
    `${CORE} section 2.7.2`,
    'Names the session at the identity provider, for single logout.',
  ],
  [
    'AuthnInstant',
    'Time of authentication',
    'never',
    `${CORE} section 2.7.2`,
    'When the user signed in at the identity provider.',
  ],
  [
    'SessionNotOnOrAfter',
    'Session end',
    'never',
    `${CORE} section 2.7.2`,
    'When the session at the service provider must end.',
  ],
  [`${IDENTITY}tenantid`, 'Tenant id', 'safe', ENTRA, 'The Entra tenant the user signed in to.'],
  [
    `${IDENTITY}objectidentifier`,
    'Object id',
    'safe',
    ENTRA,
    'The user’s immutable id in the tenant. The right key, together with the tenant id.',
  ],
  [`${IDENTITY}displayname`, 'Display name', 'never', ENTRA, 'A name to show; users can often change it.'],
  [
    `${IDENTITY}identityprovider`,
    'Identity provider',
    'unknown',
    ENTRA,
    'Who authenticated the user. Another tenant than the issuer’s, or live.com, marks a guest.',
  ],
  [
    `${MICROSOFT}authnmethodsreferences`,
    'Authentication methods',
    'unknown',
    ENTRA,
    'How the user proved who they are; multipleauthn stands for multifactor authentication.',
    METHOD_MEANINGS,
  ],
  [
    `${MICROSOFT}groups.link`,
    'Groups overage',
    'never',
    'Microsoft Entra documentation: group claims',
    'The user is in more than 150 groups: the groups are left out and must be read from Microsoft Graph.',
  ],
  [
    `${CLAIMS_2008}groups`,
    'Groups',
    'safe',
    ENTRA,
    'Object ids of the user’s groups, or their names where so configured.',
  ],
  [`${CLAIMS_2008}role`, 'Roles', 'safe', ENTRA, 'Application roles the user is assigned to.'],
  [
    `${CLAIMS_2008}wids`,
    'Directory roles',
    'safe',
    ENTRA,
    'Template ids of the user’s Entra directory roles.',
  ],
  [
    `${CLAIMS_2008}windowsaccountname`,
    'Windows account name',
    'unknown',
    WIF,
    'The account name in Active Directory.',
  ],
  [
    `${CLAIMS_2005}name`,
    'Name',
    'never',
    ENTRA,
    'In Entra the user principal name, which can change and be given to somebody else.',
  ],
  [`${CLAIMS_2005}givenname`, 'First name', 'never', WIF, 'A name to show.'],
  [`${CLAIMS_2005}surname`, 'Last name', 'never', WIF, 'A name to show.'],
  [
    `${CLAIMS_2005}emailaddress`,
    'E-mail address',
    'never',
    WIF,
    'An address to write to; it is not verified and can be given to somebody else.',
  ],
  [
    `${CLAIMS_2005}upn`,
    'User principal name',
    'never',
    WIF,
    'The sign-in name, which can change and be given to somebody else.',
  ],
  [
    `${CLAIMS_2005}nameidentifier`,
    'Name identifier',
    'unknown',
    WIF,
    'A name identifier sent as an attribute beside the subject’s own.',
  ],
  [
    `${CLAIMS_2008}authenticationmethod`,
    'Authentication method',
    'unknown',
    WIF,
    'How the user signed in.',
    METHOD_MEANINGS,
  ],
  [
    `${CLAIMS_2008}authenticationinstant`,
    'Time of authentication',
    'never',
    WIF,
    'When the user signed in at the identity provider.',
  ],
  [`${CLAIMS_2008}primarysid`, 'Security identifier', 'safe', WIF, 'The user’s SID in Active Directory.'],
  [
    `${CLAIMS_2008}groupsid`,
    'Group security identifiers',
    'safe',
    WIF,
    'SIDs of the user’s groups in Active Directory.',
  ],
  [
    `${CLAIMS_2005}privatepersonalidentifier`,
    'Private personal identifier',
    'unknown',
    WIF,
    'A name for the user made for this relying party.',
  ],
  [
    'http://schemas.xmlsoap.org/claims/UPN',
    'User principal name',
    'never',
    'Microsoft Entra documentation: AD FS federation claims',
    'The sign-in name AD FS vouches for.',
  ],
  ['http://schemas.xmlsoap.org/claims/Group', 'Groups', 'unknown', WIF, 'The user’s groups at AD FS.'],
  [
    'http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID',
    'Immutable id',
    'safe',
    'Microsoft Entra documentation: AD FS federation claims',
    'The anchor by which Entra finds the user of a federated domain.',
  ],
  [
    'http://schemas.microsoft.com/ws/2012/01/insidecorporatenetwork',
    'Inside the corporate network',
    'unknown',
    'AD FS documentation: claim types',
    'Whether the sign-in came from inside the network.',
  ],
  [
    'http://schemas.microsoft.com/ws/2012/01/passwordexpirationtime',
    'Password expires',
    'never',
    'AD FS documentation: claim types',
    'Seconds until the password expires.',
  ],
  [
    `${AWS}Role`,
    'IAM role',
    'unknown',
    IAM,
    'Role and provider ARN for IAM federation; Identity Center does not use it.',
  ],
  [
    `${AWS}RoleSessionName`,
    'Role session name',
    'never',
    IAM,
    'Session name for IAM federation; Identity Center does not use it.',
  ],
  [
    `${AWS}SessionDuration`,
    'Session duration',
    'never',
    IAM,
    'Seconds of an IAM federation session; Identity Center does not use it.',
  ],
  ['urn:oid:0.9.2342.19200300.100.1.1', 'uid', 'unknown', LDAP, 'The user’s login name.'],
  ['urn:oid:0.9.2342.19200300.100.1.3', 'mail', 'never', LDAP, 'An address to write to.'],
  ['urn:oid:2.5.4.3', 'cn', 'never', LDAP, 'Common name, to show.'],
  ['urn:oid:2.5.4.4', 'sn', 'never', LDAP, 'Last name.'],
  ['urn:oid:2.5.4.42', 'givenName', 'never', LDAP, 'First name.'],
  ['urn:oid:2.16.840.1.113730.3.1.241', 'displayName', 'never', LDAP, 'A name to show.'],
  [
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
    'eduPersonPrincipalName',
    'unknown',
    LDAP,
    'user@scope; may be given to somebody else at some institutions.',
  ],
  [
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
    'eduPersonScopedAffiliation',
    'safe',
    LDAP,
    'The user’s role at the institution.',
  ],
];

/** The dictionary of SAML attributes; docs/reference/claims.md is made from it. */
export const SAML_CLAIMS: readonly ClaimEntry[] = entriesOf(ROWS);

const BY_NAME: ReadonlyMap<string, ClaimEntry> = new Map(SAML_CLAIMS.map((entry) => [entry.name, entry]));

/** What a claim means with the values it has. */
export interface ClaimDescription {
  readonly friendlyName?: string;
  readonly meaning: string;
  readonly authorizeWith: AuthorizeWith;
}

function meaningOf(entry: ClaimEntry, values: readonly string[]): string {
  const meanings = entry.values;
  if (meanings === undefined) return entry.meaning;
  const known = values
    .slice(0, 20)
    .map((value) => value.trim())
    .flatMap((value) => (Object.hasOwn(meanings, value) ? [meanings[value]] : []));
  return known.length === 0 ? entry.meaning : `${entry.meaning} Here: ${known.join(', ')}.`;
}

/**
 * What is known of a SAML attribute.
 *
 * @param name the attribute's Name; in SAML 1.1 namespace and name joined by a slash
 * @param values its values
 * @param friendlyName what the message itself calls it
 */
export function describeSamlClaim(
  name: string,
  values: readonly string[],
  friendlyName?: string,
): ClaimDescription {
  const entry = BY_NAME.get(name);
  if (entry !== undefined)
    return {
      friendlyName: entry.friendlyName,
      meaning: meaningOf(entry, values),
      authorizeWith: entry.authorizeWith,
    };
  if (name.startsWith(AWS_ACCESS_CONTROL))
    return {
      friendlyName: name.slice(AWS_ACCESS_CONTROL.length),
      meaning: `Session tag ${name.slice(AWS_ACCESS_CONTROL.length)} for attribute-based access control (${ABAC}).`,
      authorizeWith: 'safe',
    };
  return {
    ...(friendlyName === undefined ? {} : { friendlyName }),
    meaning: 'Not in the dictionary: its meaning is between the identity provider and the application.',
    authorizeWith: 'unknown',
  };
}
