import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import { button, field, form, type Markup, page } from '../../platform/page.ts';
import type { AwsAccount } from '../organization.ts';
import type { GrantedRole, PortalAccess } from '../portal-api/access.ts';
import type { RoleCredentials } from '../portal-api/role-session.ts';
import { PORTAL } from './plain-pages.ts';

/** Accounts that are shown with their roles; with more, an account is opened first. */
const MOST_OPEN = 25;
const MOST_LISTED = 1_000;

/** The part behind the hash says where the address leads; servers never see it. */
const FOLLOW_HASH =
  "(function(){var m=/^#\\/(device|console)(\\?.*)?$/.exec(location.hash);if(m){location.replace(document.getElementById('start').href+'/'+m[1]+(m[2]||''));return true;}return false;})()";

/**
 * What somebody who is not signed in sees of the portal: a page that goes on to the identity provider by itself, unless the
 * address leads to a code or a role.
 *
 * @param base of the portal; `login` where a sign-in starts
 */
export function signInPage(context: LabContext, base: string, login: string): Promise<Response> {
  return page(context, {
    title: 'Sign in',
    service: PORTAL,
    body: html`${form({
      action: login,
      method: 'get',
      hidden: { continue: '/start' },
      body: html`<p>You sign in at your organization’s identity provider.</p><div class="buttons">${button('Continue')}</div>`,
    })}
<p><a href="${base}/start/device">Enter a code shown by a device</a> <a id="start" href="${base}/start" hidden>Start</a></p>`,
    script: `${FOLLOW_HASH}||HTMLFormElement.prototype.submit.call(document.forms[0]);`,
  });
}

/** Accounts and roles of the person who is signed in. @param query what was asked: an account to open, a text to look for */
export function accountsPage(
  context: LabContext,
  base: string,
  person: string,
  access: PortalAccess,
  query: { readonly account?: string | undefined; readonly filter?: string | undefined },
): Promise<Response> {
  const all = access.accounts();
  const wanted = (query.filter ?? '').trim().toLowerCase();
  const found = all.filter(
    ({ id, name, email }) =>
      (query.account === undefined || query.account === id) &&
      `${name}\n${id}\n${email}`.toLowerCase().includes(wanted),
  );
  const shown = found.slice(0, MOST_LISTED);
  const open = shown.length <= MOST_OPEN;
  return page(context, {
    title: 'Accounts',
    service: PORTAL,
    wide: true,
    body: html`<p class="who">Signed in as <strong id="person">${person}</strong></p>
${
  all.length > MOST_OPEN || wanted !== ''
    ? form({
        action: `${base}/start`,
        method: 'get',
        body: html`${field({ name: 'filter', label: 'Find an account', type: 'search', value: query.filter ?? '', optional: true })}${button('Find', { quiet: true })}`,
      })
    : ''
}
${all.length === 0 ? html`<p class="note">You have no access to any account. Ask your administrator to assign you to one.</p>` : ''}
${all.length > 0 && shown.length === 0 ? html`<p class="note">No account of yours fits.</p>` : ''}
${shown.map((account) => accountMarkup(base, account, open ? access.roles(account.id) : undefined))}
${found.length > shown.length ? html`<p>${found.length - shown.length} more accounts: use the search.</p>` : ''}
${query.account === undefined ? '' : html`<p><a href="${base}/start">All accounts</a></p>`}
${form({ action: `${base}/start/logout`, body: html`<div class="buttons">${button('Sign out', { quiet: true })}</div>` })}
<a id="start" href="${base}/start" hidden>Start</a>`,
    script: `${FOLLOW_HASH};`,
  });
}

function accountMarkup(base: string, account: AwsAccount, roles: readonly GrantedRole[] | undefined): Markup {
  const line = html`${account.id} · ${account.email}`;
  if (roles === undefined)
    return html`<p><a href="${base}/start?account_id=${account.id}">${account.name}</a> <span class="who">${line}</span></p>`;
  return html`<section data-account="${account.id}"><h2>${account.name}</h2><p class="who">${line}</p>
<table><tbody>${roles.map(
    ({ set }) => html`<tr><th scope="row">${set.name}</th>
<td><a href="${base}/start/console?${new URLSearchParams({ account_id: account.id, role_name: set.name })}">Management console</a></td>
<td><a href="${base}/start/credentials?${new URLSearchParams({ account_id: account.id, role_name: set.name })}">Access keys</a></td></tr>`,
  )}</tbody></table></section>`;
}

const COPY =
  "document.querySelectorAll('button[data-copy]').forEach(function(b){b.hidden=false;b.addEventListener('click',function(){navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent).then(function(){b.textContent='Copied';});});});";

/** Temporary credentials in the forms people paste. */
export function credentialsPage(
  context: LabContext,
  base: string,
  role: GrantedRole,
  credentials: RoleCredentials,
  session: { readonly startUrl: string; readonly region: string },
): Promise<Response> {
  const values: readonly [string, string][] = [
    ['AWS_ACCESS_KEY_ID', credentials.id],
    ['AWS_SECRET_ACCESS_KEY', credentials.secret],
    ['AWS_SESSION_TOKEN', credentials.sessionToken],
  ];
  const each = (write: (pair: [string, string]) => string): string =>
    values.map((pair) => write([...pair])).join('\n');
  const blocks: readonly [id: string, title: string, text: string][] = [
    ['posix', 'macOS and Linux', each(([name, value]) => `export ${name}="${value}"`)],
    ['windows', 'Windows', each(([name, value]) => `SET ${name}=${value}`)],
    ['powershell', 'PowerShell', each(([name, value]) => `$Env:${name}="${value}"`)],
    [
      'profile',
      'A profile in the credentials file',
      [
        `[${role.account.id}_${role.set.name}]`,
        ...values.map(([name, value]) => `${name.toLowerCase()}=${value}`),
      ].join('\n'),
    ],
    ['session', 'For aws configure sso', `SSO start URL: ${session.startUrl}\nSSO Region: ${session.region}`],
  ];
  return page(context, {
    title: 'Access keys',
    heading: `Access keys for ${role.account.name}, ${role.set.name}`,
    service: PORTAL,
    wide: true,
    body: html`<p>They expire at <time id="expiration" datetime="${new Date(credentials.expiresAt).toISOString()}">${new Date(credentials.expiresAt).toISOString()}</time>.
To get new ones by itself, the command line signs in with <code>aws configure sso</code>.</p>
${blocks.map(
  ([id, title, text]) => html`<h2>${title}</h2><pre class="note" id="${id}">${text}</pre>
<button type="button" class="quiet" data-copy="${id}" hidden>Copy</button>`,
)}
<h2>Values</h2>
<dl>${values.map(([name, value]) => html`<dt>${name}</dt><dd id="${name}">${value}</dd>`)}</dl>
<p><a href="${base}/start">Back to the accounts</a></p>`,
    script: COPY,
  });
}

/** A page that only says something. */
export function saying(
  context: LabContext,
  title: string,
  body: Markup,
  status: 200 | 400 | 403 | 404 = 200,
): Promise<Response> {
  return page(context, { title, service: PORTAL, body, status });
}
