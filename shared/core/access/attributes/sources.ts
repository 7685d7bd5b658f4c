/** An attribute that a session tag can be taken from, and where its value comes from on the way. */
export interface AttributeSource {
  /** As it stands in `${path:...}` (User Guide, "Supported user attributes"). */
  readonly path: string;
  /** The SCIM attribute that Entra provisions (RFC 7643 sections 4.1 and 4.3). */
  readonly scim: string;
  /** Source of that in Entra's default mapping for the application; absent where an administrator must add one. */
  readonly entra?: string;
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:';

/** Attributes of the Identity Store that AWS lets a session tag be taken from. */
export const ATTRIBUTE_SOURCES: readonly AttributeSource[] = [
  { path: 'userName', scim: 'userName', entra: 'userPrincipalName' },
  { path: 'displayName', scim: 'displayName', entra: 'displayName' },
  { path: 'name.givenName', scim: 'name.givenName', entra: 'givenName' },
  { path: 'name.familyName', scim: 'name.familyName', entra: 'surname' },
  { path: 'name.formatted', scim: 'name.formatted', entra: 'Join(" ", [givenName], [surname])' },
  { path: 'name.middleName', scim: 'name.middleName' },
  { path: 'name.honorificPrefix', scim: 'name.honorificPrefix' },
  { path: 'name.honorificSuffix', scim: 'name.honorificSuffix' },
  { path: 'nickName', scim: 'nickName' },
  { path: 'profileUrl', scim: 'profileUrl' },
  { path: 'title', scim: 'title', entra: 'jobTitle' },
  { path: 'userType', scim: 'userType' },
  { path: 'preferredLanguage', scim: 'preferredLanguage', entra: 'preferredLanguage' },
  { path: 'locale', scim: 'locale' },
  { path: 'timezone', scim: 'timezone' },
  { path: 'emails[primary eq true].value', scim: 'emails[type eq "work"].value', entra: 'mail' },
  {
    path: 'phoneNumbers[primary eq true].value',
    scim: 'phoneNumbers[type eq "work"].value',
    entra: 'telephoneNumber',
  },
  { path: 'addresses[primary eq true].locality', scim: 'addresses[type eq "work"].locality', entra: 'city' },
  { path: 'addresses[primary eq true].region', scim: 'addresses[type eq "work"].region', entra: 'state' },
  {
    path: 'addresses[primary eq true].postalCode',
    scim: 'addresses[type eq "work"].postalCode',
    entra: 'postalCode',
  },
  { path: 'addresses[primary eq true].country', scim: 'addresses[type eq "work"].country', entra: 'country' },
  {
    path: 'addresses[primary eq true].streetAddress',
    scim: 'addresses[type eq "work"].streetAddress',
    entra: 'streetAddress',
  },
  { path: 'enterprise.employeeNumber', scim: `${ENTERPRISE}employeeNumber`, entra: 'employeeId' },
  { path: 'enterprise.costCenter', scim: `${ENTERPRISE}costCenter` },
  { path: 'enterprise.organization', scim: `${ENTERPRISE}organization` },
  { path: 'enterprise.division', scim: `${ENTERPRISE}division` },
  { path: 'enterprise.department', scim: `${ENTERPRISE}department`, entra: 'department' },
  { path: 'enterprise.manager.value', scim: `${ENTERPRISE}manager`, entra: 'manager' },
];

const PATH = /^\$\{path:([^}]{1,200})\}$/;

/** What stands behind the source of an attribute. */
export type Behind =
  | { readonly kind: 'attribute'; readonly path: string; readonly scim: string; readonly entra?: string }
  /** The same for everybody. */
  | { readonly kind: 'text'; readonly text: string }
  /** A path that AWS does not list. */
  | { readonly kind: 'unknown'; readonly path: string };

/** @param source `${path:enterprise.department}`, or text that everybody gets */
export function behind(source: string): Behind {
  const path = PATH.exec(source.trim())?.[1];
  if (path === undefined)
    return source.includes('${') ? { kind: 'unknown', path: source } : { kind: 'text', text: source };
  const known = ATTRIBUTE_SOURCES.find((one) => one.path === path);
  return known === undefined ? { kind: 'unknown', path } : { kind: 'attribute', ...known };
}

/**
 * @returns the SAML attribute that sets this tag for one sign-in, before what is configured (User Guide, "Passing attributes for
 *   access control in SAML assertions")
 */
export const claimOf = (key: string): string => `https://aws.amazon.com/SAML/Attributes/AccessControl:${key}`;
