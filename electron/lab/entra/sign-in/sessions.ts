import { getCookie, setCookie } from 'hono/cookie';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Tenant, User } from '../directory.ts';
import type { EntraSession } from '../sign-in-state.ts';

/** Sessions of one browser: the cookie holds their keys, the account that was used last first. */
const SESSIONS = 'ESTSAUTH';
/** Tells browsers apart before anybody is signed in. */
const BROWSER = 'buid';
const MOST = 8;
const DAY = 86_400;
/** Seconds: what a session lives with and without "Stay signed in". */
const LIFETIME = { persistent: 90 * DAY, other: DAY };

export interface HeldSession {
  readonly key: string;
  readonly session: EntraSession;
  readonly tenant: Tenant;
  readonly user: User;
}

/** @returns the browser's sessions that still count, the latest first */
export function sessionsOf(ground: LabGround, context: LabContext): HeldSession[] {
  return keysOf(context).flatMap((key) => {
    const held = heldSession(ground, key);
    return held === undefined ? [] : [held];
  });
}

/** @returns the session of a key; undefined where it ended, or its account is gone, switched off or revoked since */
export function heldSession(ground: LabGround, key: string): HeldSession | undefined {
  const session = ground.state.entraSignIn.sessions.get(key);
  if (session === undefined) return undefined;
  const tenant = ground.state.directory.tenants.get(session.tenantId);
  const user = tenant?.users.get(session.userId);
  const lifetime = session.persistent ? LIFETIME.persistent : LIFETIME.other;
  const isOver = session.authenticatedAt + lifetime * 1000 <= ground.clock.now();
  if (tenant === undefined || user === undefined || isOver || isRevoked(user, session.authenticatedAt)) {
    ground.state.entraSignIn.sessions.delete(key);
    return undefined;
  }
  return { key, session, tenant, user };
}

/** @returns true for what was authenticated before the account's sessions were revoked */
export function isRevoked(user: User, authenticatedAt: number): boolean {
  const from = Date.parse(user.signInSessionsValidFromDateTime ?? '');
  // Graph writes whole seconds.
  return !Number.isNaN(from) && Math.floor(authenticatedAt / 1000) * 1000 < Math.floor(from / 1000) * 1000;
}

/** Remembers a new session in the browser, in place of an older one of the same account. @returns its key */
export function beginSession(
  ground: LabGround,
  context: LabContext,
  session: Omit<EntraSession, 'id'>,
): string {
  const { sessions } = ground.state.entraSignIn;
  const key = `0.${ground.random.token(43)}`;
  const others = sessionsOf(ground, context).filter((held) => {
    const isSame = held.session.userId === session.userId && held.session.tenantId === session.tenantId;
    if (isSame) sessions.delete(held.key);
    return !isSame;
  });
  sessions.set(key, { id: ground.random.uuid(), ...session });
  while (sessions.size > 10_000) sessions.delete(sessions.keys().next().value ?? '');
  writeCookie(ground, context, [key, ...others.map((held) => held.key)]);
  return key;
}

/** Writes the cookie anew after a session became a persistent one. */
export function keepSessions(ground: LabGround, context: LabContext): void {
  writeCookie(ground, context, keysOf(context));
}

/** Ends the browser's sessions, all of them or those of one account. @returns what ended */
export function endSessions(
  ground: LabGround,
  context: LabContext,
  only: (held: HeldSession) => boolean = () => true,
): HeldSession[] {
  const all = sessionsOf(ground, context);
  const ended = all.filter(only);
  for (const { key } of ended) ground.state.entraSignIn.sessions.delete(key);
  writeCookie(
    ground,
    context,
    all.filter((held) => !ended.includes(held)).map(({ key }) => key),
  );
  return ended;
}

/** The browser's own identifier, given to it where it has none. It is a secret between the browser and Entra. */
export function browserOf(ground: LabGround, context: LabContext): string {
  const known = getCookie(context, BROWSER);
  if (known !== undefined && /^1\.[A-Za-z\d]{32}$/.test(known)) return known;
  const given = givenBrowsers.get(context.req.raw) ?? `1.${ground.random.token(32)}`;
  givenBrowsers.set(context.req.raw, given);
  setCookie(context, BROWSER, given, { ...ATTRIBUTES, maxAge: 30 * DAY });
  return given;
}

const givenBrowsers = new WeakMap<object, string>();
/** Identity providers and applications post across sites, so the cookies have to come along. */
const ATTRIBUTES = { path: '/', secure: true, httpOnly: true, sameSite: 'None' } as const;

function keysOf(context: LabContext): string[] {
  const text = getCookie(context, SESSIONS) ?? '';
  return text
    .split('|')
    .filter((key) => /^0\.[A-Za-z\d]{43}$/.test(key))
    .slice(0, MOST);
}

function writeCookie(ground: LabGround, context: LabContext, keys: readonly string[]): void {
  const { sessions } = ground.state.entraSignIn;
  const isPersistent = keys.some((key) => sessions.get(key)?.persistent === true);
  setCookie(context, SESSIONS, keys.slice(0, MOST).join('|'), {
    ...ATTRIBUTES,
    ...(keys.length === 0 ? { maxAge: 0 } : isPersistent ? { maxAge: LIFETIME.persistent } : {}),
  });
}
