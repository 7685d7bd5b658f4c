import { html } from 'hono/html';
import type { LabGround } from '../../platform/ground.ts';
import { button, errorBox, facts, field, form, type Markup } from '../../platform/page.ts';
import type { ExternalIdentityProvider, ScimEndpoint } from '../identity-center.ts';
import type { ActionOutcome } from './console-actions.ts';
import { namesOf } from './instance-names.ts';

/** A moment as people read it, to the minute. */
const shown = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The settings of IAM Identity Center that only the console has. @param base of the console page */
export function settingsMarkup(
  ground: LabGround,
  base: string,
  last: { readonly outcome?: ActionOutcome; readonly refused?: string },
): Markup {
  const { identityProvider, scim } = ground.state.aws.identityCenter;
  return html`${last.refused === undefined ? '' : errorBox(last.refused)}
${last.outcome === undefined ? '' : html`<p class="note" role="status">${last.outcome.said}</p>`}
${last.outcome?.token === undefined ? '' : tokenMarkup(last.outcome.token)}
${instanceMarkup(ground, base)}
${identityProvider === undefined ? '' : providerMarkup(ground, base, identityProvider)}
${identityProvider === undefined ? '' : provisioningMarkup(ground, base, scim)}
${changeMarkup(base, identityProvider)}`;
}

function action(
  base: string,
  name: string,
  body: Markup,
  hidden: Readonly<Record<string, string>> = {},
): Markup {
  return form({ action: `${base}/singlesignon/${name}`, id: name, hidden, body });
}

function tokenMarkup(token: string): Markup {
  return html`<h2>Access token</h2><p>Copy it now: it is not shown again.</p><pre class="note" id="access-token">${token}</pre>`;
}

function instanceMarkup(ground: LabGround, base: string): Markup {
  const { aws } = ground.state;
  const names = namesOf(aws);
  return html`<h2>Identity source</h2>
${facts([
  ['Instance', aws.identityCenter.instanceArn],
  ['Region', aws.region],
  ['Identity store', names.directoryId],
  [
    'Source',
    aws.identityCenter.identityProvider === undefined
      ? 'Identity Center directory'
      : 'External identity provider',
  ],
  ['Access portal', names.portal],
  ['Assertion consumer service (ACS) URL', names.acs],
  ['Issuer URL', names.entityId],
])}
<p><a href="${base}/singlesignon/saml-metadata.xml" id="metadata">Download the service provider’s metadata</a></p>`;
}

function providerMarkup(ground: LabGround, base: string, provider: ExternalIdentityProvider): Markup {
  return html`<h2>Manage authentication</h2>
${facts([
  ['Identity provider’s issuer URL', provider.entityId],
  ['Identity provider’s sign-in URL', provider.signInUrl],
])}
<h3>Certificates of the identity provider</h3>
<p>All of them verify. To rotate: import the new one, switch at the identity provider, delete the old one.</p>
<table><thead><tr><th scope="col">Subject</th><th scope="col">SHA-256</th><th scope="col">Expires</th><th scope="col">Action</th></tr></thead><tbody>
${provider.certificates.map((certificate) => {
  const { subject, sha256, notAfter } = ground.crypto.parseCertificate(certificate);
  return html`<tr><td>${subject}</td><td><code>${sha256}</code></td><td>${shown(notAfter)}</td>
<td>${form({ action: `${base}/singlesignon/delete-certificate`, hidden: { sha256 }, body: button('Delete', { quiet: true }) })}</td></tr>`;
})}
</tbody></table>
${action(
  base,
  'import-certificate',
  html`${area('certificate', 'Certificate (PEM)', 'import-certificate-text')}<div class="buttons">${button('Import certificate')}</div>`,
)}`;
}

function provisioningMarkup(ground: LabGround, base: string, scim: ScimEndpoint | undefined): Markup {
  if (scim === undefined)
    return html`<h2>Manage provisioning</h2><p>Users and groups are kept by hand.</p>
${action(base, 'enable-provisioning', html`<div class="buttons">${button('Enable automatic provisioning')}</div>`)}`;
  const path = `/${scim.tenantId}/scim/v2/`;
  return html`<h2>Manage provisioning</h2>
${facts([
  ['SCIM endpoint', `${ground.addresses.real('scim')}${path}`],
  ['On this machine', `${ground.addresses.loopback('scim')}${path}`],
])}
<h3>Access tokens</h3>
<table><thead><tr><th scope="col">Token</th><th scope="col">Made</th><th scope="col">Expires</th><th scope="col">Action</th></tr></thead><tbody>
${scim.tokens.map(
  ({
    id,
    createdAt,
    expiresAt,
  }) => html`<tr><td><code>${id}</code></td><td>${shown(createdAt)}</td><td>${shown(expiresAt)}</td>
<td>${form({ action: `${base}/singlesignon/delete-token`, hidden: { id }, body: button('Delete', { quiet: true }) })}</td></tr>`,
)}
</tbody></table>
${action(base, 'generate-token', html`<div class="buttons">${button('Generate token')}</div>`)}
${action(base, 'disable-provisioning', html`<div class="buttons">${button('Disable automatic provisioning', { quiet: true })}</div>`)}`;
}

function changeMarkup(base: string, provider: ExternalIdentityProvider | undefined): Markup {
  return html`<h2>Change identity source</h2>
<p class="error"><strong>This may lock people out.</strong> Assignments stay, but they only help users whose names the new source
sends. Write down the assignments, and make sure that an administrator can sign in without Identity Center, before you go on.</p>
<h3>External identity provider</h3>
<form method="post" action="${base}/singlesignon/use-external" id="use-external" enctype="multipart/form-data">
<div class="field"><label for="metadata-file">Metadata file of the identity provider</label><input id="metadata-file" name="metadata" type="file"></div>
${area('metadata', 'or its text', 'metadata-text')}
<p>or what stands in it:</p>
${field({ name: 'entityId', label: 'Issuer URL', optional: true })}
${field({ name: 'signInUrl', label: 'Sign-in URL', optional: true })}
${area('certificate', 'Certificate (PEM)', 'certificate-text')}
${confirmation('use-external')}
<div class="buttons">${button('Use the external identity provider')}</div>
</form>
${
  provider === undefined
    ? ''
    : html`<h3>Identity Center directory</h3>
<p>Automatic provisioning ends, and its tokens with it. Everybody needs a new password.</p>
${action(base, 'use-directory', html`${confirmation('use-directory')}<div class="buttons">${button('Use the Identity Center directory')}</div>`)}`
}`;
}

function confirmation(of: string): Markup {
  return html`<div class="field"><label for="confirmation-${of}">Type ACCEPT to confirm</label><input id="confirmation-${of}" name="confirmation" type="text" autocomplete="off" required></div>`;
}

function area(name: string, label: string, id: string): Markup {
  return html`<div class="field"><label for="${id}">${label}</label><textarea id="${id}" name="${name}" rows="4" spellcheck="false"></textarea></div>`;
}
