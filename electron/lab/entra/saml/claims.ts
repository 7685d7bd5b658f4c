import type { ServicePrincipal } from '../directory.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { mappedClaims, type SamlClaim } from './mapping-policy.ts';
import { attributeValues, userPrincipalName } from './user-attributes.ts';

const IDENTITY = 'http://schemas.microsoft.com/identity/claims';
const BASIC = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const METHOD = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod';
const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/**
 * The attributes of an assertion in Entra's order (facts/tokens.md): who and where, how the person signed in, then the
 * basic claims, each replaced by what a claims mapping policy gives, then what else it gives.
 */
export function samlClaims(principal: ServicePrincipal, person: SignedIn): readonly SamlClaim[] {
  const { tenant, user, home } = person;
  const core: SamlClaim[] = [
    { name: `${IDENTITY}/tenantid`, values: [tenant.id] },
    { name: `${IDENTITY}/objectidentifier`, values: [user.id] },
    { name: `${IDENTITY}/displayname`, values: [user.displayName] },
    { name: `${IDENTITY}/identityprovider`, values: [`https://sts.windows.net/${home.tenant.id}/`] },
    { name: 'http://schemas.microsoft.com/claims/authnmethodsreferences', values: methodReferences(person) },
  ];
  const basic: SamlClaim[] = [
    { name: `${BASIC}/givenname`, values: attributeValues(person, 'givenname') ?? [] },
    { name: `${BASIC}/surname`, values: attributeValues(person, 'surname') ?? [] },
    { name: `${BASIC}/emailaddress`, values: attributeValues(person, 'mail') ?? [] },
    { name: `${BASIC}/name`, values: [userPrincipalName(person)] },
  ];
  const { includeBasicClaims, claims } = mappedClaims(tenant, principal, person);
  const mapped = new Map(claims.map((claim) => [claim.name, claim]));
  const all = [...core, ...(includeBasicClaims ? basic : [])].map((claim) => {
    const replacement = mapped.get(claim.name);
    mapped.delete(claim.name);
    // Who somebody is cannot be mapped away: those claim types are restricted.
    return replacement === undefined || core.includes(claim) ? claim : replacement;
  });
  return [...all, ...mapped.values()].filter(({ values }) => values.some((value) => value !== ''));
}

/** Values of authnmethodsreferences: the methods that Entra names, and multipleauthn where MFA counts as done. */
function methodReferences({ methods, mfa }: SignedIn): string[] {
  const named = [
    ...(methods.includes('pwd') ? [`${METHOD}/password`] : []),
    ...(methods.includes('rsa') || methods.includes('x509') ? [`${METHOD}/x509`] : []),
  ];
  return [...(named.length === 0 ? [`${METHOD}/unspecified`] : named), ...(mfa ? [MULTIPLE] : [])];
}
