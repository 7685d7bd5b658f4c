import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider, requestIn } from './lab-provider.ts';
import { acsOf, signIn, someone } from './sign-in.ts';

let lab: Lab;
let provider: LabProvider;
let person: string;
beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
  person = someone(lab);
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});

const portal = (): string => lab.ground.addresses.loopback('access-portal');

it('sends a visitor to the identity provider with an AuthnRequest of its own', async () => {
  const browser = new Browser(lab);
  await browser.open(`${portal()}/start`);
  const asked = browser.hops.find((hop) => hop.includes('SAMLRequest=')) ?? '';
  const { xml, id, relayState } = requestIn(asked);
  const names = namesOf(lab.state.aws);
  const { signInUrl } = lab.state.aws.identityCenter.identityProvider ?? {};
  expect(asked.startsWith(lab.ground.addresses.onLoopback(signInUrl ?? ''))).toBe(true);
  expect(xml).toContain(`Destination="${signInUrl}"`);
  expect(xml).toContain(`AssertionConsumerServiceURL="${names.acs}"`);
  expect(xml).toContain(`>${names.entityId}<`);
  expect(xml).toContain('nameid-format:emailAddress');
  expect(xml).toContain(`IssueInstant="${new Date(lab.ground.clock.now()).toISOString().slice(0, 13)}`);
  expect(relayState).toBe(id);
});

it.each([false, true])(
  'shows the accounts and roles of who signed in (real names: %s)',
  async (realNames) => {
    const browser = new Browser(lab, { realNames });
    const view = await signIn(lab, browser, provider, person, '/start', {}, realNames);
    expect(view.title).toContain('Accounts');
    expect(view.text).toContain(person);
    expect(view.links.filter(({ label }) => label === 'Access keys').length).toBeGreaterThan(0);
    expect(view.url).toMatch(
      realNames ? /^https:\/\/d-[0-9a-f]{10}\.awsapps\.com\/start$/ : /\/portal\/start$/,
    );
  },
);

it('gives temporary credentials that the other services can look up', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const view = await browser.follow('Access keys');
  const id = /<dd id="AWS_ACCESS_KEY_ID">([^<]+)</.exec(view.body)?.[1] ?? '';
  const key = lab.state.aws.accessKeys.get(id);
  expect(view.body).toContain(`export AWS_SECRET_ACCESS_KEY=&quot;${key?.secret}&quot;`);
  expect(key?.arn).toMatch(
    new RegExp(`^arn:aws:sts::\\d{12}:assumed-role/AWSReservedSSO_\\w+_[0-9a-f]{16}/${person}$`),
  );
  expect(key?.userId).toMatch(new RegExp(`^AROA[A-Z0-9]{17}:${person}$`));
  expect((key?.expiresAt ?? 0) - lab.ground.clock.now()).toBeGreaterThan(3_590_000);
});

it('federates into the console page, which says who one is and keeps its settings to administrators', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const home = await browser.follow('Management console');
  expect(home.title).toContain('Console home');
  expect(home.text).toContain(`/${person}`);
  const settings = await browser.follow('IAM Identity Center');
  expect(settings.status).toBe(403);
});

it('opens no role that is not assigned', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const { managementAccountId } = lab.state.aws.organization;
  const view = await browser.open(
    `${portal()}/start/credentials?account_id=${managementAccountId}&role_name=AdministratorAccess`,
  );
  expect(view.status).toBe(403);
});

it('leads back to the page that was wanted, and to no other place', async () => {
  const browser = new Browser(lab);
  const view = await signIn(lab, browser, provider, person, '/start/device');
  expect(view.title).toContain('Enter the code');
  const other = new Browser(lab);
  const { directoryId } = namesOf(lab.state.aws);
  await other.open(
    `${lab.ground.addresses.loopback('aws-signin')}/platform/${directoryId}/login?continue=//attacker.example/`,
  );
  const { id } = requestIn(other.hops.find((hop) => hop.includes('SAMLRequest=')) ?? '');
  expect(lab.state.aws.signIn.requests.get(id)?.continueTo).toBe('/start');
});

it('follows a relay state of the identity provider only within the portal', async () => {
  const name = namesOf(lab.state.aws);
  const wanted = `${name.portal}/device`;
  for (const [relayState, path] of [
    [wanted, '/start/device'],
    ['https://attacker.example/start/device', '/start'],
    ['', '/start'],
  ] as const) {
    const browser = new Browser(lab);
    const view = await browser.post(acsOf(lab), provider.form(person, {}, relayState));
    expect(new URL(view.url).pathname).toBe(`/portal${path}`);
  }
});

it('ends the session when signed out, when its time is over, and when the user is disabled', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const cookie = browser.jar.header(new URL(`${portal()}/start`), 'GET', undefined) ?? '';
  expect((await browser.submit({}, 'Sign out')).title).toContain('Signed out');
  expect(cookie).toContain('x-amz-sso_authn=');
  const isOut = async (one: Browser): Promise<boolean> => {
    const { url } = await one.open(`${portal()}/start`);
    return !url.startsWith(portal());
  };
  expect(await isOut(browser)).toBe(true);

  await signIn(lab, browser, provider, person);
  const user = [...lab.state.aws.identityStore.users.values()].find(({ userName }) => userName === person);
  if (user === undefined) throw new Error('nobody');
  user.active = false;
  expect(await isOut(browser)).toBe(true);
  user.active = true;

  const end = lab.ground.clock.now() + 30 * 60_000;
  await signIn(lab, browser, provider, person, '/start', {
    edit: (_root, assertion) => {
      const statement = assertion.children.find(
        (child) => child.kind === 'element' && child.name.endsWith('AuthnStatement'),
      );
      if (statement?.kind === 'element')
        statement.attributes.push(['SessionNotOnOrAfter', new Date(end).toISOString()]);
    },
  });
  expect(await isOut(browser)).toBe(false);
  lab.ground.clock.advance(31 * 60_000);
  expect(await isOut(browser)).toBe(true);

  await signIn(lab, browser, provider, person);
  lab.ground.clock.advance(8 * 3_600_000);
  expect(await isOut(browser)).toBe(true);
});

it('takes forms from its own pages only, and a hand-over once', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const answer = await browser.post(`${portal()}/start/logout`, {}, 'https://attacker.example/');
  expect(answer.status).toBe(403);
  const code = browser.hops.find((hop) => hop.includes('signed-in?code=')) ?? '';
  expect((await new Browser(lab).open(code)).status).toBe(400);
});
