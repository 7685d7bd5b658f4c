import { html } from 'hono/html';
import type { LabContext } from '../platform/arrival.ts';
import { button, errorBox, facts, field, form, page } from '../platform/page.ts';
import type { CertificateFault } from './certificate-check.ts';

export const SERVICE = 'AD FS';

const PASSWORD_FAULTS = {
  format: 'Enter your user ID in the format "domain\\user" or "user@domain".',
  wrong: 'Incorrect user ID or password. Type the correct user ID and password, and try again.',
  disabled: 'This account is disabled.',
  locked: 'This account is locked after too many wrong passwords. Try again in a quarter of an hour.',
} as const;

/** The form with user name and password, under the names AD FS gives its fields. */
export function passwordPage(
  context: LabContext,
  wanted: {
    readonly action: string;
    readonly certificateLink: string;
    readonly userName?: string;
    readonly fault?: keyof typeof PASSWORD_FAULTS;
  },
): Promise<Response> {
  const { userName = '', fault } = wanted;
  return page(context, {
    title: 'Sign in',
    heading: 'Sign in with your organizational account',
    service: SERVICE,
    status: fault === undefined ? 200 : 401,
    body: html`${fault === undefined ? '' : html`<div id="errorText">${errorBox(PASSWORD_FAULTS[fault])}</div>`}
${form({
  action: wanted.action,
  id: 'loginForm',
  hidden: { AuthMethod: 'FormsAuthentication' },
  body: html`${field({ name: 'UserName', label: 'User ID', value: userName, autocomplete: 'username', hint: 'someone@example.com or domain\\user', autofocus: userName === '' })}
${field({ name: 'Password', label: 'Password', type: 'password', autocomplete: 'current-password', autofocus: userName !== '' })}
<div class="buttons">${button('Sign in', { id: 'submitButton' })}</div>`,
})}
<p><a href="${wanted.certificateLink}">Sign in using an X.509 certificate</a></p>`,
  });
}

const CERTIFICATE_FAULTS: Readonly<Record<CertificateFault, string>> = {
  none: 'No certificate was presented. Insert your smart card, or choose a certificate when the browser asks.',
  authority: 'The certificate was not issued by the authority of this forest.',
  expired: 'The certificate has expired.',
  'not-yet-valid': 'The certificate is not valid yet.',
  purpose: 'The certificate is not made for client authentication.',
  'unknown-user': 'The certificate names nobody of this forest.',
  'another-user': 'The certificate belongs to another user than the one who entered the password.',
};

/** What the host that asks for certificates shows instead of going back. */
export function certificateRefusedPage(
  context: LabContext,
  refused: {
    readonly fault: CertificateFault;
    readonly subject?: string;
    readonly expected?: string;
    readonly again: string;
    readonly back: string;
  },
): Promise<Response> {
  const { fault, subject, expected } = refused;
  return page(context, {
    title: 'Certificate refused',
    service: SERVICE,
    status: 403,
    body: html`<div id="errorText">${errorBox(CERTIFICATE_FAULTS[fault])}</div>
${facts([
  ['Reason', fault],
  ...(subject === undefined ? [] : [['Certificate', subject] as const]),
  ...(expected === undefined ? [] : [['Signing in as', expected] as const]),
])}
<div class="buttons"><a class="button quiet" href="${refused.back}">Sign in as somebody else</a> <a class="button" href="${refused.again}">Try again</a></div>`,
  });
}

/** A request the farm cannot serve. */
export function errorPage(
  context: LabContext,
  wanted: { readonly code: string; readonly message: string; readonly status?: 400 | 403 | 500 | 503 },
): Promise<Response> {
  return page(context, {
    title: 'Error',
    heading: 'An error occurred',
    service: SERVICE,
    status: wanted.status ?? 400,
    body: html`<div id="errorText">${errorBox(wanted.message)}</div>${facts([['Error', wanted.code]])}`,
  });
}

export function signedOutPage(context: LabContext, next: string | undefined): Promise<Response> {
  return page(context, {
    title: 'Signed out',
    heading: 'You have signed out',
    service: SERVICE,
    body: html`<p>Close the browser to be sure.</p>${next === undefined ? '' : html`<p><a href="${next}">Continue</a></p>`}`,
  });
}
