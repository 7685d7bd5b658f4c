import type { LabContext } from '../../platform/arrival.ts';
import { note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { registrationIn } from '../clients/client.ts';
import { clientIdOf, proveClient } from '../clients/client-credentials.ts';
import type { Application } from '../directory.ts';
import { formOf, type Parameters } from '../endpoint.ts';
import { realmOf } from '../realm.ts';
import { malformed, missingParameter, unknownGrant } from '../refusals/request-refusals.ts';
import { authorizationCodeGrant } from './authorization-code.ts';
import { clientCredentialsGrant } from './client-credentials.ts';
import { deviceCodeGrant } from './device-code.ts';
import { onBehalfOfGrant } from './on-behalf-of.ts';
import { passwordGrant } from './password.ts';
import { refreshTokenGrant } from './refresh-token.ts';
import type { Grant } from './token-request.ts';

/** Each grant, and whether clients without credentials may use it. */
const GRANTS = new Map<string, { readonly grant: Grant; readonly isPublic: boolean }>([
  ['client_credentials', { grant: clientCredentialsGrant, isPublic: false }],
  ['authorization_code', { grant: authorizationCodeGrant, isPublic: true }],
  ['refresh_token', { grant: refreshTokenGrant, isPublic: true }],
  ['password', { grant: passwordGrant, isPublic: true }],
  ['device_code', { grant: deviceCodeGrant, isPublic: true }],
  ['urn:ietf:params:oauth:grant-type:device_code', { grant: deviceCodeGrant, isPublic: true }],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', { grant: onBehalfOfGrant, isPublic: false }],
]);

/** The token endpoint (RFC 6749 section 3.2) of v1 or v2. @throws EntraRefusal */
export async function tokenEndpoint(
  ground: LabGround,
  context: LabContext,
  version: 1 | 2,
): Promise<Response> {
  const parameters = await formOf(context);
  const type = parameters.get('grant_type');
  if (type === undefined) throw missingParameter('grant_type');
  if (parameters.doubled !== undefined) throw malformed(`'${parameters.doubled}' stands there twice.`);
  const found = GRANTS.get(type);
  const clientId = clientIdOf(context, parameters);
  note(context, 'token', {
    grant: type,
    clientId,
    scope: parameters.get('scope') ?? parameters.get('resource'),
  });
  if (found === undefined) throw unknownGrant(type);
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const registration = registrationIn(ground, realm, clientId);
  const isPublic = found.isPublic && mayBePublic(ground, registration.application, type, parameters);
  const proof = await proveClient(ground, context, registration, parameters, isPublic);
  const request = { ground, context, version, realm, parameters, registration, proof };
  return context.json(await found.grant(request));
}

/** A code or refresh token is redeemed as the redirect URI's kind demands; other flows need "public client" switched on. */
function mayBePublic(
  ground: LabGround,
  application: Application,
  type: string,
  parameters: Parameters,
): boolean {
  if (application.isFallbackPublicClient) return true;
  const { codes, refreshTokens } = ground.state.entraSignIn;
  if (type === 'authorization_code') {
    const code = codes.get(parameters.get('code') ?? '');
    return code !== undefined && code.redirectType !== 'web';
  }
  if (type === 'refresh_token')
    return refreshTokens.get(parameters.get('refresh_token') ?? '')?.isPublic === true;
  return false;
}
