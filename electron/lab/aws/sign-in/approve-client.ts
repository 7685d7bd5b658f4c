import { html } from 'hono/html';
import { type LabContext, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { button, facts, form } from '../../platform/page.ts';
import {
  type AuthorizationRequest,
  readAuthorization,
  redirectWith,
} from '../sso-oidc/authorization-request.ts';
import { saying } from './portal-pages.ts';
import type { PortalPerson } from './portal-session.ts';
import { remember } from './remember.ts';
import { signInOf } from './sign-in-of.ts';

/** Milliseconds of an authorization code. */
const CODE_LIFETIME = 5 * 60_000;

/** Asks whether a client of the command line may act as the person (RFC 6749 section 4.1.1). */
export function consentPage(
  ground: LabGround,
  context: LabContext,
  base: string,
  person: PortalPerson,
): Response | Promise<Response> {
  const query = new URL(context.req.url).searchParams;
  const read = readAuthorization(ground, query);
  if ('redirect' in read) return context.redirect(read.redirect, 302);
  if ('shown' in read)
    return saying(context, 'This request cannot be answered', html`<p>${read.shown}</p>`, 400);
  const { client, redirectUri, scopes } = read.request;
  return saying(
    context,
    `Allow ${client.clientName} to access your data?`,
    form({
      action: `${base}/start/authorize`,
      hidden: Object.fromEntries(query),
      body: html`${facts([
        ['Application', client.clientName],
        ['Goes back to', new URL(redirectUri).origin],
        ['May use', scopes.length === 0 ? 'AWS accounts and applications' : scopes.join(', ')],
        ['You', person.user.userName],
      ])}
<div class="buttons">${button('Allow access', { name: 'decision', value: 'allow' })}${button('Deny access', { name: 'decision', value: 'deny', quiet: true })}</div>`,
    }),
  );
}

/** Sends the browser back to the client, with a code or without. @param fields of the form, the request's among them */
export function decideClient(
  ground: LabGround,
  context: LabContext,
  fields: URLSearchParams,
  person: PortalPerson,
): Response | Promise<Response> {
  const read = readAuthorization(ground, fields);
  if ('redirect' in read) return context.redirect(read.redirect, 303);
  if ('shown' in read)
    return saying(context, 'This request cannot be answered', html`<p>${read.shown}</p>`, 400);
  const { client, redirectUri, state } = read.request;
  note(context, 'DecideClient', { user: person.user.userName, client: client.clientName });
  if (fields.get('decision') !== 'allow')
    return context.redirect(redirectWith(redirectUri, { error: 'access_denied', state }), 303);
  return context.redirect(
    redirectWith(redirectUri, { code: newCode(ground, read.request, person), state }),
    303,
  );
}

function newCode(ground: LabGround, request: AuthorizationRequest, person: PortalPerson): string {
  const { client, redirectUri, codeChallenge, scopes } = request;
  const code = ground.random.token(64);
  const now = ground.clock.now();
  remember(
    ground.state.aws.signIn.authorizationCodes,
    code,
    {
      code,
      clientId: client.clientId,
      redirectUri,
      codeChallenge,
      scopes,
      signIn: signInOf(person),
      expiresAt: now + CODE_LIFETIME,
    },
    ({ expiresAt }) => expiresAt,
    now,
  );
  return code;
}
