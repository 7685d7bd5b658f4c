import { createHash } from 'node:crypto';
import type { LabGround } from '../../platform/ground.ts';
import { userOfSignIn } from '../sign-in/portal-session.ts';
import { remember } from '../sign-in/remember.ts';
import type { BearerToken, OidcClient, SignIn } from '../state.ts';
import { AUTHORIZATION_CODE, DEVICE_CODE, GRANT_TYPES, mayUse, REFRESH_TOKEN } from './grant-types.ts';
import type { JsonRequest } from './read-json.ts';
import { OidcRefusal } from './refusal.ts';
import { clientOf } from './register-client.ts';

/** Milliseconds of an access token that can be renewed, and of one that cannot. */
const RENEWABLE = 3_600_000;
const NOT_RENEWABLE = 8 * 3_600_000;
/** Seconds by which each poll that comes too soon makes the next ones wait longer (RFC 8628 section 3.5). */
const SLOW_DOWN = 5;

/** CreateToken with any of its three grants. @throws OidcRefusal */
export function createToken(ground: LabGround, request: JsonRequest): Readonly<Record<string, unknown>> {
  const client = clientOf(ground, request);
  const grant = request.required('grantType');
  if (!GRANT_TYPES.includes(grant))
    throw new OidcRefusal('unsupported_grant_type', 'The grant type is not supported');
  if (!mayUse(client, grant))
    throw new OidcRefusal('unauthorized_client', 'The client is not registered for this grant type');
  if (grant === DEVICE_CODE) return byDeviceCode(ground, client, request);
  if (grant === AUTHORIZATION_CODE) return byAuthorizationCode(ground, client, request);
  return byRefreshToken(ground, client, request);
}

function byDeviceCode(
  ground: LabGround,
  client: OidcClient,
  request: JsonRequest,
): Readonly<Record<string, unknown>> {
  const now = ground.clock.now();
  const device = ground.state.aws.signIn.deviceCodes.get(request.required('deviceCode'));
  if (device === undefined || device.clientId !== client.clientId || device.status === 'used')
    throw new OidcRefusal('invalid_grant', 'Invalid device code provided');
  if (device.expiresAt <= now) throw new OidcRefusal('expired_token', 'The device code has expired');
  const early = device.lastPoll !== undefined && now - device.lastPoll < device.interval * 1000;
  device.lastPoll = now;
  if (early) {
    device.interval += SLOW_DOWN;
    throw new OidcRefusal('slow_down', 'The client polls too often');
  }
  if (device.status === 'denied') throw new OidcRefusal('access_denied', 'The person denied the request');
  if (device.status !== 'approved' || device.signIn === undefined)
    throw new OidcRefusal('authorization_pending', 'The authorization is pending');
  device.status = 'used';
  return tokens(ground, client, device.signIn, client.scopes);
}

function byAuthorizationCode(
  ground: LabGround,
  client: OidcClient,
  request: JsonRequest,
): Readonly<Record<string, unknown>> {
  const value = request.required('code');
  const verifier = request.required('codeVerifier');
  const redirectUri = request.required('redirectUri');
  const { authorizationCodes } = ground.state.aws.signIn;
  const code = authorizationCodes.get(value);
  if (code === undefined || code.clientId !== client.clientId)
    throw new OidcRefusal('invalid_grant', 'Invalid authorization code provided');
  // Whatever comes of it, a code is good for one try.
  authorizationCodes.delete(value);
  if (code.expiresAt <= ground.clock.now())
    throw new OidcRefusal('invalid_grant', 'The authorization code has expired');
  if (code.redirectUri !== redirectUri)
    throw new OidcRefusal('invalid_grant', 'The redirect URI is not the one of the authorization request');
  if (createHash('sha256').update(verifier).digest('base64url') !== code.codeChallenge)
    throw new OidcRefusal('invalid_grant', 'The code verifier does not match the code challenge');
  return tokens(ground, client, code.signIn, code.scopes);
}

function byRefreshToken(
  ground: LabGround,
  client: OidcClient,
  request: JsonRequest,
): Readonly<Record<string, unknown>> {
  const value = request.required('refreshToken');
  const { refreshTokens } = ground.state.aws.signIn;
  const token = refreshTokens.get(value);
  if (token === undefined || token.clientId !== client.clientId || token.expiresAt <= ground.clock.now())
    throw new OidcRefusal('invalid_grant', 'Invalid refresh token provided');
  const scopes = request.texts('scope');
  if (scopes.some((scope) => !token.scopes.includes(scope)))
    throw new OidcRefusal('invalid_scope', 'A scope goes beyond what was granted');
  const answer = tokens(ground, client, token.signIn, scopes.length === 0 ? token.scopes : scopes);
  refreshTokens.delete(value);
  return answer;
}

/** Tokens end with the sign-in they go back to. */
function tokens(
  ground: LabGround,
  client: OidcClient,
  signIn: SignIn,
  scopes: readonly string[],
): Readonly<Record<string, unknown>> {
  if (userOfSignIn(ground, signIn) === undefined)
    throw new OidcRefusal('invalid_grant', 'The session of the person has ended');
  const now = ground.clock.now();
  const { accessTokens, refreshTokens } = ground.state.aws.signIn;
  const renewable = scopes.length > 0 && mayUse(client, REFRESH_TOKEN);
  const expiresAt = Math.min(now + (renewable ? RENEWABLE : NOT_RENEWABLE), signIn.endsAt);
  const token: BearerToken = { clientId: client.clientId, signIn, scopes, expiresAt };
  const accessToken = `aoaAAAAA${ground.random.token(120)}`;
  remember(accessTokens, accessToken, token, (one) => one.expiresAt, now);
  const refreshToken = `aorAAAAA${ground.random.token(120)}`;
  if (renewable)
    remember(
      refreshTokens,
      refreshToken,
      { ...token, expiresAt: signIn.endsAt },
      (one) => one.expiresAt,
      now,
    );
  return {
    accessToken,
    tokenType: 'Bearer',
    expiresIn: Math.floor((expiresAt - now) / 1000),
    ...(renewable ? { refreshToken } : {}),
  };
}
