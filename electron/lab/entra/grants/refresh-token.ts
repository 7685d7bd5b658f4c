import { principalOf } from '../clients/client.ts';
import type { Tenant } from '../directory.ts';
import {
  badGrant,
  crossOriginOnly,
  otherClientsGrant,
  refreshTokenExpired,
  spaTokenExpired,
} from '../refusals/grant-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { mfaProof, personIn } from '../sign-in/person.ts';
import { logSignIn } from '../sign-in/sign-in-log.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { tokenAnswer } from './issue.ts';
import { recheck } from './recheck.ts';
import { subjectOf } from './refresh-tokens.ts';
import { clientOf, type TokenAnswer, type TokenRequest, wantedOf, wantsClientInfo } from './token-request.ts';

/**
 * The refresh token grant (RFC 6749 section 6). The token may be used for another API, and in another tenant that has the
 * person as a guest; what the directory says now decides.
 */
export async function refreshTokenGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, context, parameters, registration, realm } = request;
  const sent = parameters.get('refresh_token');
  if (sent === undefined) throw missingParameter('refresh_token');
  const kept = ground.state.entraSignIn.refreshTokens.get(sent);
  if (kept === undefined) throw badGrant('The refresh token was not issued here.');
  if (kept.clientId !== registration.application.appId) throw otherClientsGrant();
  const issued = new Date(kept.issuedAt).toISOString();
  const struck = ground.faults.strike(['expired-token'], 'entra', 'token') !== undefined;
  if (struck || kept.expires <= ground.clock.now())
    throw kept.spa ? spaTokenExpired(issued) : refreshTokenExpired(issued);
  if (kept.spa && context.req.header('origin') === undefined) throw crossOriginOnly();
  const before = subjectOf(ground, kept.subject);
  const person = before === undefined ? undefined : inTenant(request, before, realm.tenant ?? before.tenant);
  if (person === undefined) throw badGrant('The account is not, or no longer, in this tenant.');
  const client = clientOf(request, person.tenant);
  const asked = wantedOf(request, person.tenant, kept);
  recheck(client, person, asked.wanted, request.version, kept.issuedAt);
  const answer = await tokenAnswer(ground, {
    version: request.version,
    client,
    proof: request.proof,
    person,
    ...asked,
    spa: kept.spa,
    ...(kept.spa ? { expires: kept.expires } : {}),
    clientInfo: wantsClientInfo(request),
    refresh: true,
  });
  const api = asked.wanted.resource?.principal;
  logSignIn(ground, context, {
    tenant: person.tenant,
    home: person.home,
    user: person.user,
    appId: client.application.appId,
    ...(api === undefined ? {} : { resource: principalOf(person.tenant, api.appId) ?? api }),
    ...(person.mfa ? { mfa: { proof: 'here', fresh: false } } : {}),
    methods: person.methods,
    interactive: false,
  });
  return answer;
}

/** The same account as another tenant knows it; whether its MFA counts there is that tenant's to say. */
function inTenant({ ground }: TokenRequest, person: SignedIn, tenant: Tenant): SignedIn | undefined {
  if (tenant.id === person.tenant.id) return person;
  const user = personIn(tenant, person.home);
  if (user === undefined) return undefined;
  const [key, session] =
    [...ground.state.entraSignIn.sessions].find(([, { id }]) => id === person.sessionId) ?? [];
  const mfa =
    key !== undefined && session !== undefined
      ? mfaProof(tenant, { key, session, ...person.home }) !== undefined
      : false;
  return { ...person, tenant, user, mfa };
}
