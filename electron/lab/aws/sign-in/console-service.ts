import { Hono } from 'hono';
import { html } from 'hono/html';
import { arrivalOf, type LabContext, type LabEnv, note, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import { button, facts, form, type Markup, page } from '../../platform/page.ts';
import type { ConsoleSession } from '../state.ts';
import { runAction } from './console-actions.ts';
import { readConsoleForm } from './console-form.ts';
import { beginConsoleSession, consoleSessionOf, endConsoleSession } from './console-session.ts';
import { ConsoleRefusal } from './identity-source.ts';
import { namesOf } from './instance-names.ts';
import { CONSOLE, FAILURES } from './plain-pages.ts';
import { fromOwnPage } from './read-form.ts';
import { serviceProviderMetadata } from './service-provider.ts';
import { settingsMarkup } from './settings-page.ts';
import { trailMarkup } from './trail-page.ts';

/** Managed policies whose holders may change the identity source in the management account. */
const ADMINISTRATORS = ['AdministratorAccess', 'AWSSSOMasterAccountAdministrator'];

/**
 * The Lab's own console page: what only AWS's console can do in reality. Whoever was not federated in acts as the
 * administrator of the management account.
 */
export function awsConsoleService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const guard = (context: LabContext, operation: string, run: () => Response | Promise<Response>) =>
    guarded(ground, context, { service: 'aws-console', operation }, FAILURES, run);

  app.get('/federate', (context) =>
    guard(context, 'Federate', () => {
      const path = beginConsoleSession(ground, context);
      const { base } = arrivalOf(context);
      if (path !== undefined) return context.redirect(`${base}${path}`, 303);
      const again = `${ground.addresses.base('access-portal', context)}/start`;
      return shown(
        context,
        'Sign in again',
        html`<p>This link was used already, or it took too long.</p>
<p><a href="${again}">AWS access portal</a></p>`,
        400,
      );
    }),
  );
  app.get('/singlesignon/home', (context) =>
    guard(context, 'ShowSettings', () => settings(ground, context, {}, 200)),
  );
  app.get('/singlesignon/saml-metadata.xml', (context) =>
    guard(context, 'ServiceProviderMetadata', () => {
      const names = namesOf(ground.state.aws);
      return context.body(serviceProviderMetadata(names), 200, {
        'content-type': 'application/samlmetadata+xml; charset=utf-8',
        'content-disposition': `attachment; filename="${names.directoryId}-metadata.xml"`,
      });
    }),
  );
  app.post('/singlesignon/:action', (context) =>
    guard(context, 'ChangeSettings', () => change(ground, context, context.req.param('action'))),
  );
  app.get('/cloudtrailv2/home', (context) =>
    guard(context, 'ShowTrail', () =>
      shown(
        context,
        'Event history',
        trailMarkup(ground, arrivalOf(context).base, context.req.query('event')),
      ),
    ),
  );
  app.post('/sign-out', (context) =>
    guard(context, 'SignOut', () => {
      const { base } = arrivalOf(context);
      if (fromOwnPage(context, base)) endConsoleSession(ground, context);
      return context.redirect(`${base}/console/home`, 303);
    }),
  );
  app.get('*', (context) => guard(context, 'ShowHome', () => home(ground, context)));
  return app;
}

function home(ground: LabGround, context: LabContext): Promise<Response> {
  const { base } = arrivalOf(context);
  const session = consoleSessionOf(ground, context);
  const { pathname } = new URL(context.req.url);
  return shown(
    context,
    'Console home',
    html`${who(ground, session)}
${pathname === '/' || pathname === '/console/home' ? '' : html`<p class="note">The Lab plays no console page at <code>${pathname}</code>; in reality you would be there now.</p>`}
<ul><li><a href="${base}/singlesignon/home">IAM Identity Center: settings</a></li>
<li><a href="${base}/cloudtrailv2/home">CloudTrail: event history</a></li></ul>
${session === undefined ? '' : form({ action: `${base}/sign-out`, body: html`<div class="buttons">${button('Sign out', { quiet: true })}</div>` })}`,
  );
}

function who(ground: LabGround, session: ConsoleSession | undefined): Markup {
  const { organization } = ground.state.aws;
  if (session === undefined)
    return html`<p class="who">You act as the administrator of the management account ${organization.managementAccountId}.</p>`;
  return html`<p class="who">Signed in as <strong id="person">${session.userName}</strong></p>
${facts([
  ['Account', `${organization.accounts.get(session.accountId)?.name ?? ''} ${session.accountId}`.trim()],
  ['Role session', session.arn],
  ['Ends', new Date(session.expiresAt).toISOString()],
  ...Object.entries(session.sessionTags).map(([key, tag]): [string, string] => [
    `aws:PrincipalTag/${key}`,
    tag,
  ]),
])}`;
}

function settings(
  ground: LabGround,
  context: LabContext,
  last: Parameters<typeof settingsMarkup>[2],
  status: 200 | 400,
): Promise<Response> {
  const session = consoleSessionOf(ground, context);
  if (!mayAdminister(ground, session)) return denied(context, session);
  const { base } = arrivalOf(context);
  return shown(
    context,
    'Settings',
    html`${settingsMarkup(ground, base, last)}<p><a href="${base}/console/home">Console home</a></p>`,
    status,
  );
}

async function change(ground: LabGround, context: LabContext, name: string): Promise<Response> {
  const session = consoleSessionOf(ground, context);
  if (!mayAdminister(ground, session)) return denied(context, session);
  if (!fromOwnPage(context, arrivalOf(context).base))
    return shown(
      context,
      'Not sent from here',
      html`<p>This was not sent from the console page, so nothing was done.</p>`,
      403,
    );
  const accountId = ground.state.aws.organization.managementAccountId;
  const arn = session?.arn ?? `arn:aws:iam::${accountId}:user/administrator`;
  try {
    const outcome = runAction(ground, name, await readConsoleForm(context), arn);
    if (outcome === undefined)
      return shown(context, 'Not found', html`<p>The console has no such action.</p>`, 404);
    note(context, name);
    return settings(ground, context, { outcome }, 200);
  } catch (thrown) {
    if (!(thrown instanceof ConsoleRefusal)) throw thrown;
    noteError(context, thrown.message);
    return settings(ground, context, { refused: thrown.message }, 400);
  }
}

/** Only the management account has these settings, and only its administrators may change them. */
function mayAdminister(ground: LabGround, session: ConsoleSession | undefined): boolean {
  if (session === undefined) return true;
  const { organization, identityCenter } = ground.state.aws;
  if (session.accountId !== organization.managementAccountId) return false;
  const set = identityCenter.permissionSets.get(session.permissionSetArn);
  return ADMINISTRATORS.some((name) => set?.managedPolicies.has(name) === true);
}

function denied(context: LabContext, session: ConsoleSession | undefined): Promise<Response> {
  noteError(context, 'AccessDeniedException');
  return shown(
    context,
    'Access denied',
    html`<p>${session?.arn ?? 'You'} may not change the settings of IAM Identity Center. Only administrators of the management account may.</p>
<p><a href="${arrivalOf(context).base}/console/home">Console home</a></p>`,
    403,
  );
}

function shown(
  context: LabContext,
  title: string,
  body: Markup,
  status: 200 | 400 | 403 | 404 = 200,
): Promise<Response> {
  return page(context, { title, service: CONSOLE, body, status, wide: true });
}
