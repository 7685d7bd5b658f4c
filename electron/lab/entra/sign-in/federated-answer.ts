import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { formOf } from '../endpoint.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import { accountDisabled } from '../refusals/person-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { acceptFederatedSignIn } from '../ws-fed/federation.ts';
import { pendingSignIn } from './pending.ts';
import { domainOf } from './person.ts';
import { beginSession, heldSession } from './sessions.ts';
import { logFailure, onwards } from './steps.ts';

/**
 * POST /login.srf: a federated identity provider's answer (WS-Federation passive profile) to the sign-in that `wctx`
 * names. Whoever it vouches for is signed in, also where another account was typed.
 *
 * @throws EntraRefusal what the answer is refused for; 165000 where no sign-in of this browser waits for it
 */
export async function federatedAnswer(ground: LabGround, context: LabContext): Promise<Response> {
  const sent = await formOf(context);
  const wresult = sent.get('wresult');
  if (sent.get('wa') !== 'wsignin1.0') throw missingParameter('wa');
  if (wresult === undefined) throw missingParameter('wresult');
  const flow = pendingSignIn(ground, context, sent.get('wctx'));
  const before = flow.session === undefined ? undefined : heldSession(ground, flow.session);
  const name = before?.user.userPrincipalName ?? flow.account?.name ?? '';
  const tenant = before?.tenant ?? ground.state.directory.tenants.get(flow.account?.tenantId ?? '');
  const domain = tenant === undefined ? undefined : domainOf(tenant, name);
  if (tenant === undefined || domain?.authenticationType !== 'Federated')
    throw new EntraRefusal(50107, 'invalid_request', 'The requested federation realm object does not exist.');
  const accepted = acceptFederatedSignIn(ground, tenant, domain, wresult);
  const fail = (refusal: EntraRefusal): never => {
    logFailure(ground, context, flow, refusal);
    throw refusal;
  };
  if ('aadsts' in accepted)
    return fail(new EntraRefusal(accepted.aadsts, 'invalid_request', accepted.message));
  if (!accepted.user.accountEnabled) return fail(accountDisabled());
  const { user, methods, mfa } = accepted;
  flow.session = beginSession(ground, context, {
    tenantId: tenant.id,
    userId: user.id,
    authenticatedAt: ground.clock.now(),
    methods: [...new Set([...methods, 'fed'])].filter((method) => method !== 'mfa'),
    federatedMfa: mfa,
    mfaIn: before?.user.id === user.id ? before.session.mfaIn : {},
    apps: before?.session.apps ?? [],
    persistent: before?.session.persistent ?? false,
  });
  flow.account = { tenantId: tenant.id, name: user.userPrincipalName, userId: user.id };
  flow.fresh = true;
  return onwards(context, flow);
}
