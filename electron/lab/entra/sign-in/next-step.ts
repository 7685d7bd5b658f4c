import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Tenant } from '../directory.ts';
import { homeRealm } from '../realm.ts';
import { refusalPage } from '../refusals/answer.ts';
import type { PendingSignIn } from '../sign-in-state.ts';
import { nameInHint } from '../tokens/claims-of-person.ts';
import { federationRedirect } from '../ws-fed/federation.ts';
import { type Gate, gateFor } from './gate.ts';
import { oneTimeCode } from './one-time-code.ts';
import {
  accountPage,
  another,
  codePage,
  invitationPage,
  passwordPage,
  pickPage,
  registrationPage,
  stayPage,
} from './pages.ts';
import { returnAddress } from './pending.ts';
import { domainOf } from './person.ts';
import { type HeldSession, heldSession, sessionsOf } from './sessions.ts';
import { logSignIn } from './sign-in-log.ts';

/** What a person typed wrongly, shown beside the field. */
export interface StepError {
  readonly account?: string;
  readonly password?: string;
  readonly code?: string;
}

/** Shows the step that a sign-in has come to, or sends the browser on. */
export async function nextStep(
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  error: StepError = {},
): Promise<Response> {
  const held = flow.session === undefined ? undefined : heldSession(ground, flow.session);
  if (held !== undefined) return afterFirstFactor(ground, context, flow, held, error);
  delete flow.session;
  if (flow.account === undefined && error.account === undefined) takeHints(ground, flow);
  const { account } = flow;
  if (account === undefined) {
    const sessions = flow.other || flow.prompt === 'login' ? [] : sessionsOf(ground, context);
    const isNamed = flow.loginHint !== undefined || error.account !== undefined;
    if (sessions.length > 0 && !isNamed) return pickPage(context, flow, sessions);
    return accountPage(context, flow, error.account);
  }
  const tenant = ground.state.directory.tenants.get(account.tenantId);
  if (tenant === undefined) return accountPage(context, flow);
  const moved = toRealm(context, flow, tenant);
  if (moved !== undefined) return moved;
  const domain = domainOf(tenant, account.name);
  if (domain?.authenticationType === 'Federated')
    return federationRedirect(ground, context, domain, {
      context: flow.id,
      ...(account.name.startsWith('@') ? {} : { loginHint: account.name }),
      // Whoever must sign in anew must do so where the password is.
      ...(flow.prompt === 'login' ? { fresh: true } : {}),
    });
  return passwordPage(context, flow, tenant, error.password);
}

async function afterFirstFactor(
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  held: HeldSession,
  error: StepError,
): Promise<Response> {
  const tenant =
    flow.tenantId === undefined ? held.tenant : ground.state.directory.tenants.get(flow.tenantId);
  if (tenant === undefined) return accountPage(context, flow);
  const to = {
    tenant,
    ...(flow.appId === undefined ? {} : { appId: flow.appId }),
    audience: flow.audience,
    requireMfa: flow.requireMfa,
  };
  const gate = gateFor(held, to, flow.askedFederatedMfa);
  if (gate.kind === 'refused') return refused(ground, context, flow, held, tenant, gate);
  if (gate.kind === 'invitation') {
    return (
      toRealm(context, flow, tenant) ?? invitationPage(context, flow, tenant, held.user.userPrincipalName)
    );
  }
  if (gate.kind === 'mfa') return secondFactor(ground, context, flow, held, gate, error);
  if (flow.fresh && !flow.stayAsked) return stayPage(context, flow, held.user);
  flow.done = true;
  return context.redirect(returnAddress(flow), 303);
}

function secondFactor(
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  held: HeldSession,
  gate: Gate & { kind: 'mfa' },
  error: StepError,
): Response | Promise<Response> {
  if (gate.by === 'identity-provider') {
    const domain = domainOf(held.tenant, held.user.userPrincipalName);
    if (domain !== undefined) {
      flow.askedFederatedMfa = true;
      const loginHint = held.user.userPrincipalName;
      return federationRedirect(ground, context, domain, { context: flow.id, loginHint, mfa: true });
    }
  }
  const moved = toRealm(context, flow, gate.tenant);
  if (moved !== undefined) return moved;
  const now = ground.clock.now();
  const { totp } = gate.user.secret;
  if (totp !== undefined) return codePage(context, flow, gate, oneTimeCode(totp, now), error.code);
  flow.registering ??= ground.random.text(32, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
  const code = oneTimeCode(flow.registering, now);
  return registrationPage(context, flow, gate, flow.registering, code, error.code);
}

/** The tenant that asks stands in the address, so that one sees where one signs in. */
function toRealm(context: LabContext, flow: PendingSignIn, tenant: Tenant): Response | undefined {
  if (context.req.param('tenant')?.toLowerCase() === tenant.id) return undefined;
  return context.redirect(`/${tenant.id}/sign-in?flow=${flow.id}`, 303);
}

/** An account that the application named, or a domain whose identity provider is asked at once. */
function takeHints(ground: LabGround, flow: PendingSignIn): void {
  if (flow.other) return;
  const name = flow.loginHint === undefined ? undefined : nameInHint(flow.loginHint);
  if (name !== undefined) {
    const account = accountNamed(ground, name);
    if (account !== undefined) flow.account = account;
    flow.loginHint = name;
    return;
  }
  const hinted = flow.domainHint === undefined ? undefined : homeRealm(ground, `x@${flow.domainHint}`);
  if (hinted?.domain.authenticationType === 'Federated')
    flow.account = { tenantId: hinted.tenant.id, name: `@${hinted.domain.id}` };
}

/**
 * Home-realm discovery: whose account a sign-in name is. Accounts of federated domains are their identity provider's to
 * know; a guest's own name leads to its home.
 *
 * @returns undefined where no tenant of the Lab has the domain, or a managed one has no such account
 */
export function accountNamed(ground: LabGround, name: string): PendingSignIn['account'] {
  const realm = homeRealm(ground, name);
  if (realm === undefined) return undefined;
  const { tenant, domain } = realm;
  if (domain.authenticationType === 'Federated') return { tenantId: tenant.id, name };
  const wanted = name.toLowerCase();
  for (const user of tenant.users.values()) {
    if (user.userPrincipalName.toLowerCase() !== wanted) continue;
    if (user.home === undefined)
      return { tenantId: tenant.id, name: user.userPrincipalName, userId: user.id };
    const homeTenant = ground.state.directory.tenants.get(user.home.tenantId);
    const homeUser = homeTenant?.users.get(user.home.userId);
    return homeUser === undefined ? undefined : accountNamed(ground, homeUser.userPrincipalName);
  }
  return undefined;
}

function refused(
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  held: HeldSession,
  tenant: Tenant,
  { refusal, user, evaluation }: Gate & { kind: 'refused' },
): Promise<Response> {
  logSignIn(ground, context, {
    tenant,
    home: { tenant: held.tenant, user: held.user },
    ...(user === undefined ? {} : { user }),
    ...(flow.appId === undefined ? {} : { appId: flow.appId }),
    refusal,
    ...(evaluation === undefined ? {} : { evaluation }),
    methods: held.session.methods,
    interactive: flow.fresh,
  });
  return refusalPage(ground, context, refusal, another(flow));
}
