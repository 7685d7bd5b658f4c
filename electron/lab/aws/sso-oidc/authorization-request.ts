import type { LabGround } from '../../platform/ground.ts';
import type { OidcClient } from '../state.ts';
import { AUTHORIZATION_CODE, mayUse } from './grant-types.ts';
import { redirectAllowed } from './register-client.ts';

/** A request of the authorization endpoint that may be asked of the person (RFC 6749 section 4.1.1, RFC 7636). */
export interface AuthorizationRequest {
  readonly client: OidcClient;
  readonly redirectUri: string;
  readonly state: string;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
}

export type AuthorizationAnswer =
  | { readonly request: AuthorizationRequest }
  /** Nobody can be sent back: the person has to read it. */
  | { readonly shown: string }
  /** What the client is told, at its redirect URI. */
  | { readonly redirect: string };

/** @param query the parameters as they were asked, decoded */
export function readAuthorization(ground: LabGround, query: URLSearchParams): AuthorizationAnswer {
  const one = (name: string): string => {
    const values = query.getAll(name);
    return values.length === 1 ? (values[0] ?? '') : '';
  };
  const client = ground.state.aws.signIn.clients.get(one('client_id'));
  if (client === undefined || client.expiresAt <= ground.clock.now())
    return { shown: 'The client is not registered, or its registration has expired.' };
  const redirectUri = one('redirect_uri');
  if (!redirectAllowed(client, redirectUri))
    return { shown: 'The redirect URI is not one of those the client registered.' };
  const state = one('state');
  const refuse = (error: string, description: string): AuthorizationAnswer => ({
    redirect: redirectWith(redirectUri, { error, error_description: description, state }),
  });
  if (!mayUse(client, AUTHORIZATION_CODE))
    return refuse('unauthorized_client', 'The client is not registered for authorization codes');
  if (one('response_type') !== 'code')
    return refuse('unsupported_response_type', 'The response type is not code');
  const codeChallenge = one('code_challenge');
  if (one('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge))
    return refuse('invalid_request', 'A code challenge with the method S256 is required');
  // The command line writes `scopes` where RFC 6749 has `scope`.
  const scopes = (one('scopes') || one('scope')).split(' ').filter((scope) => scope !== '');
  if (scopes.some((scope) => !client.scopes.includes(scope)))
    return refuse('invalid_scope', 'A scope is not one the client registered');
  return {
    request: {
      client,
      redirectUri,
      state,
      codeChallenge,
      scopes: scopes.length === 0 ? client.scopes : scopes,
    },
  };
}

/** @returns a redirect URI with parameters added to its query; empty ones are left out */
export function redirectWith(redirectUri: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  return url.href;
}
