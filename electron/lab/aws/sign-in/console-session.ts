import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { arrivalOf, type LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { GrantedRole } from '../portal-api/access.ts';
import { assumedRoleArn, sessionLength } from '../portal-api/role-session.ts';
import { sessionTagsOf } from '../portal-api/session-tags.ts';
import type { ConsoleSession } from '../state.ts';
import { personIdentity, recordEvent } from '../trail/record.ts';
import type { PortalPerson } from './portal-session.ts';
import { remember, takeOnce } from './remember.ts';

const COOKIE = 'aws-creds';
const HOME = '/console/home';
/** Milliseconds between the portal and the console. */
const LINK_LIFETIME = 60_000;

/**
 * Federates somebody into the console.
 *
 * @param destination an address of the console, from a shortcut or the permission set's relay state; any other leads home
 * @returns path and query on the console's host, good for one use
 */
export function consoleLink(
  ground: LabGround,
  { user, session }: PortalPerson,
  role: GrantedRole,
  destination: string,
): string {
  const now = ground.clock.now();
  const value = ground.random.token(48);
  const opened: ConsoleSession = {
    accountId: role.account.id,
    permissionSetArn: role.set.arn,
    arn: assumedRoleArn(user, role),
    userName: user.userName,
    sessionTags: sessionTagsOf(ground, user, session),
    expiresAt: now + sessionLength(role),
  };
  const link = { session: opened, expiresAt: now + LINK_LIFETIME };
  remember(ground.state.aws.signIn.consoleLinks, value, link, ({ expiresAt }) => expiresAt, now);
  recordEvent(ground, {
    eventSource: 'sso.amazonaws.com',
    eventName: 'Federate',
    userIdentity: personIdentity(ground, user.userId),
    additionalEventData: { UserName: user.userName },
    serviceEventDetails: { role_name: role.set.name, account_id: role.account.id },
    eventType: 'AwsServiceEvent',
  });
  return `/federate?${new URLSearchParams({ code: value, destination: consolePath(destination) })}`;
}

/** @returns where the browser goes in the console; undefined for a link that is unknown, used or too old */
export function beginConsoleSession(ground: LabGround, context: LabContext): string | undefined {
  const now = ground.clock.now();
  const { consoleLinks, consoleSessions } = ground.state.aws.signIn;
  const opened = takeOnce(consoleLinks, context.req.query('code') ?? '', now);
  if (opened === undefined) return undefined;
  const cookie = ground.random.token(64);
  remember(consoleSessions, cookie, opened.session, ({ expiresAt }) => expiresAt, now);
  setCookie(context, COOKIE, cookie, cookieOptions(context));
  return consolePath(context.req.query('destination') ?? '');
}

/** @returns the role session of this browser; undefined where it has none */
export function consoleSessionOf(ground: LabGround, context: LabContext): ConsoleSession | undefined {
  const session = ground.state.aws.signIn.consoleSessions.get(getCookie(context, COOKIE) ?? '');
  return session === undefined || session.expiresAt <= ground.clock.now() ? undefined : session;
}

export function endConsoleSession(ground: LabGround, context: LabContext): void {
  ground.state.aws.signIn.consoleSessions.delete(getCookie(context, COOKIE) ?? '');
  deleteCookie(context, COOKIE, cookieOptions(context));
}

/** @param destination an address of AWS's console, or a path of it @returns a path of the Lab's console */
function consolePath(destination: string): string {
  const path = /^\/[\w-]/.test(destination) ? destination : pathOfConsole(destination);
  return path !== undefined && path.length <= 1_000 && !/[\\\s\p{Cc}]/u.test(path) ? path : HOME;
}

function pathOfConsole(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname, search } = new URL(address);
  const own = protocol === 'https:' && /^(?:[\w-]+\.)?console\.aws\.amazon\.com$/.test(hostname);
  return own && pathname !== '/' ? `${pathname}${search}` : undefined;
}

function cookieOptions(context: LabContext): {
  path: string;
  httpOnly: true;
  secure: boolean;
  sameSite: 'Lax';
} {
  const { pathname, protocol } = new URL(arrivalOf(context).base);
  return { path: pathname, httpOnly: true, secure: protocol === 'https:', sameSite: 'Lax' };
}
