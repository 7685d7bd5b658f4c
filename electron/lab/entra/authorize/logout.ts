import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { page } from '../../platform/page.ts';
import { registrationOf } from '../clients/client.ts';
import { redirectTarget } from '../clients/redirect-uri.ts';
import { realmOf } from '../realm.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import { endSessions, type HeldSession } from '../sign-in/sessions.ts';
import { nameInHint } from '../tokens/claims-of-person.ts';
import { claimsOf, issuerOf } from '../tokens/verify.ts';

/**
 * Signs the browser out (OpenID Connect RP-Initiated Logout), tells the applications in hidden frames (Front-Channel
 * Logout), and sends the person back to an address that the application registered.
 */
export async function logout(ground: LabGround, context: LabContext): Promise<Response> {
  realmOf(ground, context.req.param('tenant') ?? '');
  const hint = context.req.query('logout_hint');
  const name = hint === undefined ? undefined : nameInHint(hint).toLowerCase();
  const isMeant = ({ session, user }: HeldSession): boolean =>
    name === undefined || session.id === name || user.userPrincipalName.toLowerCase() === name;
  const ended = endSessions(ground, context, isMeant);
  const frames = ended.flatMap(({ session, tenant }) =>
    session.apps.flatMap((appId) => {
      const address = registrationOf(ground, appId)?.application.web.logoutUrl;
      if (address === undefined || !/^https?:/i.test(address) || !URL.canParse(address)) return [];
      const url = new URL(address);
      url.searchParams.set('iss', issuerOf(tenant, 2));
      url.searchParams.set('sid', session.id);
      return [url.href];
    }),
  );
  const target = backAddress(ground, context, ended);
  if (target !== undefined && frames.length === 0) return context.redirect(target, 302);
  return page(context, {
    title: 'Signed out',
    heading: ended.length === 0 ? 'You are signed out' : 'You signed out of your account',
    service: 'Microsoft Entra ID',
    body: html`<p>It’s a good idea to close all browser windows.</p>
${frames.map((address) => html`<iframe title="Signing out of an application" src="${address}"></iframe>`)}
${target === undefined ? '' : html`<p><a class="button" id="next" href="${target}">Continue</a></p>`}`,
    frames,
    // The frames get a moment before the person is taken away.
    ...(target === undefined
      ? {}
      : { script: "setTimeout(() => document.getElementById('next').click(), 1500);" }),
  });
}

/** The address the application wants the person back at, where it is registered; anything else is left alone. */
function backAddress(
  ground: LabGround,
  context: LabContext,
  ended: readonly HeldSession[],
): string | undefined {
  const asked = context.req.query('post_logout_redirect_uri');
  if (asked === undefined) return undefined;
  const hinted = hintedApp(context.req.query('id_token_hint')) ?? context.req.query('client_id');
  const apps = hinted === undefined ? ended.flatMap(({ session }) => session.apps) : [hinted];
  const isRegistered = apps.some((appId) => {
    const application = registrationOf(ground, appId)?.application;
    if (application === undefined) return false;
    try {
      return redirectTarget(application, asked).uri === asked;
    } catch (thrown) {
      if (thrown instanceof EntraRefusal) return false;
      throw thrown;
    }
  });
  if (!isRegistered) return undefined;
  const state = context.req.query('state');
  if (state === undefined) return asked;
  return `${asked}${asked.includes('?') ? '&' : '?'}state=${encodeURIComponent(state)}`;
}

function hintedApp(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  try {
    const { aud } = claimsOf(token) as { aud?: unknown };
    return typeof aud === 'string' ? aud : undefined;
  } catch {
    return undefined;
  }
}
