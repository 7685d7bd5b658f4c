const IDENTITY = 'http://schemas.microsoft.com/identity/claims/';
const SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/**
 * The JWT claim that says the same as a SAML attribute of Entra's (Microsoft identity platform, SAML token claims
 * reference), so that an assertion and a token of the same user can be laid side by side.
 */
const COUNTERPARTS: Readonly<Record<string, string>> = {
  [`${IDENTITY}tenantid`]: 'tid',
  [`${IDENTITY}objectidentifier`]: 'oid',
  [`${IDENTITY}displayname`]: 'name',
  [`${IDENTITY}identityprovider`]: 'idp',
  [`${SOAP}givenname`]: 'given_name',
  [`${SOAP}surname`]: 'family_name',
  [`${SOAP}emailaddress`]: 'email',
  [`${SOAP}upn`]: 'upn',
  [`${SOAP}name`]: 'unique_name',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups': 'groups',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'roles',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids': 'wids',
};

/** @returns the name under which a claim is compared with one of another kind of message */
export function comparableName(name: string): string {
  return COUNTERPARTS[name] ?? name;
}
