import type { LabGround } from '../../platform/ground.ts';
import type { Client } from '../clients/client.ts';
import type { ClientProof } from '../clients/client-credentials.ts';
import { consentNeeded } from '../refusals/person-refusals.ts';
import { missingConsent, requiredScopes } from '../resources/permissions.ts';
import { type Wanted, withGraph } from '../resources/wanted.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { delegatedToken } from '../tokens/access-token.ts';
import { idToken } from '../tokens/id-token.ts';
import { newRefreshToken } from './refresh-tokens.ts';

/** What tokens are issued for, whatever grant it was. */
export interface Issue {
  readonly version: 1 | 2;
  readonly client: Client;
  readonly proof: ClientProof;
  readonly person: SignedIn;
  readonly wanted: Wanted;
  /** As asked for: a refresh token stands for it later. */
  readonly scope: string;
  readonly resource?: string;
  readonly nonce?: string;
  readonly spa?: boolean;
  /** A renewed token of a single-page application keeps its end. */
  readonly expires?: number;
  /** The client sent client_info=1. */
  readonly clientInfo: boolean;
  /** False for on-behalf-of without offline_access and the like. */
  readonly refresh: boolean;
}

/** @throws EntraRefusal 65001 where the person or an administrator did not consent to all of it */
function demandConsent(client: Client, userId: string, wanted: Wanted): void {
  const { tenant, application, principal } = client;
  const required = requiredScopes(wanted.resource?.principal, application.requiredResourceAccess);
  if (missingConsent(tenant, principal, userId, wanted, required) !== undefined)
    throw consentNeeded(application.appId, application.displayName);
}

/**
 * The body of a successful token answer for a person (RFC 6749 section 5.1), in Entra's form of v1 or v2: v1 writes
 * numbers as text and names the resource.
 */
export async function tokenAnswer(
  ground: LabGround,
  issue: Issue,
): Promise<Readonly<Record<string, unknown>>> {
  const { version, client, person, wanted } = issue;
  demandConsent(client, person.user.id, wanted);
  const wantsIdToken = wanted.oidc.includes('openid') || version === 1;
  const identity = wantsIdToken
    ? {
        id_token: await idToken(ground, client, person, version, {
          ...(issue.nonce === undefined ? {} : { nonce: issue.nonce }),
          oidc: wanted.oidc,
        }),
      }
    : {};
  const renewal =
    issue.refresh && (version === 1 || wanted.oidc.includes('offline_access'))
      ? { refresh_token: newRefreshToken(ground, issue) }
      : {};
  const info = issue.clientInfo ? { client_info: clientInfo(person) } : {};
  const api = withGraph(client.tenant, wanted);
  const issued = await delegatedToken(ground, client, issue.proof, person, api);
  if (version === 1) {
    return {
      token_type: 'Bearer',
      scope: issued.scopes.join(' '),
      expires_in: String(issued.lifetime),
      ext_expires_in: String(issued.lifetime),
      expires_on: String(issued.expires),
      not_before: String(issued.notBefore),
      resource: api.resource.identifier,
      access_token: issued.token,
      ...renewal,
      ...identity,
      ...info,
    };
  }
  return {
    token_type: 'Bearer',
    scope: answeredScope(wanted, issued.scopes),
    expires_in: issued.lifetime,
    ext_expires_in: issued.lifetime,
    access_token: issued.token,
    ...renewal,
    ...identity,
    ...info,
  };
}

/** Scopes as the client asked for them, with the resource before each; `.default` stays among them. */
function answeredScope({ resource, isDefault, oidc }: Wanted, scopes: readonly string[]): string {
  const prefix = resource?.prefix ?? '';
  const signIn = new Set(['openid', 'profile', 'email']);
  return [
    ...oidc.filter((value) => signIn.has(value)),
    ...scopes.filter((value) => !signIn.has(value)).map((value) => `${prefix}${value}`),
    ...(isDefault ? [`${prefix}.default`] : []),
  ].join(' ');
}

/** Whose account it is at home, for a library's cache. */
export function clientInfo({ home }: SignedIn): string {
  return Buffer.from(JSON.stringify({ uid: home.user.id, utid: home.tenant.id })).toString('base64url');
}
