import { html } from 'hono/html';
import { type LabContext, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { errorBox, facts, page } from '../../platform/page.ts';
import type { SamlRefusal } from './refusal.ts';

export const SERVICE = 'Entra ID';

/** Entra's page for what it cannot do, with the code and the ids that its support asks for. */
export function refusalPage(
  ground: LabGround,
  context: LabContext,
  { aadsts, message }: SamlRefusal,
): Promise<Response> {
  noteError(context, `AADSTS${aadsts}`);
  return page(context, {
    title: 'Sign-in error',
    heading: 'Sorry, but we’re having trouble signing you in.',
    service: SERVICE,
    status: aadsts === 50105 ? 403 : 400,
    body: html`${errorBox(`AADSTS${aadsts}: ${message}`)}${facts([
      ['Request Id', ground.random.uuid()],
      ['Correlation Id', ground.random.uuid()],
      ['Timestamp', new Date(ground.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')],
    ])}`,
  });
}

export function unavailablePage(context: LabContext, message: string): Promise<Response> {
  return page(context, {
    title: 'Service unavailable',
    service: SERVICE,
    status: 503,
    body: errorBox(message),
  });
}

export function signedOutPage(context: LabContext): Promise<Response> {
  return page(context, {
    title: 'Signed out',
    heading: 'You signed out of your account',
    service: SERVICE,
    body: html`<p>Close the browser to be sure.</p>`,
  });
}
