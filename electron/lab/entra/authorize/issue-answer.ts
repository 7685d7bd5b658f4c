import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Client } from '../clients/client.ts';
import { clientInfo } from '../grants/issue.ts';
import { keptSubject } from '../grants/refresh-tokens.ts';
import { type Wanted, withGraph } from '../resources/wanted.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { delegatedToken } from '../tokens/access-token.ts';
import { idToken } from '../tokens/id-token.ts';
import type { AuthorizationRequest } from './request.ts';
import { reply } from './response.ts';

/** How long a code is good: about ten minutes. */
const CODE_LIFETIME = 600_000;

/** Answers the application with what its response_type asks for: a code, an ID token, an access token. */
export async function issueAnswer(
  ground: LabGround,
  context: LabContext,
  request: AuthorizationRequest,
  client: Client,
  person: SignedIn,
  wanted: Wanted,
): Promise<Response> {
  const { responseTypes, version, nonce, replyTo, parameters } = request;
  const code = responseTypes.has('code') ? newCode(ground, request, person) : undefined;
  const access = responseTypes.has('token')
    ? await delegatedToken(ground, client, '0', person, withGraph(client.tenant, wanted))
    : undefined;
  const identity = responseTypes.has('id_token')
    ? await idToken(ground, client, person, version, {
        ...(nonce === undefined ? {} : { nonce }),
        oidc: wanted.oidc,
        ...(code === undefined ? {} : { code }),
        ...(access === undefined ? {} : { accessToken: access.token }),
        inFragment: replyTo.mode === 'fragment',
      })
    : undefined;
  return reply(context, replyTo, {
    code,
    ...(access === undefined
      ? {}
      : {
          access_token: access.token,
          token_type: 'Bearer',
          expires_in: String(access.lifetime),
          scope: access.scopes.join(' '),
        }),
    id_token: identity,
    ...(parameters.get('client_info') === '1' ? { client_info: clientInfo(person) } : {}),
    session_state: person.sessionId,
  });
}

function newCode(ground: LabGround, request: AuthorizationRequest, person: SignedIn): string {
  const { codes } = ground.state.entraSignIn;
  const now = ground.clock.now();
  // Redeemed ones are remembered a while: a second attempt is another refusal than an unknown code.
  for (const [value, { expires }] of codes) if (expires + CODE_LIFETIME <= now) codes.delete(value);
  while (codes.size > 10_000) codes.delete(codes.keys().next().value ?? '');
  const code = `1.A${ground.random.token(8)}.${ground.random.token(80)}`;
  const { version, registration, replyTo, scope, resource, nonce, challenge } = request;
  codes.set(code, {
    expires: now + CODE_LIFETIME,
    version,
    clientId: registration.application.appId,
    redirectUri: replyTo.target.uri,
    redirectType: replyTo.target.type,
    scope,
    ...(resource === undefined ? {} : { resource }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(challenge === undefined ? {} : { challenge }),
    subject: keptSubject(person),
    redeemed: false,
  });
  return code;
}
