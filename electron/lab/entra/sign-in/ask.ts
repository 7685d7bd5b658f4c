import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { refusalPage } from '../refusals/answer.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';
import { mfaEnrolmentNeeded, mfaNeeded, noSession, severalSessions } from '../refusals/person-refusals.ts';
import type { PendingSignIn } from '../sign-in-state.ts';
import { nameInHint } from '../tokens/claims-of-person.ts';
import { type Gate, gateFor } from './gate.ts';
import { beginSignIn, returningSignIn, type Wish } from './pending.ts';
import { mfaProof, personIn } from './person.ts';
import { type HeldSession, heldSession, sessionsOf } from './sessions.ts';
import { logSignIn } from './sign-in-log.ts';
import type { AskForSignIn, SignInOutcome } from './signed-in.ts';

/** The sign-in pages as endpoints outside OAuth use them: a refusal is a page. */
export function askForSignIn(ground: LabGround): AskForSignIn {
  return async (context, { servicePrincipal, ...wish }) => {
    const outcome = await signInFor(ground, context, {
      ...wish,
      ...(servicePrincipal === undefined ? {} : { appId: servicePrincipal.appId }),
    });
    return 'refusal' in outcome ? { answer: await refusalPage(ground, context, outcome.refusal) } : outcome;
  };
}

/** As `SignInOutcome`, with refusals for the caller to word. */
export type Outcome = SignInOutcome | { readonly refusal: EntraRefusal };

/**
 * Finds who is signed in for a wish, or what the browser needs next. Decided anew at every request, so that what Graph
 * changed in between counts.
 */
export async function signInFor(ground: LabGround, context: LabContext, wish: Wish): Promise<Outcome> {
  const flow = returningSignIn(ground, context);
  const returned = flow?.session === undefined ? undefined : heldSession(ground, flow.session);
  const held = returned ?? pick(ground, context, wish);
  if (held === undefined || 'several' in held) {
    if (wish.prompt === 'none') return { refusal: held === undefined ? noSession() : severalSessions() };
    return { answer: toPages(context, beginSignIn(ground, context, wish)) };
  }
  const tenant = wish.tenant ?? held.tenant;
  const to = {
    tenant,
    ...(wish.appId === undefined ? {} : { appId: wish.appId }),
    audience: wish.audience ?? [],
    requireMfa: wish.requireMfa ?? false,
  };
  const gate = gateFor(held, to, flow?.askedFederatedMfa ?? false);
  if (gate.kind === 'open') {
    if (flow?.logged !== true) log(ground, context, wish, held, gate, flow);
    if (flow !== undefined) flow.logged = true;
    if (wish.appId !== undefined && !held.session.apps.includes(wish.appId))
      held.session.apps = [...held.session.apps, wish.appId].slice(-50);
    return { signedIn: gate.person };
  }
  if (gate.kind === 'refused') {
    log(ground, context, wish, held, gate, flow);
    return { refusal: gate.refusal };
  }
  if (wish.prompt === 'none') return { refusal: silently(gate, tenant.displayName) };
  if (flow !== undefined && returned !== undefined) {
    flow.done = false;
    return { answer: toPages(context, flow) };
  }
  return { answer: toPages(context, beginSignIn(ground, context, wish, { session: held.key })) };
}

function silently(gate: Gate, resource: string): EntraRefusal {
  if (gate.kind !== 'mfa') return noSession();
  const needed = gate.user.secret.totp === undefined ? mfaEnrolmentNeeded : mfaNeeded;
  return needed(1, resource, gate.evaluation.mfaPolicies);
}

/** @returns the one session that is meant; `several` where a person has to say which */
function pick(
  ground: LabGround,
  context: LabContext,
  wish: Wish,
): HeldSession | { readonly several: true } | undefined {
  if (wish.prompt === 'login') return undefined;
  const all = sessionsOf(ground, context);
  if (wish.prompt === 'select_account') return all.length === 0 ? undefined : { several: true };
  const hint = wish.loginHint === undefined ? undefined : nameInHint(wish.loginHint).toLowerCase();
  const { tenant } = wish;
  const candidates = all.filter((held) => {
    const { session, user } = held;
    if (hint !== undefined) {
      const names = [user.userPrincipalName, user.mail ?? '', session.id].map((name) => name.toLowerCase());
      return names.includes(hint);
    }
    return tenant === undefined || personIn(tenant, held) !== undefined;
  });
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  if (hint === undefined && all.length > 0)
    return candidates.length === 0 && wish.prompt === 'none' ? undefined : { several: true };
  return undefined;
}

function toPages(context: LabContext, flow: PendingSignIn): Response {
  return context.redirect(
    `/${flow.tenantId ?? 'common'}/sign-in?flow=${flow.id}`,
    context.req.method === 'GET' ? 302 : 303,
  );
}

function log(
  ground: LabGround,
  context: LabContext,
  wish: Wish,
  held: HeldSession,
  gate: Gate & { kind: 'open' | 'refused' },
  flow: PendingSignIn | undefined,
): void {
  const tenant = wish.tenant ?? held.tenant;
  const proof = mfaProof(tenant, held);
  const asked = held.session.mfaIn[tenant.id] ?? held.session.mfaIn[held.tenant.id];
  const isFresh = asked !== undefined && flow !== undefined && asked >= flow.begun;
  const user = gate.kind === 'open' ? gate.person.user : gate.user;
  logSignIn(ground, context, {
    tenant,
    home: { tenant: held.tenant, user: held.user },
    ...(user === undefined ? {} : { user }),
    ...(wish.appId === undefined ? {} : { appId: wish.appId }),
    ...(gate.kind === 'refused' ? { refusal: gate.refusal } : {}),
    ...(gate.evaluation === undefined ? {} : { evaluation: gate.evaluation }),
    ...(proof === undefined ? {} : { mfa: { proof, fresh: isFresh } }),
    methods: held.session.methods,
    interactive: flow?.fresh === true,
  });
}
