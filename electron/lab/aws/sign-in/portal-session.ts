import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { arrivalOf, type LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { StoreUser } from '../identity-store.ts';
import type { PortalSession, SignIn } from '../state.ts';
import type { AcceptedSignIn } from './accept-response.ts';
import { remember, takeOnce } from './remember.ts';

/** Milliseconds of a portal session: Identity Center's default of eight hours. */
const SESSION_LIFETIME = 8 * 3_600_000;
/** Milliseconds between the answer of the assertion consumer service and the portal. */
const HAND_OVER_LIFETIME = 60_000;
const COOKIE = 'x-amz-sso_authn';

/** Somebody who is signed in to the access portal. */
export interface PortalPerson {
  readonly user: StoreUser;
  readonly session: PortalSession;
}

/** @returns a one-time value by which the portal, on another host, takes the sign-in over */
export function handOver(ground: LabGround, accepted: AcceptedSignIn): string {
  const now = ground.clock.now();
  const session: PortalSession = {
    sessionId: ground.random.uuid(),
    userId: accepted.user.userId,
    createdAt: now,
    endsAt: Math.min(now + SESSION_LIFETIME, accepted.sessionEnd ?? Number.POSITIVE_INFINITY),
    attributes: accepted.attributes,
  };
  const value = ground.random.token(48);
  remember(
    ground.state.aws.signIn.handOvers,
    value,
    { session, continueTo: accepted.continueTo ?? '/start', expiresAt: now + HAND_OVER_LIFETIME },
    ({ expiresAt }) => expiresAt,
    now,
  );
  return value;
}

/**
 * Begins the session of the browser that brings a hand-over's value.
 *
 * @returns the path of the portal to go to; undefined for a value that is unknown, used or too old
 */
export function beginSession(ground: LabGround, context: LabContext, value: string): string | undefined {
  const now = ground.clock.now();
  const { signIn } = ground.state.aws;
  const found = takeOnce(signIn.handOvers, value, now);
  if (found === undefined) return undefined;
  const cookie = ground.random.token(64);
  remember(signIn.sessions, cookie, found.session, ({ endsAt }) => endsAt, now);
  setCookie(context, COOKIE, cookie, cookieOptions(context));
  return found.continueTo;
}

/** @returns who this browser is signed in as; undefined also for a user who was removed or disabled since */
export function personOf(ground: LabGround, context: LabContext): PortalPerson | undefined {
  const session = ground.state.aws.signIn.sessions.get(getCookie(context, COOKIE) ?? '');
  if (session === undefined) return undefined;
  const user = userOfSignIn(ground, session);
  return user === undefined ? undefined : { user, session };
}

/** @returns the user of a sign-in that still counts */
export function userOfSignIn(ground: LabGround, signIn: SignIn): StoreUser | undefined {
  if (signIn.endsAt <= ground.clock.now()) return undefined;
  const user = ground.state.aws.identityStore.users.get(signIn.userId);
  return user?.active === true ? user : undefined;
}

/** Ends this browser's session; with it go the tokens that were made of it. */
export function endSession(ground: LabGround, context: LabContext): void {
  const cookie = getCookie(context, COOKIE) ?? '';
  const { signIn } = ground.state.aws;
  const session = signIn.sessions.get(cookie);
  signIn.sessions.delete(cookie);
  deleteCookie(context, COOKIE, cookieOptions(context));
  if (session !== undefined) forgetTokens(ground, session.sessionId);
}

/** Makes the tokens of a sign-in useless. */
export function forgetTokens(ground: LabGround, sessionId: string): void {
  const { accessTokens, refreshTokens } = ground.state.aws.signIn;
  for (const tokens of [accessTokens, refreshTokens])
    for (const [value, { signIn }] of tokens) if (signIn.sessionId === sessionId) tokens.delete(value);
}

function cookieOptions(context: LabContext): {
  path: string;
  httpOnly: true;
  secure: boolean;
  sameSite: 'Lax';
} {
  const { base } = arrivalOf(context);
  const { pathname, protocol } = new URL(base);
  return { path: pathname, httpOnly: true, secure: protocol === 'https:', sameSite: 'Lax' };
}
