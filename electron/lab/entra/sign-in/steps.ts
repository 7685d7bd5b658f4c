import type { LabContext } from '../../platform/arrival.ts';
import { noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { formOf, type Parameters } from '../endpoint.ts';
import { refusalPage } from '../refusals/answer.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';
import { consentDeclined, lockedOut, mfaFailed, noSuchUser } from '../refusals/person-refusals.ts';
import { malformed } from '../refusals/request-refusals.ts';
import type { PendingSignIn } from '../sign-in-state.ts';
import { accountNamed, nextStep } from './next-step.ts';
import { isOneTimeCode } from './one-time-code.ts';
import { another } from './pages.ts';
import { tryPassword } from './password.ts';
import { pendingSignIn } from './pending.ts';
import { mfaPlace, personIn } from './person.ts';
import { beginSession, heldSession, keepSessions, sessionsOf } from './sessions.ts';
import { logSignIn } from './sign-in-log.ts';

type Step = (
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  sent: Parameters,
) => Response | Promise<Response>;

/** GET of the sign-in pages: the step a sign-in has come to. */
export function showStep(ground: LabGround, context: LabContext): Promise<Response> {
  const flow = pendingSignIn(ground, context, context.req.query('flow'));
  return nextStep(ground, context, flow);
}

/** POST of the sign-in pages: takes a step. @throws EntraRefusal 165000, 9002313 */
export async function takeStep(ground: LabGround, context: LabContext): Promise<Response> {
  const sent = await formOf(context);
  const flow = pendingSignIn(ground, context, sent.get('flow'));
  const step = STEPS.get(sent.get('step') ?? '');
  if (step === undefined) throw malformed();
  return step(ground, context, flow, sent);
}

const STEPS = new Map<string, Step>([
  ['account', account],
  ['pick', pick],
  ['password', password],
  ['code', code],
  ['register', code],
  ['stay', stay],
  ['invitation', invitation],
  ['other', other],
]);

function account(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const name = (sent.get('loginfmt') ?? '').trim().slice(0, 320);
  flow.loginHint = name;
  const found = accountNamed(ground, name);
  if (found !== undefined) {
    flow.account = found;
    return onwards(context, flow);
  }
  const refusal = noSuchUser(name, tenantOf(ground, flow)?.displayName ?? 'Lab');
  noteError(context, `AADSTS${refusal.aadsts}`);
  logFailure(ground, context, flow, refusal);
  const error = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name)
    ? 'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.'
    : 'Enter a valid email address, phone number, or Skype name.';
  return nextStep(ground, context, flow, { account: error });
}

function pick(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const chosen = sent.get('session');
  if (chosen === 'other') return other(ground, context, flow);
  const held = sessionsOf(ground, context).find(({ session }) => session.id === chosen);
  if (held !== undefined) flow.session = held.key;
  return onwards(context, flow);
}

function password(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const tenant = ground.state.directory.tenants.get(flow.account?.tenantId ?? '');
  const user = tenant?.users.get(flow.account?.userId ?? '');
  if (tenant === undefined || user === undefined) return other(ground, context, flow);
  const refusal = tryPassword(ground, tenant, user, sent.get('passwd') ?? '');
  if (refusal !== undefined) {
    noteError(context, `AADSTS${refusal.aadsts}`);
    logFailure(ground, context, flow, refusal);
    if (refusal.aadsts === 50057) return refusalPage(ground, context, refusal, another(flow));
    return nextStep(ground, context, flow, {
      password:
        refusal.aadsts === lockedOut().aadsts
          ? 'Your account is temporarily locked to prevent unauthorized use. Try again later, and if you still have trouble, contact your admin.'
          : 'Your account or password is incorrect. If you don’t remember your password, ask your admin.',
    });
  }
  flow.session = beginSession(ground, context, {
    tenantId: tenant.id,
    userId: user.id,
    authenticatedAt: ground.clock.now(),
    methods: ['pwd'],
    federatedMfa: false,
    mfaIn: {},
    apps: [],
    persistent: false,
  });
  flow.fresh = true;
  return onwards(context, flow);
}

/** A one-time code: of the method that is registered, or of the one being registered. */
function code(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const held = flow.session === undefined ? undefined : heldSession(ground, flow.session);
  if (held === undefined) return onwards(context, flow);
  const tenant = tenantOf(ground, flow) ?? held.tenant;
  const person = personIn(tenant, held);
  if (person === undefined) return onwards(context, flow);
  const place = mfaPlace(tenant, held, person);
  const secret = place.user.secret.totp ?? flow.registering;
  if (secret === undefined) return onwards(context, flow);
  if (!isOneTimeCode(secret, sent.get('otc') ?? '', ground.clock.now())) {
    const refusal = mfaFailed();
    noteError(context, `AADSTS${refusal.aadsts}`);
    logFailure(ground, context, flow, refusal);
    return nextStep(ground, context, flow, {
      code: 'You didn’t enter the expected verification code. Please try again.',
    });
  }
  place.user.secret.totp = secret;
  delete flow.registering;
  held.session.mfaIn[place.tenant.id] = ground.clock.now();
  return onwards(context, flow);
}

function stay(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const held = flow.session === undefined ? undefined : heldSession(ground, flow.session);
  flow.stayAsked = true;
  if (held !== undefined && sent.get('stay') === 'yes') {
    held.session.persistent = true;
    keepSessions(ground, context);
  }
  return onwards(context, flow);
}

function invitation(ground: LabGround, context: LabContext, flow: PendingSignIn, sent: Parameters) {
  const held = flow.session === undefined ? undefined : heldSession(ground, flow.session);
  const tenant = tenantOf(ground, flow);
  const guest = held === undefined || tenant === undefined ? undefined : personIn(tenant, held);
  if (held === undefined || guest === undefined) return onwards(context, flow);
  if (sent.get('accept') !== 'yes') return refusalPage(ground, context, consentDeclined(), another(flow));
  guest.externalUserState = 'Accepted';
  guest.home ??= { tenantId: held.tenant.id, userId: held.user.id };
  return onwards(context, flow);
}

function other(_ground: LabGround, context: LabContext, flow: PendingSignIn) {
  flow.other = true;
  delete flow.account;
  delete flow.session;
  delete flow.loginHint;
  return onwards(context, flow);
}

/** To the page of the next step by GET, so that reloading it sends nothing again. */
export function onwards(context: LabContext, flow: PendingSignIn): Response {
  return context.redirect(
    `/${flow.account?.tenantId ?? flow.tenantId ?? 'common'}/sign-in?flow=${flow.id}`,
    303,
  );
}

function tenantOf(ground: LabGround, flow: PendingSignIn) {
  return ground.state.directory.tenants.get(flow.tenantId ?? flow.account?.tenantId ?? '');
}

export function logFailure(
  ground: LabGround,
  context: LabContext,
  flow: PendingSignIn,
  refusal: EntraRefusal,
): void {
  const tenant = tenantOf(ground, flow) ?? ground.state.directory.tenants.values().next().value;
  if (tenant === undefined) return;
  const home = ground.state.directory.tenants.get(flow.account?.tenantId ?? '');
  const user = home?.users.get(flow.account?.userId ?? '');
  const person =
    home === undefined || user === undefined ? undefined : personIn(tenant, { tenant: home, user });
  logSignIn(ground, context, {
    tenant,
    ...(home === undefined || user === undefined ? {} : { home: { tenant: home, user } }),
    ...(person === undefined ? {} : { user: person }),
    name: flow.account?.name ?? flow.loginHint ?? '',
    ...(flow.appId === undefined ? {} : { appId: flow.appId }),
    refusal,
    interactive: true,
  });
}
