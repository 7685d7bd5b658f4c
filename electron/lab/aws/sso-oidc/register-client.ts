import type { LabGround } from '../../platform/ground.ts';
import { remember } from '../sign-in/remember.ts';
import type { OidcClient } from '../state.ts';
import { AUTHORIZATION_CODE, GRANT_TYPES } from './grant-types.ts';
import type { JsonRequest } from './read-json.ts';
import { OidcRefusal } from './refusal.ts';
import { isStartUrl } from './start-url.ts';

/** Milliseconds of a registration: 90 days. */
const LIFETIME = 90 * 86_400_000;
const SCOPE = /^[\w-]+(?::[\w-]+){1,4}$/;

/** RegisterClient. @throws OidcRefusal */
export function registerClient(ground: LabGround, request: JsonRequest): Readonly<Record<string, unknown>> {
  const clientName = request.required('clientName');
  const clientType = request.required('clientType');
  if (clientType !== 'public')
    throw new OidcRefusal('invalid_client_metadata', 'Client type is not supported: only public is');
  const grantTypes = request.texts('grantTypes');
  if (grantTypes.some((grant) => !GRANT_TYPES.includes(grant)))
    throw new OidcRefusal('unsupported_grant_type', 'A grant type is not supported');
  const scopes = request.texts('scopes');
  if (scopes.some((scope) => !SCOPE.test(scope)))
    throw new OidcRefusal('invalid_scope', 'A scope is not known');
  const redirectUris = request.texts('redirectUris');
  if (redirectUris.some((uri) => !isRedirectUri(uri)))
    throw new OidcRefusal('invalid_redirect_uri', 'A redirect URI is not allowed');
  const issuerUrl = request.text('issuerUrl');
  if (grantTypes.includes(AUTHORIZATION_CODE)) {
    if (redirectUris.length === 0)
      throw new OidcRefusal('invalid_redirect_uri', 'The authorization code grant needs a redirect URI');
    if (issuerUrl === undefined)
      throw new OidcRefusal('invalid_request', 'The authorization code grant needs an issuer URL');
  }
  if (issuerUrl !== undefined && !isStartUrl(ground, issuerUrl))
    throw new OidcRefusal('invalid_request', 'The issuer URL is not of this instance');
  const now = ground.clock.now();
  const client: OidcClient = {
    clientId: ground.random.token(22),
    clientSecret: ground.random.token(64),
    clientName: clientName.slice(0, 200),
    clientType,
    grantTypes,
    redirectUris,
    scopes,
    issuedAt: now,
    expiresAt: now + LIFETIME,
  };
  remember(ground.state.aws.signIn.clients, client.clientId, client, ({ expiresAt }) => expiresAt, now);
  return {
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    clientIdIssuedAt: Math.floor(client.issuedAt / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
  };
}

/** Public clients get their answer on loopback, or at an https address of theirs. */
function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.hash !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
}

/** Finds a registered redirect URI; on loopback the port is the client's choice (RFC 8252 section 7.3). */
export function redirectAllowed(client: OidcClient, text: string): boolean {
  if (!isRedirectUri(text)) return false;
  if (client.redirectUris.includes(text)) return true;
  const asked = new URL(text);
  if (!isLoopback(asked)) return false;
  return client.redirectUris.some((registered) => {
    const url = new URL(registered);
    return withoutPort(url) === withoutPort(asked);
  });
}

function withoutPort({ protocol, hostname, pathname, search }: URL): string {
  return `${protocol}//${hostname}${pathname}${search}`;
}

/** The client that a request names, if its secret is right and its registration still counts. @throws OidcRefusal invalid_client */
export function clientOf(ground: LabGround, request: JsonRequest): OidcClient {
  const client = ground.state.aws.signIn.clients.get(request.required('clientId'));
  const secret = request.required('clientSecret');
  if (client === undefined || client.clientSecret !== secret)
    throw new OidcRefusal('invalid_client', 'Invalid client provided');
  if (client.expiresAt <= ground.clock.now())
    throw new OidcRefusal('invalid_client', 'The registration of the client has expired');
  return client;
}
