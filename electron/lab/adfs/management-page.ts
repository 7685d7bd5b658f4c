import { X509Certificate } from 'node:crypto';
import { html } from 'hono/html';
import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { button, form, type Markup, page } from '../platform/page.ts';
import { standing } from './accounts.ts';
import { forestGroups } from './management.ts';
import { SERVICE } from './pages.ts';
import type { AdfsState } from './state.ts';

export const MANAGEMENT_PATH = '/adfs/management';
/** People a page can show; a Lab may have ten thousand. */
const MOST_SHOWN = 100;

/**
 * The Lab's own page for what an administrator of AD FS and of the forest does there at a console: certificates, the rule
 * that passes the methods on, who must show a certificate, accounts.
 */
export function managementPage(ground: LabGround, context: LabContext): Promise<Response> {
  const { adfs } = ground.state;
  return page(context, {
    title: 'Management',
    heading: `Federation service ${adfs.host}`,
    service: SERVICE,
    wide: true,
    body: html`<h2>Token-signing certificates</h2>${certificates(adfs)}
<h2>Claim rules for Microsoft 365</h2>${claimRules(adfs)}
<h2>Access control</h2>${accessControl(adfs)}
<h2>Accounts of the forest</h2>${accounts(adfs, ground.clock.now())}`,
  });
}

function action(name: string, body: Markup, hidden: Readonly<Record<string, string>> = {}): Markup {
  return form({ action: `${MANAGEMENT_PATH}/${name}`, id: name, hidden, body });
}

function certificates({ tokenSigning }: AdfsState): Markup {
  return html`<table><thead><tr><th>Use</th><th>Thumbprint</th><th>Valid until</th></tr></thead><tbody>
${tokenSigning.map(({ certificatePem }, index) => {
  const { fingerprint, validTo } = new X509Certificate(certificatePem);
  return html`<tr><td>${index === 0 ? 'Primary' : 'Secondary'}</td><td>${fingerprint.replaceAll(':', '')}</td><td>${validTo}</td></tr>`;
})}
</tbody></table>
${action('add-certificate', html`<div class="buttons">${button('Add a secondary certificate', { quiet: true })}</div>`)}
${tokenSigning.length < 2 ? '' : action('promote-certificate', html`<div class="buttons">${button('Make the secondary certificate primary')}</div>`)}`;
}

function claimRules({ passAuthenticationMethods }: AdfsState): Markup {
  return action(
    'claim-rules',
    html`<label><input type="checkbox" name="passAuthenticationMethods" value="on"${passAuthenticationMethods ? html` checked` : ''}> Pass authnmethodsreferences through, so that Entra learns of a second factor</label>
<div class="buttons">${button('Save the rules')}</div>`,
  );
}

function accessControl(adfs: AdfsState): Markup {
  return action(
    'access-control',
    html`<p>Members of these groups must show a certificate as well:</p>
${forestGroups(adfs).map(
  (group) =>
    html`<label><input type="checkbox" name="group" value="${group}"${adfs.certificateRequiredFor.includes(group) ? html` checked` : ''}> ${group}</label>`,
)}
<div class="buttons">${button('Save the policy')}</div>`,
  );
}

function accounts(adfs: AdfsState, now: number): Markup {
  const all = [...adfs.accounts.values()];
  return html`<table><thead><tr><th>User</th><th>State</th><th>Change</th></tr></thead><tbody>
${all.slice(0, MOST_SHOWN).map((account) => {
  const state = standing(account, now);
  const [change, label] =
    state === 'locked'
      ? ['unlock', 'Unlock']
      : state === 'disabled'
        ? ['enable', 'Enable']
        : ['disable', 'Disable'];
  const { userPrincipalName, certificate } = account;
  const about = certificate === undefined ? state : `${state}, has a certificate`;
  return html`<tr><td>${userPrincipalName}</td><td>${about}</td><td>${form({
    action: `${MANAGEMENT_PATH}/account`,
    hidden: { user: userPrincipalName, change },
    body: button(label, { quiet: true }),
  })}</td></tr>`;
})}
</tbody></table>
${all.length > MOST_SHOWN ? html`<p>${all.length - MOST_SHOWN} more are not shown.</p>` : ''}`;
}
