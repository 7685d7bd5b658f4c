import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { people } from './adfs-visit.ts';

let lab: Lab;
let untouched: string;
let browser: Browser;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
});
beforeEach(async () => {
  lab.restore(untouched);
  browser = new Browser(lab);
  await browser.open(`${lab.ground.addresses.loopback('adfs')}/adfs/management`);
});
afterAll(() => lab.stop());

it('rolls the token-signing certificate in two steps', async () => {
  const [old] = lab.state.adfs.tokenSigning;
  await browser.submit({}, 'Add a secondary');
  expect(lab.state.adfs.tokenSigning).toHaveLength(2);
  expect(lab.state.adfs.tokenSigning[0]).toEqual(old);
  await browser.submit({}, 'Make the secondary');
  expect(lab.state.adfs.tokenSigning[1]).toEqual(old);
});

it('takes the rule and the policy away and puts them back', async () => {
  const { certificateRequiredFor } = lab.state.adfs;
  expect(lab.state.adfs.passAuthenticationMethods).toBe(true);
  await browser.submit({ passAuthenticationMethods: '' }, 'Save the rules');
  expect(lab.state.adfs.passAuthenticationMethods).toBe(false);
  expect(browser.view.forms.find(({ id }) => id === 'claim-rules')?.fields).toEqual([]);
  await browser.submit({ group: 'nobody' }, 'Save the policy');
  expect(lab.state.adfs.certificateRequiredFor).toEqual([]);
  expect(certificateRequiredFor.length).toBeGreaterThan(0);
});

it('disables, enables and unlocks accounts', async () => {
  const { userPrincipalName } = people(lab).without;
  const account = lab.state.adfs.accounts.get(userPrincipalName);
  if (account === undefined) throw new Error('no account');
  await browser.submit({ user: userPrincipalName }, 'Disable');
  expect(account.enabled).toBe(false);
  await browser.submit({ user: userPrincipalName }, 'Enable');
  expect(account.enabled).toBe(true);
  account.lockedUntil = lab.ground.clock.now() + 60_000;
  await browser.open(`${lab.ground.addresses.loopback('adfs')}/adfs/management`);
  await browser.submit({ user: userPrincipalName }, 'Unlock');
  expect(account.lockedUntil).toBeUndefined();
});

it('obeys its own page only', async () => {
  const action = `${lab.ground.addresses.loopback('adfs')}/adfs/management/add-certificate`;
  await browser.post(action, {}, 'https://attacker.example/');
  expect(browser.view.status).toBe(403);
  await browser.post(`${action.slice(0, action.lastIndexOf('/'))}/__proto__`, {}, action);
  expect(browser.view.status).toBe(403);
  expect(lab.state.adfs.tokenSigning).toHaveLength(1);
});
