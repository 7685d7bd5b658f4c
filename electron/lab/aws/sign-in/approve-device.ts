import { html } from 'hono/html';
import { type LabContext, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { button, facts, field, form } from '../../platform/page.ts';
import { waitingDevice } from '../sso-oidc/device-authorization.ts';
import { saying } from './portal-pages.ts';
import type { PortalPerson } from './portal-session.ts';
import { signInOf } from './sign-in-of.ts';

/** The page on which somebody types, then compares, the code their device shows (RFC 8628 section 3.3). */
export function devicePage(
  ground: LabGround,
  context: LabContext,
  base: string,
  person: PortalPerson,
): Promise<Response> {
  const typed = context.req.query('user_code') ?? '';
  const device = waitingDevice(ground, typed);
  if (device === undefined)
    return saying(
      context,
      'Enter the code',
      form({
        action: `${base}/start/device`,
        method: 'get',
        body: html`${field({
          name: 'user_code',
          label: 'The code shown by your device',
          value: typed,
          autofocus: true,
          ...(typed === '' ? {} : { error: 'This code is not known, was used, or has expired.' }),
        })}<div class="buttons">${button('Next')}</div>`,
      }),
      typed === '' ? 200 : 400,
    );
  const client = ground.state.aws.signIn.clients.get(device.clientId);
  return saying(
    context,
    'Authorization requested',
    form({
      action: `${base}/start/device`,
      hidden: { user_code: device.userCode },
      body: html`<p>Is this the code your device shows? If you did not ask for it yourself, deny it: whoever did would act as you.</p>
<p class="code" id="code">${device.userCode}</p>
${facts([
  ['Application', client?.clientName ?? 'unknown'],
  ['You', person.user.userName],
])}
<div class="buttons">${button('Allow access', { name: 'decision', value: 'allow' })}${button('Deny access', { name: 'decision', value: 'deny', quiet: true })}</div>`,
    }),
  );
}

/** Takes down what the person decided. */
export function decideDevice(
  ground: LabGround,
  context: LabContext,
  decision: { readonly userCode: string; readonly allow: boolean },
  person: PortalPerson,
): Promise<Response> {
  const device = waitingDevice(ground, decision.userCode);
  note(context, 'DecideDevice', { user: person.user.userName, code: decision.userCode });
  if (device === undefined)
    return saying(
      context,
      'The code has expired',
      html`<p>This code is not known, was used, or has expired. Start again at your device.</p>`,
      400,
    );
  device.status = decision.allow ? 'approved' : 'denied';
  if (!decision.allow)
    return saying(
      context,
      'Request denied',
      html`<p>The device gets no access. You can close this window.</p>`,
    );
  device.signIn = signInOf(person);
  return saying(
    context,
    'Request approved',
    html`<p>Your device now has the access it asked for. You can close this window.</p>`,
  );
}
