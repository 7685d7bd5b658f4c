import { Hono } from 'hono';
import { html } from 'hono/html';
import { type LabContext, type LabEnv, note } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { errorBox, page } from '../platform/page.ts';
import { tenantsOf, tilesFor } from './applications.ts';
import { beginVisit, endVisit, forgetVisitor, type Visitor, visitorOf } from './visitors.ts';

const SERVICE = 'My Apps';

/** The My Apps page: the applications somebody is assigned to, in their own tenant and wherever they are a guest. */
export function myAppsService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const guard =
    (operation: string, run: (context: LabContext) => Response | Promise<Response>) =>
    (context: LabContext): Promise<Response> =>
      guarded(ground, context, { service: 'myapps', operation }, unavailable(context), () => run(context));

  app.get(
    '/',
    guard('MyApps', (context) => {
      const visitor = visitorOf(ground, context);
      const wanted = context.req.query('tenantId') ?? context.req.query('tenant');
      // Another tenant than the one shown: Entra decides anew whether, and with what proof, the person may in.
      if (visitor === undefined || (wanted !== undefined && !isOf(visitor, wanted)))
        return toEntra(ground, context, wanted, visitor?.home.user.userPrincipalName);
      note(context, 'MyApps', { user: visitor.user.userPrincipalName, tenant: visitor.tenant.id });
      return tilesPage(ground, context, visitor);
    }),
  );
  app.get(
    '/signed-in',
    guard('MyAppsSignIn', (context) => {
      const { code = '', state = '' } = context.req.query();
      return endVisit(ground, context, code, state) ? context.redirect('/', 303) : startAgain(context);
    }),
  );
  // The address that a tile stands for, to be kept and passed on.
  app.get(
    '/signin/:name/:appId',
    guard('MyAppsLaunch', (context) => {
      const tenant = context.req.query('tenantId') ?? visitorOf(ground, context)?.tenant.id;
      return tenant === undefined
        ? startAgain(context)
        : context.redirect(launchAddress(ground, context, tenant, context.req.param('appId') ?? ''));
    }),
  );
  app.get(
    '/sign-out',
    guard('MyAppsSignOut', (context) => {
      forgetVisitor(ground, context);
      return context.redirect(`${ground.addresses.base('entra', context)}/common/oauth2/v2.0/logout`);
    }),
  );
  return app;
}

function isOf({ tenant }: Visitor, wanted: string): boolean {
  return tenant.id === wanted.toLowerCase() || tenant.domains.has(wanted.toLowerCase());
}

function toEntra(ground: LabGround, context: LabContext, tenant = 'common', loginHint?: string): Response {
  const query = new URLSearchParams({
    state: beginVisit(ground, context),
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
  });
  const base = ground.addresses.base('entra', context);
  return context.redirect(`${base}/${encodeURIComponent(tenant)}/my-apps?${query}`);
}

function launchAddress(ground: LabGround, context: LabContext, tenantId: string, appId: string): string {
  const base = ground.addresses.base('entra', context);
  return `${base}/${encodeURIComponent(tenantId)}/saml2/launch?${new URLSearchParams({ appid: appId })}`;
}

function tilesPage(ground: LabGround, context: LabContext, visitor: Visitor): Promise<Response> {
  const { tenant, user, home } = visitor;
  const tiles = tilesFor(visitor);
  const others = tenantsOf(ground.state.directory, visitor).filter(({ id }) => id !== tenant.id);
  return page(context, {
    title: 'Apps dashboard',
    heading: 'Apps',
    service: SERVICE,
    wide: true,
    body: html`<p class="who">${user.displayName} (${home.user.userPrincipalName}) at ${tenant.displayName}</p>
${
  tiles.length === 0
    ? html`<p class="note">No application is assigned to you at ${tenant.displayName}.</p>`
    : html`<ul class="plain" id="apps">${tiles.map(
        ({ name, appId, url }) =>
          html`<li><a class="button" id="app-${appId}" href="${url ?? launchAddress(ground, context, tenant.id, appId)}">${name}</a></li>`,
      )}</ul>`
}
${
  others.length === 0
    ? ''
    : html`<h2>Other organizations</h2><ul class="plain" id="organizations">${others.map(
        ({ id, displayName }) => html`<li><a href="/?tenantId=${id}">${displayName}</a></li>`,
      )}</ul>`
}
<p><a href="/sign-out">Sign out</a></p>`,
  });
}

function startAgain(context: LabContext): Promise<Response> {
  return page(context, {
    title: 'Sign in again',
    service: SERVICE,
    status: 400,
    body: html`${errorBox('The sign-in has ended, was used already or began in another browser.')}<p><a class="button" href="/">Sign in</a></p>`,
  });
}

function unavailable(context: LabContext) {
  const answer = (message: string) =>
    page(context, { title: 'Unavailable', service: SERVICE, status: 503, body: errorBox(message) });
  return {
    throttled: () => answer('There are too many requests. Try again later.'),
    failed: () => answer('Something went wrong. Try again.'),
  };
}
