import { type Application, groupsOf, type ServicePrincipal, type Tenant, type User } from '../directory.ts';
import { rolesAt } from '../resources/permissions.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { mappedClaims, type SamlClaim } from './mapping-policy.ts';
import { attributeValues, userPrincipalName } from './user-attributes.ts';

const IDENTITY = 'http://schemas.microsoft.com/identity/claims';
const BASIC = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const ROLES = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';
/** Groups that fit into an assertion (facts/tokens.md). */
const MOST_GROUPS = 150;
const METHOD = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod';
const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/**
 * The attributes of an assertion in Entra's order (facts/tokens.md): who and where, how the person signed in, then the
 * basic claims, each replaced by what a claims mapping policy gives, then groups, roles, and what else the policy gives.
 *
 * @param application its registration, which asks for groups
 */
export function samlClaims(
  principal: ServicePrincipal,
  application: Application | undefined,
  person: SignedIn,
): readonly SamlClaim[] {
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
  const granted = [
    groupClaim(tenant, user, application?.groupMembershipClaims),
    { name: `${ROLES}/role`, values: rolesAt(tenant, user.id, principal) },
  ];
  return [...all, ...granted, ...mapped.values()].filter(({ values }) =>
    values.some((value) => value !== ''),
  );
}

/** Groups as the registration asks for them, or where to ask for them when they are too many. */
function groupClaim(tenant: Tenant, user: User, membership = 'None'): SamlClaim {
  const name = `${ROLES}/groups`;
  if (membership === '' || membership === 'None') return { name, values: [] };
  const groups = [...groupsOf(tenant, user.id)];
  if (groups.length <= MOST_GROUPS) return { name, values: groups };
  const address = `https://graph.windows.net/${tenant.id}/users/${user.id}/getMemberObjects`;
  return { name: 'http://schemas.microsoft.com/claims/groups.link', values: [address] };
}

/** Values of authnmethodsreferences: the methods that Entra names, and multipleauthn where MFA counts as done. */
function methodReferences({ methods, mfa }: SignedIn): string[] {
  const named = [
    ...(methods.includes('pwd') ? [`${METHOD}/password`] : []),
    ...(methods.includes('rsa') || methods.includes('x509') ? [`${METHOD}/x509`] : []),
  ];
  return [...(named.length === 0 ? [`${METHOD}/unspecified`] : named), ...(mfa ? [MULTIPLE] : [])];
}
