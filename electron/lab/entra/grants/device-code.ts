import {
  deviceCodeExpired,
  deviceDeclined,
  devicePending,
  otherClientsGrant,
  unknownDeviceCode,
} from '../refusals/grant-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { tokenAnswer } from './issue.ts';
import { recheck } from './recheck.ts';
import { subjectOf } from './refresh-tokens.ts';
import { clientOf, type TokenAnswer, type TokenRequest, wantedOf, wantsClientInfo } from './token-request.ts';

/** The device authorization grant (RFC 8628 section 3.4), polled until the person has answered. */
export async function deviceCodeGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, parameters, registration } = request;
  // v1 clients call it `code`.
  const sent = parameters.get('device_code') ?? parameters.get('code');
  if (sent === undefined) throw missingParameter('device_code');
  const { deviceCodes } = ground.state.entraSignIn;
  const kept = deviceCodes.get(sent);
  if (kept === undefined) throw unknownDeviceCode();
  if (kept.clientId !== registration.application.appId) throw otherClientsGrant();
  if (kept.declined === true) throw deviceDeclined();
  if (kept.expires <= ground.clock.now()) throw deviceCodeExpired();
  if (kept.subject === undefined) throw devicePending();
  const person = subjectOf(ground, kept.subject);
  if (person === undefined) throw unknownDeviceCode();
  const client = clientOf(request, person.tenant);
  const asked = wantedOf(request, person.tenant, kept);
  recheck(client, person, asked.wanted, request.version);
  deviceCodes.delete(sent);
  return tokenAnswer(ground, {
    version: request.version,
    client,
    proof: request.proof,
    person,
    ...asked,
    clientInfo: wantsClientInfo(request),
    refresh: true,
  });
}
