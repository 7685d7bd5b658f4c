import {
  appOnlyAssertion,
  assertionAudienceWrong,
  assertionExpired,
  assertionSignatureWrong,
} from '../refusals/grant-refusals.ts';
import { malformed, missingParameter } from '../refusals/request-refusals.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { verifyOwnToken } from '../tokens/verify.ts';
import { tokenAnswer } from './issue.ts';
import { recheck } from './recheck.ts';
import {
  clientOf,
  ownTenant,
  type TokenAnswer,
  type TokenRequest,
  wantedOf,
  wantsClientInfo,
} from './token-request.ts';

/**
 * On-behalf-of (RFC 7523 section 4 as Entra has it): an API trades the access token it was called with for one to the next
 * API, still of the same person.
 */
export async function onBehalfOfGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, parameters, registration } = request;
  const assertion = parameters.get('assertion');
  if (assertion === undefined) throw missingParameter('assertion');
  if (parameters.get('requested_token_use') !== 'on_behalf_of')
    throw malformed("The parameter 'requested_token_use' has to be 'on_behalf_of'.");
  const tenant = ownTenant(request);
  const { application } = registration;
  const verified = await verifyOwnToken(ground, assertion);
  if (verified === undefined || verified.tenant.id !== tenant.id)
    throw assertionSignatureWrong('The key was not found, or the signature is wrong.');
  const { claims } = verified;
  const audiences = [application.appId, `api://${application.appId}`, ...application.identifierUris];
  if (!audiences.includes(String(claims.aud).replace(/\/$/, '')))
    throw assertionAudienceWrong(String(claims.aud), application.appId);
  const now = Math.floor(ground.clock.now() / 1000);
  if (typeof claims.exp !== 'number' || claims.exp <= now)
    throw assertionExpired(iso(now), iso(Number(claims.exp)));
  const user = tenant.users.get(String(claims.oid));
  if (user === undefined) throw appOnlyAssertion(application.appId);
  const person = personOf(ground.state.directory.tenants, tenant, user, claims, ground.clock.now());
  const client = clientOf(request, tenant);
  const asked = wantedOf(request, tenant, { scope: '' });
  recheck(client, person, asked.wanted, request.version);
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

function personOf(
  tenants: TokenRequest['ground']['state']['directory']['tenants'],
  tenant: SignedIn['tenant'],
  user: SignedIn['user'],
  claims: Readonly<Record<string, unknown>>,
  now: number,
): SignedIn {
  const homeTenant = tenants.get(user.home?.tenantId ?? tenant.id) ?? tenant;
  const homeUser = homeTenant.users.get(user.home?.userId ?? user.id) ?? user;
  const methods = Array.isArray(claims.amr) ? claims.amr.map(String) : [];
  return {
    tenant,
    user,
    home: { tenant: homeTenant, user: homeUser },
    methods: methods.filter((method) => method !== 'mfa'),
    mfa: methods.includes('mfa'),
    authenticatedAt: typeof claims.iat === 'number' ? claims.iat * 1000 : now,
    sessionId: String(claims.sid ?? ''),
  };
}

function iso(seconds: number): string {
  return Number.isFinite(seconds) && Math.abs(seconds) < 8e12
    ? new Date(seconds * 1000).toISOString()
    : String(seconds);
}
