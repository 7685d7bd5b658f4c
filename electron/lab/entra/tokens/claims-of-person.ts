import { createHash } from 'node:crypto';
import type { LabGround } from '../../platform/ground.ts';
import { groupsOf, type Tenant, type User } from '../directory.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import type { TokenClaims } from './signing.ts';

/** Groups that fit into a JWT (facts: overage above). */
const MAX_GROUPS = 200;
/** Everybody has this one in tokens that carry wids; guests another. */
const USER_WID = 'b79fbf4d-3ef9-4689-8143-76b194e85509';
const GUEST_WID = '10dae51f-b6af-4016-8d66-8c2a99b929b3';

/** The subject of a person at one application: another one at each (OpenID Connect Core section 8.1). */
export function pairwiseSubject(tenant: Tenant, userId: string, appId: string): string {
  return createHash('sha256').update(`${tenant.id}\u0000${userId}\u0000${appId}`).digest('base64url');
}

/** Claims that name a guest's home; none for anybody else. */
export function guestClaims(person: SignedIn): TokenClaims {
  if (!isGuest(person)) return {};
  const { home } = person;
  return { idp: `https://sts.windows.net/${home.tenant.id}/` };
}

/** `altsecid`: 5:: and what the home tenant knows the account by. */
export function alternativeSecurityId({ home }: SignedIn): string {
  const known = createHash('sha256').update(home.user.id).digest('hex').slice(0, 16).toUpperCase();
  return `5::${known}`;
}

export function isGuest({ tenant, home }: SignedIn): boolean {
  return tenant.id !== home.tenant.id;
}

/** The sign-in name that people know: of a guest the address at home. */
export function signInName({ user, home }: SignedIn): string {
  return user.home === undefined ? user.userPrincipalName : (user.mail ?? home.user.userPrincipalName);
}

/** Values of amr: how it was proven, and that there was a second factor. */
export function authenticationMethods({ methods, mfa }: SignedIn): string[] {
  return [...new Set([...methods, ...(mfa ? ['mfa'] : [])])];
}

/**
 * Groups as the API's registration asks for them, or where to ask for them when they are too many.
 *
 * @param membership its groupMembershipClaims
 */
export function groupClaims(tenant: Tenant, user: User, membership: string | undefined): TokenClaims {
  if (membership === undefined || membership === '' || membership === 'None') return {};
  const groups = [...groupsOf(tenant, user.id)];
  if (groups.length === 0) return {};
  if (groups.length <= MAX_GROUPS) return { groups };
  return {
    _claim_names: { groups: 'src1' },
    _claim_sources: {
      src1: {
        endpoint: `https://graph.windows.net/${tenant.id}/users/${user.id}/getMemberObjects`,
      },
    },
  };
}

/** `wids`: template ids of directory roles. */
export function roleTemplateIds(person: SignedIn): string[] {
  return [...(person.user.directoryRoles ?? []), isGuest(person) ? GUEST_WID : USER_WID];
}

/** Random identifier of a token, what Entra has for `jti`. */
export function newUti(ground: LabGround): string {
  return Buffer.from(ground.random.bytes(16)).toString('base64url');
}

/** Claims that only Entra can read: `aio` and `rh`. */
export function opaqueClaims(ground: LabGround): { readonly aio: string; readonly rh: string } {
  return {
    aio: Buffer.from(ground.random.bytes(48)).toString('base64'),
    rh: `1.A${Buffer.from(ground.random.bytes(36)).toString('base64url')}.`,
  };
}

/** Optional claims by the name a registration lists them under. */
export function optionalClaims(
  person: SignedIn,
  names: readonly { readonly name: string }[] | undefined,
): TokenClaims {
  const { user } = person;
  const known: Record<string, unknown> = {
    acct: isGuest(person) ? 1 : 0,
    auth_time: Math.floor(person.authenticatedAt / 1000),
    ctry: user.usageLocation,
    email: user.mail,
    family_name: user.surname,
    given_name: user.givenName,
    idtyp: 'user',
    ipaddr: '127.0.0.1',
    login_hint: loginHint(person),
    sid: person.sessionId,
    upn: user.userPrincipalName,
    verified_primary_email: user.mail === undefined ? undefined : [user.mail],
    xms_pl: user.preferredLanguage,
  };
  const chosen: Record<string, unknown> = {};
  for (const { name } of names ?? []) {
    if (Object.hasOwn(known, name) && known[name] !== undefined) chosen[name] = known[name];
  }
  return chosen;
}

/** An opaque hint that brings the same account back; the Lab reads its own. */
export function loginHint(person: SignedIn): string {
  return `O.${Buffer.from(`${person.home.tenant.id}|${signInName(person)}`).toString('base64url')}`;
}

/** @returns the sign-in name in a hint that `loginHint` made; any other hint as it is */
export function nameInHint(hint: string): string {
  if (!hint.startsWith('O.')) return hint;
  return Buffer.from(hint.slice(2), 'base64url').toString('utf8').split('|')[1] ?? hint;
}
