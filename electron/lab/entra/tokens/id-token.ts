import { createHash } from 'node:crypto';
import type { LabGround } from '../../platform/ground.ts';
import type { Client } from '../clients/client.ts';
import { rolesAt } from '../resources/permissions.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import {
  authenticationMethods,
  groupClaims,
  guestClaims,
  isGuest,
  loginHint,
  newUti,
  opaqueClaims,
  optionalClaims,
  pairwiseSubject,
  signInName,
} from './claims-of-person.ts';
import { signToken, type TokenClaims } from './signing.ts';
import { issuerOf } from './verify.ts';

const LIFETIME = 3_600;
const BACKDATED = 300;
/** Groups that fit into a token of the implicit and hybrid flows. */
const MAX_GROUPS_IN_FRAGMENT = 6;

/**
 * An ID token (OpenID Connect Core section 2) with Entra's claims.
 *
 * @param asked.code of a hybrid answer: hashed into c_hash
 * @param asked.inFragment it travels in an address, so many groups are only hinted at
 */
export function idToken(
  ground: LabGround,
  client: Client,
  person: SignedIn,
  version: 1 | 2,
  asked: {
    readonly nonce?: string;
    readonly oidc: readonly string[];
    readonly code?: string;
    readonly accessToken?: string;
    readonly inFragment?: boolean;
  },
): Promise<string> {
  const { tenant, application } = client;
  const { user } = person;
  const now = Math.floor(ground.clock.now() / 1000);
  const name = signInName(person);
  const roles = rolesAt(tenant, user.id, client.principal);
  const opaque = opaqueClaims(ground);
  const base: TokenClaims = {
    aud: application.appId,
    iss: issuerOf(tenant, version),
    iat: now - BACKDATED,
    nbf: now - BACKDATED,
    exp: now + LIFETIME,
    ...(asked.code === undefined ? {} : { c_hash: halfHash(asked.code) }),
    ...(asked.accessToken === undefined ? {} : { at_hash: halfHash(asked.accessToken) }),
  };
  const groups = groupClaims(tenant, user, application.groupMembershipClaims);
  const shared: TokenClaims = {
    ...guestClaims(person),
    ...fitting(groups, asked.inFragment === true),
    name: user.displayName,
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
    oid: user.id,
    ...(roles.length === 0 ? {} : { roles }),
    rh: opaque.rh,
    sid: person.sessionId,
    sub: pairwiseSubject(tenant, user.id, application.appId),
    tid: tenant.id,
    ...optionalClaims(person, application.optionalClaims?.idToken),
  };
  const claims: TokenClaims =
    version === 2
      ? {
          ...base,
          aio: opaque.aio,
          ...(asked.oidc.includes('email') && user.mail !== undefined ? { email: user.mail } : {}),
          login_hint: loginHint(person),
          ...(asked.oidc.includes('profile') ? { preferred_username: name } : {}),
          ...shared,
        }
      : {
          ...base,
          amr: authenticationMethods(person),
          ...(isGuest(person) ? { email: name } : {}),
          ...(user.surname === undefined ? {} : { family_name: user.surname }),
          ...(user.givenName === undefined ? {} : { given_name: user.givenName }),
          ipaddr: '127.0.0.1',
          unique_name: name,
          ...(isGuest(person) ? {} : { upn: user.userPrincipalName }),
          ...shared,
        };
  return signToken(tenant, { ...claims, uti: newUti(ground), ver: version === 2 ? '2.0' : '1.0' });
}

function fitting(claims: TokenClaims, inFragment: boolean): TokenClaims {
  const { groups } = claims;
  if (!inFragment || !Array.isArray(groups) || groups.length < MAX_GROUPS_IN_FRAGMENT) return claims;
  return { hasgroups: true };
}

/** c_hash and at_hash (OpenID Connect Core section 3.3.2.11). */
function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}
