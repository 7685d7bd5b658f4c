import { getCookie, setCookie } from 'hono/cookie';
import type { Tenant, User } from '../entra/directory.ts';
import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import type { MyAppsSession } from './state.ts';

const SESSION_COOKIE = 'MyAppsSession';
const STATE_COOKIE = 'MyAppsState';
const SESSION_LIFETIME = 8 * 60 * 60_000;
const HAND_OVER_LIFETIME = 5 * 60_000;
const MOST_KEPT = 10_000;
const COOKIE = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const;

/** Somebody who looks at the page. */
export interface Visitor {
  readonly tenant: Tenant;
  readonly user: User;
  readonly home: { readonly tenant: Tenant; readonly user: User };
}

/** The visitor of this browser, as long as their account is there and enabled. */
export function visitorOf(ground: LabGround, context: LabContext): Visitor | undefined {
  const session = ground.state.myApps.sessions.get(getCookie(context, SESSION_COOKIE) ?? '');
  if (session === undefined || session.createdAt + SESSION_LIFETIME <= ground.clock.now()) return undefined;
  const { tenants } = ground.state.directory;
  const tenant = tenants.get(session.tenantId);
  const user = tenant?.users.get(session.userId);
  const homeTenant = tenants.get(session.homeTenantId);
  const homeUser = homeTenant?.users.get(session.homeUserId);
  if (tenant === undefined || user === undefined || homeTenant === undefined || homeUser === undefined)
    return undefined;
  if (!user.accountEnabled || !homeUser.accountEnabled) return undefined;
  return { tenant, user, home: { tenant: homeTenant, user: homeUser } };
}

/** @returns a value that comes back from Entra only to the browser that was sent there */
export function beginVisit(ground: LabGround, context: LabContext): string {
  const state = ground.random.token(32);
  setCookie(context, STATE_COOKIE, state, COOKIE);
  return state;
}

/**
 * Turns what Entra handed over into a session.
 *
 * @returns false for a code that was used, is too old or belongs to another browser
 */
export function endVisit(ground: LabGround, context: LabContext, code: string, state: string): boolean {
  const { handOvers, sessions } = ground.state.myApps;
  const handed = handOvers.get(code);
  handOvers.delete(code);
  const expected = getCookie(context, STATE_COOKIE);
  setCookie(context, STATE_COOKIE, '', { ...COOKIE, maxAge: 0 });
  const now = ground.clock.now();
  if (handed === undefined || expected === undefined || expected !== state) return false;
  if (handed.createdAt + HAND_OVER_LIFETIME <= now) return false;
  const value = ground.random.token(43);
  forgetVisitor(ground, context);
  keep(sessions, value, { ...handed, createdAt: now }, now - SESSION_LIFETIME);
  setCookie(context, SESSION_COOKIE, value, COOKIE);
  return true;
}

/** @returns the code with which My Apps learns who signed in */
export function handOver(ground: LabGround, session: Omit<MyAppsSession, 'createdAt'>): string {
  const now = ground.clock.now();
  const code = ground.random.token(43);
  keep(ground.state.myApps.handOvers, code, { ...session, createdAt: now }, now - HAND_OVER_LIFETIME);
  return code;
}

export function forgetVisitor(ground: LabGround, context: LabContext): void {
  ground.state.myApps.sessions.delete(getCookie(context, SESSION_COOKIE) ?? '');
  setCookie(context, SESSION_COOKIE, '', { ...COOKIE, maxAge: 0 });
}

function keep(kept: Map<string, MyAppsSession>, key: string, entry: MyAppsSession, oldest: number): void {
  kept.set(key, entry);
  for (const [known, { createdAt }] of kept)
    if (createdAt <= oldest || kept.size > MOST_KEPT) kept.delete(known);
}
