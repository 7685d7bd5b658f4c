import { Hono } from 'hono';
import { html } from 'hono/html';
import { arrivalOf, type LabContext, type LabEnv, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import { PortalAccess } from '../portal-api/access.ts';
import { openRoleSession } from '../portal-api/role-session.ts';
import { consentPage, decideClient } from './approve-client.ts';
import { decideDevice, devicePage } from './approve-device.ts';
import { consoleLink } from './console-session.ts';
import { namesOf } from './instance-names.ts';
import { FAILURES } from './plain-pages.ts';
import { accountsPage, credentialsPage, saying, signInPage } from './portal-pages.ts';
import { beginSession, endSession, type PortalPerson, personOf } from './portal-session.ts';
import { fromOwnPage, onlyValue, readForm } from './read-form.ts';

/** The AWS access portal page. */
export function accessPortalService(ground: LabGround): Hono<LabEnv> {
  const portal = new Portal(ground);
  const app = new Hono<LabEnv>();
  const guard = (context: LabContext, operation: string, run: () => Response | Promise<Response>) =>
    guarded(ground, context, { service: 'access-portal', operation }, FAILURES, run);

  app.get('/', (context) =>
    guard(context, 'Start', () => context.redirect(`${arrivalOf(context).base}/start`, 302)),
  );
  for (const path of ['/start', '/start/'])
    app.get(path, (context) => guard(context, 'Start', () => portal.start(context)));
  app.get('/start/signed-in', (context) => guard(context, 'BeginSession', () => portal.begin(context)));
  app.get('/start/credentials', (context) =>
    guard(context, 'ShowCredentials', () => portal.credentials(context)),
  );
  app.get('/start/console', (context) => guard(context, 'OpenConsole', () => portal.console(context)));
  app.get('/device', (context) =>
    guard(context, 'ShowDevice', () =>
      context.redirect(`${arrivalOf(context).base}/start/device${new URL(context.req.url).search}`, 302),
    ),
  );
  app.get('/start/device', (context) =>
    guard(context, 'ShowDevice', () =>
      portal.asPerson(context, (person, base) => devicePage(ground, context, base, person)),
    ),
  );
  app.get('/start/authorize', (context) =>
    guard(context, 'ShowClient', () =>
      portal.asPerson(context, (person, base) => consentPage(ground, context, base, person)),
    ),
  );
  app.post('/start/device', (context) => guard(context, 'DecideDevice', () => portal.decideDevice(context)));
  app.post('/start/authorize', (context) =>
    guard(context, 'DecideClient', () => portal.decideClient(context)),
  );
  app.post('/start/logout', (context) => guard(context, 'SignOut', () => portal.signOut(context)));
  app.notFound((context) => saying(context, 'Not found', html`<p>The portal has no such page.</p>`, 404));
  return app;
}

class Portal {
  readonly #ground: LabGround;

  constructor(ground: LabGround) {
    this.#ground = ground;
  }

  start(context: LabContext): Promise<Response> {
    const { base } = arrivalOf(context);
    const person = personOf(this.#ground, context);
    if (person === undefined) return signInPage(context, base, this.#login(context));
    note(context, 'Start', { user: person.user.userName });
    const access = new PortalAccess(this.#ground, person.user.userId);
    return accountsPage(context, base, person.user.userName, access, {
      account: context.req.query('account_id'),
      filter: context.req.query('filter'),
    });
  }

  begin(context: LabContext): Response | Promise<Response> {
    const { base } = arrivalOf(context);
    const path = beginSession(this.#ground, context, context.req.query('code') ?? '');
    if (path !== undefined) return context.redirect(`${base}${path}`, 303);
    return saying(
      context,
      'Sign in again',
      html`<p>This sign-in was used already, or it took too long.</p><p><a href="${base}/start">Sign in</a></p>`,
      400,
    );
  }

  /** Runs for somebody who is signed in; everybody else goes to the identity provider and comes back here. */
  asPerson(
    context: LabContext,
    run: (person: PortalPerson, base: string) => Response | Promise<Response>,
  ): Response | Promise<Response> {
    const person = personOf(this.#ground, context);
    if (person !== undefined) return run(person, arrivalOf(context).base);
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(
      `${this.#login(context)}?${new URLSearchParams({ continue: `${pathname}${search}` })}`,
      302,
    );
  }

  credentials(context: LabContext): Response | Promise<Response> {
    return this.asPerson(context, (person, base) => {
      const role = this.#role(context, person);
      if (role === undefined) return noAccess(context, base);
      const credentials = openRoleSession(this.#ground, person.user, person.session, role);
      const { aws } = this.#ground.state;
      const startUrl = arrivalOf(context).byRealName ? namesOf(aws).portal : `${base}/start`;
      return credentialsPage(context, base, role, credentials, { startUrl, region: aws.region });
    });
  }

  console(context: LabContext): Response | Promise<Response> {
    return this.asPerson(context, (person, base) => {
      const role = this.#role(context, person);
      if (role === undefined) return noAccess(context, base);
      const wanted = context.req.query('destination') ?? role.set.relayState ?? '';
      const path = consoleLink(this.#ground, person, role, wanted);
      return context.redirect(`${this.#ground.addresses.base('aws-console', context)}${path}`, 302);
    });
  }

  async decideDevice(context: LabContext): Promise<Response> {
    const fields = await this.#ownForm(context);
    if (fields === undefined) return foreignForm(context);
    const userCode = onlyValue(fields, 'user_code') ?? '';
    const allow = onlyValue(fields, 'decision') === 'allow';
    const person = personOf(this.#ground, context);
    const { base } = arrivalOf(context);
    if (person === undefined)
      return context.redirect(`${base}/start/device?${new URLSearchParams({ user_code: userCode })}`, 303);
    return decideDevice(this.#ground, context, { userCode, allow }, person);
  }

  async decideClient(context: LabContext): Promise<Response> {
    const fields = await this.#ownForm(context);
    if (fields === undefined) return foreignForm(context);
    const person = personOf(this.#ground, context);
    if (person !== undefined) return decideClient(this.#ground, context, fields, person);
    fields.delete('decision');
    return context.redirect(`${arrivalOf(context).base}/start/authorize?${fields}`, 303);
  }

  async signOut(context: LabContext): Promise<Response> {
    if ((await this.#ownForm(context)) === undefined) return foreignForm(context);
    endSession(this.#ground, context);
    return saying(
      context,
      'Signed out',
      html`<p>You are signed out of the AWS access portal. Your identity provider may still know you.</p>
<p><a href="${arrivalOf(context).base}/start">Sign in again</a></p>`,
    );
  }

  async #ownForm(context: LabContext): Promise<URLSearchParams | undefined> {
    if (!fromOwnPage(context, arrivalOf(context).base)) return undefined;
    const fields = await readForm(context);
    return fields instanceof URLSearchParams ? fields : undefined;
  }

  #role(context: LabContext, person: PortalPerson) {
    const account = context.req.query('account_id') ?? '';
    const name = context.req.query('role_name') ?? '';
    note(context, 'Role', { user: person.user.userName, account, role: name });
    return new PortalAccess(this.#ground, person.user.userId).role(account, name);
  }

  #login(context: LabContext): string {
    const { directoryId } = namesOf(this.#ground.state.aws);
    return `${this.#ground.addresses.base('aws-signin', context)}/platform/${directoryId}/login`;
  }
}

function noAccess(context: LabContext, base: string): Promise<Response> {
  return saying(
    context,
    'No access',
    html`<p>This role is not assigned to you.</p><p><a href="${base}/start">Your accounts</a></p>`,
    403,
  );
}

function foreignForm(context: LabContext): Promise<Response> {
  return saying(
    context,
    'Not sent from here',
    html`<p>This was not sent from a page of the portal, so nothing was done.</p>`,
    403,
  );
}
