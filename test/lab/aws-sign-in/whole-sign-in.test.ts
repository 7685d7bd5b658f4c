import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../../electron/lab/entra/directory.ts';
import { oneTimeCode } from '../../../electron/lab/entra/sign-in/one-time-code.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { JOGCLOUD } from '../../../electron/lab/seed/jogcloud.ts';
import type { View } from '../../../electron/lab/visitor/view.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

const MOST_PAGES = 12;

/** What somebody knows and has. */
interface Person {
  readonly userName: string;
  readonly password: string;
  readonly totp?: string;
  readonly certificate?: { readonly certificatePem: string; readonly privateKeyPem: string };
}

function personNamed(userName: string): Person {
  const account = lab.state.adfs.accounts.get(userName.toLowerCase());
  const users = [...lab.state.directory.tenants.values()].flatMap((tenant) => [...tenant.users.values()]);
  const user: User | undefined = users.find(
    ({ userPrincipalName, home }) => home === undefined && userPrincipalName === userName,
  );
  const totp = user?.secret.totp;
  return {
    userName,
    password: account?.password ?? user?.secret.password ?? '',
    ...(totp === undefined ? {} : { totp }),
    ...(account?.certificate === undefined ? {} : { certificate: account.certificate }),
  };
}

/** Fills in whatever page comes, as the person would, until the portal is there. */
async function walk(browser: Browser, person: Person, portal: string): Promise<View> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { view } = browser;
    if (view.url.startsWith(portal)) return view;
    const names = new Set(view.forms.flatMap(({ fields }) => fields.map(([name]) => name)));
    const buttons = view.forms.flatMap(({ buttons: all }) => all.map(({ label }) => label));
    if (names.has('loginfmt')) await browser.submit({ loginfmt: person.userName });
    else if (names.has('passwd')) await browser.submit({ passwd: person.password });
    else if (names.has('Password'))
      await browser.submit({ UserName: person.userName, Password: person.password });
    else if (names.has('otc'))
      await browser.submit({ otc: oneTimeCode(person.totp ?? '', lab.ground.clock.now()) });
    else if (buttons.includes('No')) await browser.submit({}, 'No');
    else throw new Error(`lost at "${view.title}" (${view.url}): ${view.text}`);
  }
  throw new Error(`still at "${browser.view.title}" after ${MOST_PAGES} pages`);
}

const GUESTS = new Set(
  JOGCLOUD.tenants.flatMap(({ users }) =>
    users.filter(({ guest }) => guest === true).map(({ userName }) => userName),
  ),
);
const PROVISIONED = (JOGCLOUD.tenants[0]?.users ?? []).filter(({ groups = [] }) =>
  JOGCLOUD.aws.assignments.some(({ group }) => group !== undefined && groups.includes(group)),
);

describe.each([false, true])(
  'from the portal through the real identity provider (real names: %s)',
  (realNames) => {
    it.each(PROVISIONED.map(({ userName }) => userName))('signs %s in', async (userName) => {
      const person = personNamed(userName);
      const { certificate } = person;
      const browser = new Browser(lab, { realNames, ...(certificate === undefined ? {} : { certificate }) });
      const { addresses } = lab.ground;
      const portal = realNames ? addresses.real('access-portal') : addresses.loopback('access-portal');
      await browser.open(`${portal}/start`);
      const view = await walk(browser, person, portal);
      expect([view.title, view.text]).toEqual([
        expect.stringContaining('Accounts'),
        expect.stringContaining(userName),
      ]);
      expect(view.links.some(({ label }) => label === 'Access keys')).toBe(true);
      const hosts = [...new Set(browser.hops.map((hop) => new URL(hop).host))];
      if (realNames && !GUESTS.has(userName)) expect(hosts).toContain(lab.state.adfs.host);
    });
  },
);

it('follows the tile on My Apps into the portal', async () => {
  const [first] = PROVISIONED;
  const person = personNamed(first?.userName ?? '');
  const { addresses } = lab.ground;
  const browser = new Browser(lab, { realNames: true });
  await browser.open(`${addresses.real('myapps')}/`);
  await walk(browser, person, addresses.real('myapps'));
  const view = await browser.follow(JOGCLOUD.aws.application);
  expect(view.url).toBe(`${addresses.real('access-portal')}/start`);
  expect(view.text).toContain(person.userName);
});
