import { ServiceProvider } from 'samlify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { readMetadata } from '../../../shared/core/saml/metadata.ts';
import { testKey } from '../../generators/keys.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider } from './lab-provider.ts';
import { acsOf, signIn, someone } from './sign-in.ts';

let lab: Lab;
let provider: LabProvider;
let person: string;
let kept: string;
beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
  person = someone(lab);
  kept = lab.snapshot();
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});

async function settings(): Promise<Browser> {
  lab.restore(kept);
  const browser = new Browser(lab);
  await browser.open(
    `${lab.ground.addresses.loopback('aws-console')}/singlesignon/home?region=us-east-1#!/instances/x/settings`,
  );
  expect(browser.view.title).toContain('Settings');
  return browser;
}

const center = () => lab.state.aws.identityCenter;

/** Metadata as an identity provider publishes it. */
function metadataOf(
  wish: { entityId?: string; location?: string; certificate?: string; binding?: string } = {},
): string {
  const {
    entityId = 'https://idp.elsewhere.example/',
    location = 'https://idp.elsewhere.example/sso',
    certificate = testKey('idp-rsa').certificateBase64,
    binding = 'HTTP-Redirect',
  } = wish;
  return `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/></IDPSSODescriptor></EntityDescriptor>`;
}

it('gives service provider metadata that samlify reads and the product finds nothing wrong with', async () => {
  const browser = await settings();
  const answer = await browser.follow('Download');
  const names = namesOf(lab.state.aws);
  expect(answer.headers['content-disposition']).toContain('attachment');
  const sp = ServiceProvider({ metadata: answer.body });
  expect(sp.entityMeta.getEntityID()).toBe(names.entityId);
  expect(sp.entityMeta.getAssertionConsumerService('post')).toBe(names.acs);
  const report = await judgeOne(answer.body);
  expect(report.checks.filter(({ status }) => status === 'fail')).toEqual([]);
  const other = await new Browser(lab).open(
    `${lab.ground.addresses.loopback('aws-signin')}/platform/saml/metadata/${names.instanceId}`,
  );
  expect(other.body).toBe(answer.body);
  expect(() => readMetadata(answer.body)).toThrow(/no identity provider/);
});

it('takes another identity provider from its metadata, after a warning', async () => {
  const browser = await settings();
  expect(browser.view.text).toContain('This may lock people out');
  const metadata = metadataOf();
  const unconfirmed = await browser.submit({ metadata }, 'Use the external');
  expect([unconfirmed.status, unconfirmed.text]).toEqual([400, expect.stringContaining('ACCEPT')]);
  const done = await browser.submit({ metadata, confirmation: 'ACCEPT' }, 'Use the external');
  expect(done.text).toContain('identity source now');
  expect(center().identityProvider).toEqual({
    entityId: 'https://idp.elsewhere.example/',
    certificates: [testKey('idp-rsa').certificateBase64],
    signInUrl: 'https://idp.elsewhere.example/sso',
  });
  expect(center().scim?.tokens).toHaveLength(1);
  const refused = await new Browser(lab).post(acsOf(lab), provider.form(person));
  expect(refused.status).toBe(400);
  const start = new Browser(lab);
  await start.open(`${lab.ground.addresses.loopback('access-portal')}/start`);
  expect(start.view.url).toContain('https://idp.elsewhere.example/sso?SAMLRequest=');
});

it.each([
  ['text that is no XML', 'hello', 'not taken'],
  [
    'a service provider',
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example/acs"/></SPSSODescriptor></EntityDescriptor>',
    'identity provider',
  ],
  [
    'more than 75,000 characters',
    metadataOf().replace('<IDPSSODescriptor', `<!--${'x'.repeat(75_000)}--><IDPSSODescriptor`),
    'too large',
  ],
  ['a certificate that is none', metadataOf({ certificate: 'AAAA' }), 'not taken'],
  ['a sign-in address without TLS', metadataOf({ location: 'http://idp.elsewhere.example/sso' }), ''],
  ['no redirect binding', metadataOf({ binding: 'HTTP-POST' }), 'sign-in URL'],
  ['a DOCTYPE', `<!DOCTYPE x>${metadataOf()}`, 'not taken'],
])('does not take %s for metadata', async (_what, metadata, said) => {
  const browser = await settings();
  const before = structuredClone(center().identityProvider);
  const view = await browser.submit({ metadata, confirmation: 'ACCEPT' }, 'Use the external');
  expect([view.status, view.text]).toEqual([400, expect.stringContaining(said)]);
  expect(center().identityProvider).toEqual(before);
});

it('takes metadata as a file, and a certificate with addresses instead', async () => {
  lab.restore(kept);
  const console = `${lab.ground.addresses.loopback('aws-console')}/singlesignon/use-external`;
  const form = new FormData();
  form.set('metadata', new Blob([metadataOf({ entityId: 'urn:file' })]), 'metadata.xml');
  form.append('metadata', '');
  form.set('confirmation', 'ACCEPT');
  const answer = await fetch(console, { method: 'POST', body: form });
  expect(answer.status).toBe(200);
  expect(center().identityProvider?.entityId).toBe('urn:file');
  const browser = new Browser(lab);
  await browser.open(console.replace('use-external', 'home'));
  await browser.submit(
    {
      entityId: 'urn:typed',
      signInUrl: 'https://idp.example/sso',
      certificate: testKey('idp-rsa').certificatePem,
      confirmation: 'ACCEPT',
    },
    'Use the external',
  );
  expect(center().identityProvider).toEqual({
    entityId: 'urn:typed',
    signInUrl: 'https://idp.example/sso',
    certificates: [testKey('idp-rsa').certificateBase64],
  });
});

