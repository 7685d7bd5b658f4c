import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptFederatedSignIn } from '../../../electron/lab/entra/ws-fed/federation.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { CertificateAuthority, type CertifiedKey } from '../../../electron/lab/platform/certificates.ts';
import type { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { carefulBrowser, fieldsOf, MULTIPLE, people, signInUrl } from './adfs-visit.ts';

const DAY = 86_400_000;

let lab: Lab;
let untouched: string;
let forest: CertificateAuthority;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
  forest = await CertificateAuthority.restore(lab.state.adfs.certificateAuthority);
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

function issued(
  authority: CertificateAuthority,
  userPrincipalName: string,
  from = -DAY,
  to = DAY,
): Promise<CertifiedKey> {
  const now = Date.now();
  return authority.issueClient({ userPrincipalName, notBefore: now + from, notAfter: now + to });
}

function owner() {
  return people(lab).withCertificate;
}

function own(): CertifiedKey {
  const certificate = lab.state.adfs.accounts.get(owner().userPrincipalName)?.certificate;
  if (certificate === undefined) throw new Error('no certificate');
  return certificate;
}

/** Enters the password of somebody whose group must show a certificate. */
async function signIn(
  certificate: CertifiedKey | undefined,
  options: { realNames?: boolean; query?: Record<string, string> } = {},
): Promise<Browser> {
  const { realNames = false, query = {} } = options;
  const browser = carefulBrowser(lab, { realNames, ...(certificate === undefined ? {} : { certificate }) });
  await browser.open(signInUrl(lab, query, realNames));
  const { userPrincipalName, password } = owner();
  await browser.submit({ UserName: userPrincipalName, Password: password });
  return browser;
}

function accepted(browser: Browser) {
  const [tenant] = lab.state.directory.tenants.values();
  const domain = tenant?.domains.get(owner().userPrincipalName.split('@')[1] ?? '');
  if (tenant === undefined || domain === undefined) throw new Error('no federated domain');
  return acceptFederatedSignIn(lab.ground, tenant, domain, fieldsOf(browser).wresult ?? '');
}

describe.each([
  ['on loopback', false],
  ['under real names through the CONNECT proxy', true],
])('the certificate step %s', (_where, realNames) => {
  it('takes the right certificate and says that two factors were shown', async () => {
    const browser = await signIn(own(), { realNames });
    expect(browser.view.title).toContain('Signing in');
    expect(browser.hops.some((hop) => hop.includes('/adfs/certificate?ticket='))).toBe(true);
    if (realNames)
      expect(browser.hops.map((hop) => new URL(hop).host)).toContain(`certauth.${lab.state.adfs.host}`);
    expect(accepted(browser)).toMatchObject({ methods: ['pwd', 'rsa', 'fed'], mfa: true });
  });

  it.each<[string, () => Promise<CertifiedKey | undefined>, string, string]>([
    ['none', async () => undefined, 'none', 'No certificate was presented'],
    [
      'one of another authority',
      async () =>
        issued(
          await CertificateAuthority.create('CN=Lab Forest People', Date.now()),
          owner().userPrincipalName,
        ),
      'authority',
      'not issued by the authority',
    ],
    ['an expired one', () => issued(forest, owner().userPrincipalName, -2 * DAY, -DAY), 'expired', 'expired'],
    [
      'one that is not valid yet',
      () => issued(forest, owner().userPrincipalName, DAY, 2 * DAY),
      'not-yet-valid',
      'not valid yet',
    ],
    [
      'another user’s',
      () => issued(forest, people(lab).without.userPrincipalName),
      'another-user',
      'belongs to another user',
    ],
    ['a stranger’s', () => issued(forest, 'stranger@nowhere.example'), 'unknown-user', 'names nobody'],
    [
      'one for servers',
      () => forest.issueServer([owner().userPrincipalName], Date.now()),
      'purpose',
      'not made for client authentication',
    ],
  ])('refuses %s', async (_what, make, fault, text) => {
    const browser = await signIn(await make(), { realNames });
    expect(browser.view.status).toBe(403);
    expect(browser.view.text).toContain(text);
    expect(browser.view.text).toContain(`Reason ${fault}`);
    expect(browser.view.body).not.toContain('wresult');
    const entry = lab.ground.log.list().findLast(({ operation }) => operation === 'CertificateSignIn');
    expect(entry?.error).toBe(`certificate-${fault}`);
    // The handshake's own opinion agrees wherever it is a matter of the chain; inside the proxy it has none.
    const chain = ['none', 'authority', 'expired', 'not-yet-valid', 'purpose'].includes(fault);
    if (!realNames) expect(entry?.detail?.handshake === 'authorized').toBe(!chain);
  });
});

it('goes by the Lab’s clock, not the machine’s', async () => {
  const certificate = await issued(forest, owner().userPrincipalName);
  lab.ground.clock.advance(3 * DAY);
  expect((await signIn(certificate)).view.text).toContain('expired');
  lab.restore(untouched);
  const later = await issued(forest, owner().userPrincipalName, DAY, 2 * DAY);
  lab.ground.clock.advance(DAY + DAY / 2);
  expect((await signIn(later)).view.title).toContain('Signing in');
});

it('takes the same step up again after a refusal, with the right certificate', async () => {
  const browser = await signIn(undefined);
  const again = carefulBrowser(lab, { certificate: own() });
  const [link] = browser.view.links.filter(({ label }) => label === 'Try again');
  // Another browser may show the certificate, but only the one that began may go on.
  expect((await again.open(link?.href ?? '')).text).toContain('began in another browser');
  expect((await browser.follow('Try again')).status).toBe(403);
});

it('gives a handle that works once, and a ticket that ends', async () => {
  const browser = await signIn(own());
  const handle = browser.hops.find((hop) => hop.includes('certificate='));
  expect((await browser.open(handle ?? '')).text).toContain('was used already');
  const other = await signIn(undefined);
  const ticket = other.hops.find((hop) => hop.includes('ticket='));
  lab.ground.clock.advance(11 * 60_000);
  expect((await other.open(ticket ?? '')).text).toContain('unknown or has ended');
  expect(
    (await other.open(`${lab.ground.addresses.loopback('adfs-certificate')}/adfs/certificate`)).status,
  ).toBe(403);
});

it('asks nobody without a certificate for two factors, and says nothing it cannot say', async () => {
  const { userPrincipalName, password } = people(lab).without;
  const browser = carefulBrowser(lab);
  await browser.open(signInUrl(lab, { wauth: MULTIPLE }));
  await browser.submit({ UserName: userPrincipalName, Password: password });
  expect(accepted(browser)).toMatchObject({ methods: ['pwd', 'fed'], mfa: false });
});

it('asks by wauth who has a certificate, though no group demands it, also in a running session', async () => {
  lab.state.adfs.certificateRequiredFor = [];
  const browser = await signIn(own());
  expect(accepted(browser)).toMatchObject({ methods: ['pwd', 'fed'], mfa: false });
  await browser.open(signInUrl(lab, { wauth: MULTIPLE, wctx: 'state-2' }));
  expect(fieldsOf(browser).wctx).toBe('state-2');
  expect(accepted(browser)).toMatchObject({ methods: ['pwd', 'rsa', 'fed'], mfa: true });
});

it('does not prove two factors where the certificate is the first', async () => {
  const browser = carefulBrowser(lab, { certificate: own() });
  await browser.open(signInUrl(lab));
  await browser.follow('Sign in using an X.509 certificate');
  expect(accepted(browser)).toMatchObject({ methods: ['rsa', 'fed'], mfa: false });
  expect(fieldsOf(browser).wresult).toContain('urn:oasis:names:tc:SAML:1.0:am:X509-PKI');
});

it('keeps the second factor to itself without the rule that passes it on', async () => {
  lab.state.adfs.passAuthenticationMethods = false;
  const browser = await signIn(own());
  expect(fieldsOf(browser).wresult).not.toContain('authnmethodsreferences');
  expect(accepted(browser)).toMatchObject({ methods: ['pwd', 'fed'], mfa: false });
});

it('refuses at the end who was disabled in between', async () => {
  const browser = await signIn(undefined);
  const account = lab.state.adfs.accounts.get(owner().userPrincipalName);
  const [step] = lab.state.adfs.certificateSteps.values();
  if (account === undefined || step === undefined) throw new Error('no step');
  step.proof = { handle: 'h'.repeat(43), userPrincipalName: account.userPrincipalName };
  account.enabled = false;
  expect((await browser.open(`${signInUrl(lab)}&certificate=${'h'.repeat(43)}`)).status).toBe(403);
});
