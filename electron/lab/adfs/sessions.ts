import { getCookie, setCookie } from 'hono/cookie';
import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { standing } from './accounts.ts';
import type { AdfsSession, CertificateStep, ForestAccount } from './state.ts';

const SESSION_COOKIE = 'MSISAuth';
const STEP_COOKIE = 'MSISCertificate';
/** The farm's default for single sign-on: 480 minutes. */
const SESSION_LIFETIME = 480 * 60_000;
const STEP_LIFETIME = 10 * 60_000;
const MOST_KEPT = 10_000;
/** AD FS gets posts and redirects from other sites, so its cookies have to come along. */
const COOKIE = { path: '/adfs', httpOnly: true, secure: true, sameSite: 'None' } as const;

/** The session of this browser, where it is still good. */
export function currentSession(
  ground: LabGround,
  context: LabContext,
): { readonly session: AdfsSession; readonly account: ForestAccount } | undefined {
  const { adfs } = ground.state;
  const session = adfs.sessions.get(getCookie(context, SESSION_COOKIE) ?? '');
  const account = adfs.accounts.get(session?.userPrincipalName.toLowerCase() ?? '');
  if (session === undefined || account === undefined) return undefined;
  const now = ground.clock.now();
  if (session.authenticatedAt + SESSION_LIFETIME <= now || standing(account, now) !== 'good')
    return undefined;
  return { session, account };
}

/** Begins a session anew, so that nobody can have known its cookie before. */
export function beginSession(ground: LabGround, context: LabContext, session: AdfsSession): void {
  endSession(ground, context);
  const { sessions } = ground.state.adfs;
  const value = ground.random.token(43);
  sessions.set(value, session);
  forget(sessions, ({ authenticatedAt }) => authenticatedAt + SESSION_LIFETIME <= ground.clock.now());
  setCookie(context, SESSION_COOKIE, value, COOKIE);
}

export function endSession(ground: LabGround, context: LabContext): void {
  ground.state.adfs.sessions.delete(getCookie(context, SESSION_COOKIE) ?? '');
  setCookie(context, SESSION_COOKIE, '', { ...COOKIE, maxAge: 0 });
}

/** @returns the ticket under which the host that asks for certificates finds the sign-in */
export function beginCertificateStep(
  ground: LabGround,
  context: LabContext,
  step: Pick<CertificateStep, 'userPrincipalName' | 'methods' | 'query'>,
): string {
  const { certificateSteps } = ground.state.adfs;
  const now = ground.clock.now();
  const [ticket, browser] = [ground.random.token(32), ground.random.token(43)];
  certificateSteps.set(ticket, { ...step, browser, expiresAt: now + STEP_LIFETIME });
  forget(certificateSteps, ({ expiresAt }) => expiresAt <= now);
  setCookie(context, STEP_COOKIE, browser, COOKIE);
  return ticket;
}

/** @returns the sign-in of a ticket that still runs */
export function certificateStep(ground: LabGround, ticket: string): CertificateStep | undefined {
  const step = ground.state.adfs.certificateSteps.get(ticket);
  return step === undefined || step.expiresAt <= ground.clock.now() ? undefined : step;
}

/** Takes up, once, the sign-in whose certificate was accepted; only in the browser that began it. */
export function takeProvenStep(
  ground: LabGround,
  context: LabContext,
  handle: string,
): CertificateStep | undefined {
  const { certificateSteps } = ground.state.adfs;
  for (const [ticket, step] of certificateSteps) {
    if (step.proof?.handle !== handle) continue;
    certificateSteps.delete(ticket);
    const known = getCookie(context, STEP_COOKIE) === step.browser && step.expiresAt > ground.clock.now();
    setCookie(context, STEP_COOKIE, '', { ...COOKIE, maxAge: 0 });
    return known ? step : undefined;
  }
  return undefined;
}

function forget<T>(kept: Map<string, T>, isOver: (entry: T) => boolean): void {
  for (const [key, entry] of kept) {
    if (isOver(entry) || kept.size > MOST_KEPT) kept.delete(key);
  }
}
