import { createHash, timingSafeEqual } from 'node:crypto';
import { redirectMismatch } from '../refusals/client-refusals.ts';
import {
  badGrant,
  codeRedeemed,
  crossOriginNotAllowed,
  crossOriginOnly,
  grantExpired,
  otherClientsGrant,
  pkceNeeded,
  verifierMismatch,
  verifierNeeded,
} from '../refusals/grant-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import type { AuthorizationCode } from '../sign-in-state.ts';
import { tokenAnswer } from './issue.ts';
import { recheck } from './recheck.ts';
import { subjectOf } from './refresh-tokens.ts';
import { clientOf, type TokenAnswer, type TokenRequest, wantedOf, wantsClientInfo } from './token-request.ts';

/** The authorization code grant (RFC 6749 section 4.1.3) with PKCE (RFC 7636). A code is good once. */
export async function authorizationCodeGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, parameters, registration, realm } = request;
  const sent = parameters.get('code');
  if (sent === undefined) throw missingParameter('code');
  const code = ground.state.entraSignIn.codes.get(sent);
  if (code === undefined) throw badGrant('The authorization code was not issued here, or long ago.');
  const { appId } = registration.application;
  if (code.clientId !== appId) throw otherClientsGrant();
  if (code.redeemed) throw codeRedeemed();
  if (code.expires <= ground.clock.now()) throw grantExpired();
  const redirectUri = parameters.get('redirect_uri');
  if (redirectUri === undefined) throw missingParameter('redirect_uri');
  if (redirectUri !== code.redirectUri) throw redirectMismatch(redirectUri, appId);
  checkOrigin(request, code);
  checkVerifier(code, parameters.get('code_verifier'));
  const person = subjectOf(ground, code.subject);
  if (person === undefined || (realm.tenant !== undefined && realm.tenant.id !== person.tenant.id))
    throw badGrant('The code was issued in another tenant, or the account is gone.');
  const client = clientOf(request, person.tenant);
  const asked = wantedOf(request, person.tenant, code);
  recheck(client, person, asked.wanted, request.version);
  code.redeemed = true;
  return tokenAnswer(ground, {
    version: request.version,
    client,
    proof: request.proof,
    person,
    ...asked,
    ...(code.nonce === undefined ? {} : { nonce: code.nonce }),
    spa: code.redirectType === 'spa',
    clientInfo: wantsClientInfo(request),
    refresh: true,
  });
}

/** Codes of single-page applications are redeemed by scripts, which browsers give an Origin; no other code is. */
function checkOrigin({ context }: TokenRequest, code: AuthorizationCode): void {
  const isCrossOrigin = context.req.header('origin') !== undefined;
  if (code.redirectType === 'spa') {
    if (!isCrossOrigin) throw crossOriginOnly();
    if (code.challenge === undefined) throw pkceNeeded();
  } else if (isCrossOrigin) throw crossOriginNotAllowed();
}

function checkVerifier({ challenge }: AuthorizationCode, verifier: string | undefined): void {
  if (challenge === undefined) return;
  if (verifier === undefined) throw verifierNeeded();
  const answer =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  const [given, expected] = [Buffer.from(answer), Buffer.from(challenge.value)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw verifierMismatch();
}
