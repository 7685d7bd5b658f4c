import { Hono } from 'hono';
import type { Tenant } from '../entra/directory.ts';
import { findTenant } from '../entra/directory.ts';
import { refusalPage, unavailablePage } from '../entra/saml/pages.ts';
import type { SignInOutcome, SignInWish } from '../entra/sign-in/signed-in.ts';
import type { LabContext, LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { handOver } from './visitors.ts';

/** The sign-in pages, for somebody whose tenant may only show when they sign in. */
export type AskAnybody = (
  context: LabContext,
  wish: Omit<SignInWish, 'tenant' | 'servicePrincipal'> & { readonly tenant?: Tenant },
) => Promise<SignInOutcome>;

/** Entra's side of My Apps: signs somebody in and tells the page, by a code that is good once, who it is. */
export function handOverRoutes(ground: LabGround, askForSignIn: AskAnybody): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  app.get('/:tenant/my-apps', (context) => {
    const refusals = {
      throttled: () => unavailablePage(context, 'AADSTS90055: There are too many requests.'),
      failed: () =>
        unavailablePage(context, 'AADSTS90033: A transient error has occurred. Please try again.'),
    };
    return guarded(ground, context, { service: 'entra', operation: 'MyAppsSignIn' }, refusals, () =>
      signIn(ground, context, askForSignIn),
    );
  });
  return app;
}

async function signIn(ground: LabGround, context: LabContext, askForSignIn: AskAnybody): Promise<Response> {
  const name = context.req.param('tenant') ?? '';
  const tenant = findTenant(ground.state.directory, name);
  if (tenant === undefined && name !== 'common' && name !== 'organizations')
    return refusalPage(ground, context, {
      aadsts: 90002,
      message: `Tenant '${name.slice(0, 200)}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    });
  const query = {
    state: context.req.query('state') ?? '',
    login_hint: context.req.query('login_hint') ?? '',
  };
  const outcome = await askForSignIn(context, {
    ...(tenant === undefined ? {} : { tenant }),
    ...(query.login_hint === '' ? {} : { loginHint: query.login_hint.slice(0, 320) }),
    resume: `/${tenant?.id ?? name}/my-apps?${new URLSearchParams(query)}`,
  });
  if ('answer' in outcome) return outcome.answer;
  const { signedIn } = outcome;
  const code = handOver(ground, {
    tenantId: signedIn.tenant.id,
    userId: signedIn.user.id,
    homeTenantId: signedIn.home.tenant.id,
    homeUserId: signedIn.home.user.id,
  });
  const base = ground.addresses.base('myapps', context);
  return context.redirect(`${base}/signed-in?${new URLSearchParams({ code, state: query.state })}`, 303);
}
