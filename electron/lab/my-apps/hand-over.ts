import { Hono } from 'hono';
import { endpoint } from '../entra/endpoint.ts';
import { realmOf } from '../entra/realm.ts';
import { refusalPage } from '../entra/refusals/answer.ts';
import { signInFor } from '../entra/sign-in/ask.ts';
import { type LabContext, type LabEnv, note } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { handOver } from './visitors.ts';

/** Entra's side of My Apps: signs somebody in and tells the page, by a code that is good once, who it is. */
export function handOverRoutes(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  app.get(
    '/:tenant/my-apps',
    endpoint(ground, 'MyAppsSignIn', 'person', (context) => signIn(ground, context)),
  );
  return app;
}

async function signIn(ground: LabGround, context: LabContext): Promise<Response> {
  const { segment, tenant } = realmOf(ground, context.req.param('tenant') ?? '');
  const state = context.req.query('state') ?? '';
  const loginHint = context.req.query('login_hint')?.slice(0, 320) ?? '';
  const query = new URLSearchParams({ state, ...(loginHint === '' ? {} : { login_hint: loginHint }) });
  const outcome = await signInFor(ground, context, {
    ...(tenant === undefined ? {} : { tenant }),
    ...(loginHint === '' ? {} : { loginHint }),
    resume: `/${tenant?.id ?? segment}/my-apps?${query}`,
  });
  if ('answer' in outcome) return outcome.answer;
  if ('refusal' in outcome) return refusalPage(ground, context, outcome.refusal);
  const { user, home, tenant: shown } = outcome.signedIn;
  note(context, 'MyAppsSignIn', { user: user.userPrincipalName });
  const code = handOver(ground, {
    tenantId: shown.id,
    userId: user.id,
    homeTenantId: home.tenant.id,
    homeUserId: home.user.id,
  });
  const base = ground.addresses.base('myapps', context);
  return context.redirect(`${base}/signed-in?${new URLSearchParams({ code, state })}`, 303);
}
