import type { LabGround } from '../../platform/ground.ts';
import { type Client, registrationOf } from '../clients/client.ts';
import type { ClientProof } from '../clients/client-credentials.ts';
import { GRAPH_APP_ID, type ServicePrincipal, type Tenant, TOKEN_EXCHANGE_APP_ID } from '../directory.ts';
import { rolesAt, scopesFor } from '../resources/permissions.ts';
import type { Wanted, WantedResource } from '../resources/wanted.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import {
  alternativeSecurityId,
  authenticationMethods,
  groupClaims,
  guestClaims,
  isGuest,
  newUti,
  opaqueClaims,
  optionalClaims,
  pairwiseSubject,
  roleTemplateIds,
  signInName,
} from './claims-of-person.ts';
import { signToken, type TokenClaims } from './signing.ts';
import { issuerOf } from './verify.ts';

export interface IssuedToken {
  readonly token: string;
  /** Seconds. */
  readonly lifetime: number;
  /** Epoch seconds. */
  readonly notBefore: number;
  readonly expires: number;
}

/** Backdating that allows for clocks of resources: `iat` and `nbf` lie five minutes back. */
const BACKDATED = 300;
/** A role template that app-only tokens for Graph carry. */
const APP_ONLY_WID = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/** Seconds an access token lives: 60 to 90 minutes, drawn anew each time. */
function drawnLifetime(ground: LabGround): number {
  return 3_600 + ground.random.below(1_800);
}

/** @returns how the API wants its tokens: v1 unless its registration asks for 2 */
function tokenVersion(ground: LabGround, resource: ServicePrincipal): 1 | 2 {
  if (resource.appId === TOKEN_EXCHANGE_APP_ID) return 2;
  return registrationOf(ground, resource.appId)?.application.requestedAccessTokenVersion ?? 1;
}

/** An access token on behalf of a person: `scp`. */
export async function delegatedToken(
  ground: LabGround,
  client: Client,
  proof: ClientProof,
  person: SignedIn,
  wanted: Wanted & { readonly resource: WantedResource },
): Promise<IssuedToken & { readonly scopes: readonly string[] }> {
  const { tenant } = client;
  const { principal } = wanted.resource;
  const isGraph = principal.appId === GRAPH_APP_ID;
  const scopes = scopesFor(tenant, client.principal.id, person.user.id, wanted, isGraph);
  const roles = rolesAt(tenant, person.user.id, principal);
  const registration = registrationOf(ground, principal.appId)?.application;
  const version = tokenVersion(ground, principal);
  const name = signInName(person);
  const { user } = person;
  const shared = {
    ...groupClaims(tenant, user, registration?.groupMembershipClaims),
    name: user.displayName,
    oid: user.id,
    ...(user.onPremisesSyncEnabled === true ? { onprem_sid: onPremisesSid(user.id) } : {}),
    sub: pairwiseSubject(tenant, user.id, principal.appId),
    sid: person.sessionId,
    tid: tenant.id,
    ...(scopes.length === 0 ? {} : { scp: scopes.join(' ') }),
    ...(roles.length === 0 ? {} : { roles }),
    ...optionalClaims(person, registration?.optionalClaims?.accessToken),
  };
  const claims: TokenClaims =
    version === 2
      ? {
          azp: client.application.appId,
          azpacr: proof,
          ...guestClaims(person),
          preferred_username: name,
          ...shared,
        }
      : {
          acct: isGuest(person) ? 1 : 0,
          acr: '1',
          ...(isGuest(person) ? { altsecid: alternativeSecurityId(person), email: name } : {}),
          amr: authenticationMethods(person),
          ...(isGraph ? { app_displayname: client.application.displayName } : {}),
          appid: client.application.appId,
          appidacr: proof,
          ...(user.surname === undefined ? {} : { family_name: user.surname }),
          ...(user.givenName === undefined ? {} : { given_name: user.givenName }),
          ...guestClaims(person),
          ...(isGraph ? { idtyp: 'user' } : {}),
          ipaddr: '127.0.0.1',
          unique_name: name,
          ...(isGuest(person) ? {} : { upn: user.userPrincipalName }),
          ...(isGraph ? { wids: roleTemplateIds(person) } : {}),
          ...shared,
        };
  const issued = await issue(ground, tenant, wanted.resource, version, claims, drawnLifetime(ground));
  return { ...issued, scopes };
}

/** An access token of the application itself: `roles` and `idtyp`. @param identity further claims, such as xms_mirid */
export function appOnlyToken(
  ground: LabGround,
  tenant: Tenant,
  client: { readonly appId: string; readonly principal: ServicePrincipal; readonly name: string },
  proof: ClientProof,
  resource: WantedResource,
  more: { readonly lifetime?: number; readonly claims?: TokenClaims } = {},
): Promise<IssuedToken> {
  const { principal } = resource;
  const isGraph = principal.appId === GRAPH_APP_ID;
  const version = tokenVersion(ground, principal);
  const roles = rolesAt(tenant, client.principal.id, principal);
  const shared = {
    idtyp: 'app',
    oid: client.principal.id,
    ...(roles.length === 0 ? {} : { roles }),
    sub: client.principal.id,
    tid: tenant.id,
    ...more.claims,
  };
  const claims: TokenClaims =
    version === 2
      ? { azp: client.appId, azpacr: proof, ...shared }
      : {
          ...(isGraph ? { app_displayname: client.name } : {}),
          appid: client.appId,
          appidacr: proof,
          idp: issuerOf(tenant, 1),
          ...(isGraph ? { wids: [APP_ONLY_WID] } : {}),
          ...shared,
        };
  return issue(ground, tenant, resource, version, claims, more.lifetime ?? drawnLifetime(ground));
}

async function issue(
  ground: LabGround,
  tenant: Tenant,
  { principal, identifier }: WantedResource,
  version: 1 | 2,
  claims: TokenClaims,
  lifetime: number,
): Promise<IssuedToken> {
  const now = Math.floor(ground.clock.now() / 1000);
  const issuedAt = now - BACKDATED;
  const expires = now + lifetime;
  const nonce =
    principal.appId === GRAPH_APP_ID ? Buffer.from(ground.random.bytes(32)).toString('base64url') : undefined;
  const token = await signToken(
    tenant,
    {
      aud: version === 2 ? principal.appId : identifier,
      iss: issuerOf(tenant, version),
      iat: issuedAt,
      nbf: issuedAt,
      exp: expires,
      ...opaqueClaims(ground),
      ...claims,
      uti: newUti(ground),
      ver: version === 2 ? '2.0' : '1.0',
    },
    nonce,
  );
  return { token, lifetime, notBefore: issuedAt, expires };
}

/** A security identifier of the forest, made of the object's id. */
function onPremisesSid(userId: string): string {
  const parts = userId
    .split('-')
    .slice(0, 3)
    .map((part) => Number.parseInt(part, 16));
  return `S-1-5-21-${parts.join('-')}-1104`;
}