it('rotates certificates: import, switch, delete; the last one stays', async () => {
  const browser = await settings();
  const next = testKey('idp-rsa');
  await browser.submit({ certificate: next.certificatePem }, 'Import certificate');
  expect(center().identityProvider?.certificates).toEqual([
    provider.key.certificateBase64,
    next.certificateBase64,
  ]);
  const again = await browser.submit({ certificate: next.certificateBase64 }, 'Import certificate');
  expect(again.text).toContain('imported already');
  const bad = await browser.submit({ certificate: 'nonsense' }, 'Import certificate');
  expect(bad.status).toBe(400);
  const signedIn = await new Browser(lab).post(acsOf(lab), provider.form(person, { key: next }));
  expect(signedIn.title).toContain('Accounts');
  const sha256 = lab.ground.crypto.parseCertificate(provider.key.certificateBase64).sha256;
  expect(browser.view.forms.find(({ fields }) => fields.some(([, value]) => value === sha256))).toBeDefined();
  await browser.submit({ sha256 }, 'Delete');
  expect(center().identityProvider?.certificates).toEqual([next.certificateBase64]);
  const last = await browser.submit({}, 'Delete');
  expect(last.text).toContain('last certificate');
});

it('makes, rotates and deletes SCIM tokens: at most two, each shown once, in a year over', async () => {
  const browser = await settings();
  const [first] = center().scim?.tokens ?? [];
  const made = await browser.submit({}, 'Generate token');
  const second = center().scim?.tokens[1];
  expect(made.body).toContain(second?.token);
  expect((second?.expiresAt ?? 0) - (second?.createdAt ?? 0)).toBe(365 * 86_400_000);
  const shown = await browser.open(browser.view.url.replace('generate-token', 'home'));
  expect(shown.body).not.toContain(second?.token);
  expect(shown.body).not.toContain(first?.token);
  const third = await browser.submit({}, 'Generate token');
  expect([third.status, third.text]).toEqual([400, expect.stringContaining('the most there may be')]);
  await browser.submit({ id: first?.id ?? '' }, 'Delete');
  expect(center().scim?.tokens).toEqual([second]);
  const tenant = center().scim?.tenantId;
  await browser.submit({}, 'Disable');
  expect(center().scim).toBeUndefined();
  const enabled = await browser.submit({}, 'Enable automatic');
  expect(center().scim?.tenantId).not.toBe(tenant);
  expect(enabled.body).toContain(center().scim?.tokens[0]?.token);
  expect(enabled.text).toContain(`/${center().scim?.tenantId}/scim/v2/`);
});

it('goes back to its own directory, where provisioning ends and nobody can sign in', async () => {
  const browser = await settings();
  const assignments = structuredClone(center().assignments);
  await browser.submit({ confirmation: 'ACCEPT' }, 'Use the Identity Center directory');
  expect([center().identityProvider, center().scim]).toEqual([undefined, undefined]);
  expect(center().assignments).toEqual(assignments);
  const visitor = new Browser(lab);
  const view = await visitor.open(`${lab.ground.addresses.loopback('access-portal')}/start`);
  expect(view.title).toContain('not set up');
  const refused = await visitor.post(acsOf(lab), provider.form(person));
  expect(refused.status).toBe(400);
});

it('is kept from pages elsewhere, and from whoever is federated in without being an administrator', async () => {
  const browser = await settings();
  const action = `${lab.ground.addresses.loopback('aws-console')}/singlesignon/generate-token`;
  expect((await browser.post(action, {}, 'https://attacker.example/')).status).toBe(403);
  expect((await browser.post(action.replace('generate-token', '__proto__'), {})).status).toBe(404);
  expect((await fetch(action, { method: 'POST', body: '{}' })).status).toBe(400);
  await signIn(lab, browser, provider, person);
  await browser.follow('Management console');
  expect((await browser.post(action, {})).status).toBe(403);
  expect(center().scim?.tokens).toHaveLength(1);
  await browser.open(`${lab.ground.addresses.loopback('aws-console')}/console/home`);
  await browser.submit({}, 'Sign out');
  expect(browser.view.text).toContain('act as the administrator');
});

it('shows the trail of what was done and refused', async () => {
  const browser = await settings();
  await browser.submit({}, 'Generate token');
  await new Browser(lab).post(acsOf(lab), provider.form('nobody@elsewhere.example'));
  await browser.open(`${lab.ground.addresses.loopback('aws-console')}/cloudtrailv2/home`);
  expect(browser.view.text).toContain('CreateBearerToken');
  const event = await browser.follow('ExternalIdPDirectoryLogin');
  expect(event.text).toContain('"errorMessage": "User is not provisioned"');
});
