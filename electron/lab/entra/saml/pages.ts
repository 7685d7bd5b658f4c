import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { page } from '../../platform/page.ts';
import { refusalPage as entraRefusalPage } from '../refusals/answer.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import type { SamlRefusal } from './refusal.ts';

export const SERVICE = 'Microsoft Entra ID';

/** Entra's page for what it cannot do. */
export function refusalPage(
  ground: LabGround,
  context: LabContext,
  { aadsts, message }: SamlRefusal,
): Promise<Response> {
  return entraRefusalPage(ground, context, new EntraRefusal(aadsts, 'invalid_request', message));
}

export function signedOutPage(context: LabContext): Promise<Response> {
  return page(context, {
    title: 'Signed out',
    heading: 'You signed out of your account',
    service: SERVICE,
    body: html`<p>Close the browser to be sure.</p>`,
  });
}
