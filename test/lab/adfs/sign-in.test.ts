import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { carefulBrowser, fieldsOf, people, signInUrl } from './adfs-visit.ts';

let lab: Lab;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

function without() {
  return people(lab).without;
}

async function tried(userName: string, password: string) {
  const browser = carefulBrowser(lab);
  await browser.open(signInUrl(lab));
  return browser.submit({ UserName: userName, Password: password });
}

describe('the password page', () => {
  it('prefills the name that Entra passes on and posts a token to Entra’s login', async () => {
    const { userPrincipalName, password } = without();
    const browser = carefulBrowser(lab);
    await browser.open(signInUrl(lab, { username: userPrincipalName }));
    expect(browser.view.title).toContain('Sign in');
    expect(fieldsOf(browser).UserName).toBe(userPrincipalName);
    const view = await browser.submit({ Password: password });
    expect(view.forms[0]?.action).toBe(`${lab.ground.addresses.loopback('entra')}/login.srf`);
    expect(view.sendsItself).toBe(true);
    expect(view.forms[0]?.buttons[0]?.label).toBe('Continue');
    expect(fieldsOf(browser)).toMatchObject({ wa: 'wsignin1.0', wctx: 'state-1' });
    expect(fieldsOf(browser).wresult).toContain(userPrincipalName);
  });

  it('takes DOMAIN\\user in any case', async () => {
    const { userPrincipalName, password } = without();
    const [alias = '', domain = ''] = userPrincipalName.split('@');
    const view = await tried(`${domain.split('.')[0]?.toUpperCase()}\\${alias.toUpperCase()}`, password);
    expect(view.title).toContain('Signing in');
  });

  it.each([
    ['a wrong password', 'wrong password', 'Incorrect user ID or password'],
    ['an empty one', '', 'Incorrect user ID or password'],
  ])('refuses %s', async (_what, password, text) => {
    const view = await tried(without().userPrincipalName, password);
    expect(view.status).toBe(401);
    expect(view.text).toContain(text);
    expect(view.body).not.toContain('wresult');
  });

  it('does not tell an unknown user from a wrong password, but a wrong form of name', async () => {
    expect((await tried('nobody@nowhere.example', 'x')).text).toContain('Incorrect user ID or password');
    expect((await tried('nobody', 'x')).text).toContain('domain\\user');
    expect((await tried('__proto__@jogcloud.com', 'x')).text).toContain('Incorrect user ID or password');
  });

  it('refuses a disabled account, only to who knows its password', async () => {
    const { userPrincipalName, password } = without();
    const account = lab.state.adfs.accounts.get(userPrincipalName.toLowerCase());
    if (account !== undefined) account.enabled = false;
    expect((await tried(userPrincipalName, 'wrong')).text).toContain('Incorrect');
    expect((await tried(userPrincipalName, password)).text).toContain('disabled');
  });

  it('locks an account at the tenth wrong password and opens it again after a quarter of an hour', async () => {
    const { userPrincipalName, password } = without();
    for (let attempt = 1; attempt < 10; attempt += 1)
      expect((await tried(userPrincipalName, 'wrong')).text).toContain('Incorrect');
    expect((await tried(userPrincipalName, 'wrong')).text).toContain('locked');
    expect((await tried(userPrincipalName, password)).text).toContain('locked');
    lab.ground.clock.advance(15 * 60_000 + 1);
    expect((await tried(userPrincipalName, password)).title).toContain('Signing in');
  });
});

describe('sessions', () => {
  async function signedIn() {
    const { userPrincipalName, password } = without();
    const browser = carefulBrowser(lab);
    await browser.open(signInUrl(lab));
    await browser.submit({ UserName: userPrincipalName, Password: password });
    return browser;
  }

  it('signs in without a password again, until it ends, is asked anew or is for somebody else', async () => {
    const browser = await signedIn();
    expect((await browser.open(signInUrl(lab, { wctx: 'state-2' }))).title).toContain('Signing in');
    expect(fieldsOf(browser).wctx).toBe('state-2');
    expect((await browser.open(signInUrl(lab, { wfresh: '0' }))).title).toContain('Sign in -');
    const other = people(lab).withCertificate.userPrincipalName;
    expect((await browser.open(signInUrl(lab, { username: other }))).title).toContain('Sign in -');
    lab.ground.clock.advance(481 * 60_000);
    expect((await browser.open(signInUrl(lab))).title).toContain('Sign in -');
  });

  it('keeps its cookie from scripts and from plain connections, and gives it to posts of other sites', async () => {
    const browser = await signedIn();
    const cookies = [browser.view.headers['set-cookie']].flat().join('\n');
    expect(cookies).toMatch(/MSISAuth=\w{43}; Path=\/adfs; HttpOnly; Secure; SameSite=None/);
  });

  it('ends at sign-out and leads only back to Entra', async () => {
    const browser = await signedIn();
    const base = `${lab.ground.addresses.loopback('adfs')}/adfs/ls/`;
    const evil = await browser.open(`${base}?wa=wsignout1.0&wreply=https://attacker.example/`);
    expect(evil.title).toContain('Signed out');
    expect(evil.links).toEqual([]);
    const good = await browser.open(`${base}?wa=wsignout1.0&wreply=https://login.microsoftonline.com/x`);
    expect(good.links[0]?.href).toBe(`${lab.ground.addresses.loopback('entra')}/x`);
    expect((await browser.open(signInUrl(lab))).title).toContain('Sign in -');
  });

  it('survives a snapshot', async () => {
    const browser = await signedIn();
    lab.restore(lab.snapshot());
    expect((await browser.open(signInUrl(lab))).title).toContain('Signing in');
  });
});

describe('what is no sign-in request', () => {
  it.each([
    ['no action', '', 'MSIS7001'],
    ['an unknown action', '?wa=%3Cscript%3E', 'MSIS7001'],
    ['another relying party', '?wa=wsignin1.0&wtrealm=urn:other', 'MSIS7007'],
    ['no relying party', '?wa=wsignin1.0', 'MSIS7007'],
    ['a broken encoding', '?wa=%E0%A4%A&wtrealm=%', 'MSIS7001'],
    ['a long one', `?wa=wsignin1.0&wtrealm=${'x'.repeat(20_000)}`, 'MSIS7001'],
  ])('shows AD FS’s own error for %s', async (_what, query, code) => {
    const view = await carefulBrowser(lab).open(`${lab.ground.addresses.loopback('adfs')}/adfs/ls/${query}`);
    expect(view.status === 400 || view.status === 431).toBe(true);
    if (view.status === 400) expect(view.text).toContain(code);
    expect(view.body).not.toContain('<script>');
  });

  it('shows the form again for a body that is no form', async () => {
    const browser = carefulBrowser(lab);
    await browser.open(signInUrl(lab));
    expect((await browser.submit({})).text).toContain('domain\\user');
  });
});
