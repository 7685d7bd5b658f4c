import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import { button, field, form, type Markup, page } from '../../platform/page.ts';
import type { Tenant, User } from '../directory.ts';
import type { PendingSignIn } from '../sign-in-state.ts';
import type { HeldSession } from './sessions.ts';

/** The steps a person takes; each is a form that posts its name as `step`. */

const SERVICE = 'Microsoft Entra ID';

export function accountPage(context: LabContext, flow: PendingSignIn, error?: string): Promise<Response> {
  return page(context, {
    title: 'Sign in',
    service: SERVICE,
    body: stepForm(
      flow,
      'account',
      html`${field({
        name: 'loginfmt',
        label: 'Email, phone, or Skype',
        type: 'text',
        value: flow.loginHint ?? '',
        autocomplete: 'username',
        autofocus: true,
        ...(error === undefined ? {} : { error }),
      })}
<div class="buttons">${button('Next', { id: 'next' })}</div>`,
    ),
  });
}

export function pickPage(
  context: LabContext,
  flow: PendingSignIn,
  sessions: readonly HeldSession[],
): Promise<Response> {
  return page(context, {
    title: 'Pick an account',
    service: SERVICE,
    body: stepForm(
      flow,
      'pick',
      html`${sessions.map(
        ({ session, user }) =>
          html`<button type="submit" class="row" name="session" value="${session.id}"><strong>${user.displayName}</strong><span>${user.userPrincipalName} - Signed in</span></button>`,
      )}
<button type="submit" class="row" name="session" value="other"><strong>Use another account</strong></button>`,
    ),
  });
}

export function passwordPage(
  context: LabContext,
  flow: PendingSignIn,
  tenant: Tenant,
  error?: string,
): Promise<Response> {
  return page(context, {
    title: 'Enter password',
    service: `${SERVICE} - ${tenant.displayName}`,
    body: html`<p class="who" id="who">${flow.account?.name ?? ''}</p>
${stepForm(
  flow,
  'password',
  html`${field({
    name: 'passwd',
    label: 'Password',
    type: 'password',
    autocomplete: 'current-password',
    autofocus: true,
    ...(error === undefined ? {} : { error }),
  })}
<div class="buttons">${button('Sign in', { id: 'sign-in' })}</div>`,
)}
${another(flow)}`,
  });
}

/** @param code what the person's authenticator shows now: in the Lab they have no phone */
export function codePage(
  context: LabContext,
  flow: PendingSignIn,
  place: { readonly tenant: Tenant; readonly user: User },
  code: string,
  error?: string,
): Promise<Response> {
  return page(context, {
    title: 'Enter code',
    service: `${SERVICE} - ${place.tenant.displayName}`,
    body: html`<p class="who" id="who">${place.user.userPrincipalName}</p>
<p>Enter the code that your authenticator app shows.</p>
${stepForm(
  flow,
  'code',
  html`${codeField(error)}
<div class="buttons">${button('Verify', { id: 'verify' })}</div>`,
)}
${labPhone(place.user, code)}
${another(flow)}`,
  });
}

export function registrationPage(
  context: LabContext,
  flow: PendingSignIn,
  place: { readonly tenant: Tenant; readonly user: User },
  secret: string,
  code: string,
  error?: string,
): Promise<Response> {
  const account = encodeURIComponent(`${place.tenant.displayName}:${place.user.userPrincipalName}`);
  return page(context, {
    title: 'More information required',
    heading: 'Keep your account secure',
    service: `${SERVICE} - ${place.tenant.displayName}`,
    body: html`<p class="who" id="who">${place.user.userPrincipalName}</p>
<p>Your organization needs a second factor. Add this key to an authenticator app, then enter the code it shows.</p>
<dl><dt>Key</dt><dd><code id="secret">${secret}</code></dd>
<dt>Address</dt><dd><code>${`otpauth://totp/${account}?secret=${secret}&issuer=Microsoft`}</code></dd></dl>
${stepForm(
  flow,
  'register',
  html`${codeField(error)}
<div class="buttons">${button('Next', { id: 'register' })}</div>`,
)}
${labPhone(place.user, code)}
${another(flow)}`,
  });
}

export function stayPage(context: LabContext, flow: PendingSignIn, user: User): Promise<Response> {
  return page(context, {
    title: 'Stay signed in?',
    service: SERVICE,
    body: html`<p class="who" id="who">${user.userPrincipalName}</p>
<p>Stay signed in so that you are asked less often on this device.</p>
${stepForm(
  flow,
  'stay',
  html`<div class="buttons">${button('No', { name: 'stay', value: 'no', quiet: true })}${button('Yes', { name: 'stay', value: 'yes' })}</div>`,
)}`,
  });
}

export function invitationPage(
  context: LabContext,
  flow: PendingSignIn,
  tenant: Tenant,
  account: string,
): Promise<Response> {
  return page(context, {
    title: 'Review permissions',
    service: `${SERVICE} - ${tenant.displayName}`,
    body: html`<p class="who" id="who">${account}</p>
<p>${tenant.displayName} has invited you as a guest and would like to:</p>
<ul><li>Sign you in</li><li>Read your name, email address and photo</li></ul>
${stepForm(
  flow,
  'invitation',
  html`<div class="buttons">${button('Cancel', { name: 'accept', value: 'no', quiet: true })}${button('Accept', { name: 'accept', value: 'yes' })}</div>`,
)}`,
  });
}

/** Under a refusal: the way to another account. */
export function another(flow: PendingSignIn): Markup {
  return stepForm(
    flow,
    'other',
    html`<div class="buttons">${button('Sign in with another account', { quiet: true, id: 'other' })}</div>`,
  );
}

function codeField(error: string | undefined): Markup {
  return field({
    name: 'otc',
    label: 'Code',
    autocomplete: 'one-time-code',
    numeric: true,
    autofocus: true,
    ...(error === undefined ? {} : { error }),
  });
}

function labPhone(user: User, code: string): Markup {
  return html`<aside class="note"><strong>Lab phone of ${user.displayName}</strong><br>
<span class="code" id="lab-phone">${code}</span></aside>`;
}

function stepForm(flow: PendingSignIn, step: string, body: Markup): Markup {
  // Relative: the tenant that asks stays in the address.
  return form({ action: 'sign-in', hidden: { flow: flow.id, step }, body });
}
