import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Tenant } from '../directory.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import type { PendingSignIn } from '../sign-in-state.ts';
import { browserOf } from './sessions.ts';
import type { SignInWish } from './signed-in.ts';

/** A wish of an endpoint that may leave the tenant to whoever signs in. */
export interface Wish extends Omit<SignInWish, 'tenant' | 'servicePrincipal'> {
  readonly tenant?: Tenant;
  readonly appId?: string;
  /** App ids of the APIs a token is for. */
  readonly audience?: readonly string[];
  readonly domainHint?: string;
}

/** The parameter with which the browser comes back to the endpoint. */
const RETURN = 'ctx';
const MINUTE = 60_000;
/** How long a sign-in may take. */
const LIFETIME = 30 * MINUTE;
const MOST = 5_000;

/** Begins a sign-in in this browser. */
export function beginSignIn(
  ground: LabGround,
  context: LabContext,
  wish: Wish,
  from: Partial<PendingSignIn> = {},
): PendingSignIn {
  const { pendingSignIns } = ground.state.entraSignIn;
  const now = ground.clock.now();
  for (const [id, { expires }] of pendingSignIns) if (expires <= now) pendingSignIns.delete(id);
  while (pendingSignIns.size >= MOST) pendingSignIns.delete(pendingSignIns.keys().next().value ?? '');
  const begun: PendingSignIn = {
    id: ground.random.token(32),
    browser: browserOf(ground, context),
    begun: now,
    expires: now + LIFETIME,
    resume: wish.resume,
    ...(wish.tenant === undefined ? {} : { tenantId: wish.tenant.id }),
    ...(wish.appId === undefined ? {} : { appId: wish.appId }),
    audience: wish.audience ?? [],
    ...(wish.prompt === undefined ? {} : { prompt: wish.prompt }),
    requireMfa: wish.requireMfa ?? false,
    ...(wish.loginHint === undefined ? {} : { loginHint: wish.loginHint }),
    ...(wish.domainHint === undefined ? {} : { domainHint: wish.domainHint }),
    other: false,
    fresh: false,
    stayAsked: false,
    askedFederatedMfa: false,
    done: false,
    logged: false,
    ...from,
  };
  pendingSignIns.set(begun.id, begun);
  return begun;
}

/** @throws EntraRefusal where it is over, or another browser's */
export function pendingSignIn(ground: LabGround, context: LabContext, id: string | undefined): PendingSignIn {
  const found = ground.state.entraSignIn.pendingSignIns.get(id ?? '');
  const isOver = found === undefined || found.expires <= ground.clock.now();
  if (isOver || found.browser !== browserOf(ground, context))
    throw new EntraRefusal(
      165000,
      'invalid_request',
      'Invalid Request: The request tokens do not match the user context. Either the sign-in took too long, it was finished in another tab, or cookies were refused. Start again from the application.',
    );
  return found;
}

/** Where the browser goes when a sign-in is done. */
export function returnAddress(flow: PendingSignIn): string {
  return `${flow.resume}${flow.resume.includes('?') ? '&' : '?'}${RETURN}=${flow.id}`;
}

/** @returns the finished sign-in with which this browser comes back to the endpoint that wanted it */
export function returningSignIn(ground: LabGround, context: LabContext): PendingSignIn | undefined {
  const id = context.req.query(RETURN);
  const found = id === undefined ? undefined : ground.state.entraSignIn.pendingSignIns.get(id);
  if (found === undefined || !found.done || found.expires <= ground.clock.now()) return undefined;
  if (found.browser !== browserOf(ground, context)) return undefined;
  const asked = new URL(context.req.url);
  // Parsed as well: browsers encode some characters that endpoints leave alone.
  const expected = new URL(returnAddress(found), asked);
  return asked.pathname === expected.pathname && asked.search === expected.search ? found : undefined;
}

/** A request's path and query as an endpoint gives them for `resume`: without the sign-in it may have come back from. */
export function resumeOf(context: LabContext): string {
  const { pathname, search } = new URL(context.req.url);
  return `${pathname}${search}`.replace(new RegExp(`[?&]${RETURN}=[A-Za-z\\d]{32}$`), '');
}
