import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessOf } from '../../../electron/lab/aws/identity-center.ts';
import { IdentityStore } from '../../../electron/lab/aws/identity-store.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { authnRequest, redirectQuery } from '../saml/requests.ts';
import { forestPerson, METHODS, type Person, Walker } from './walk.ts';

// A walk is many requests, and the machine may have other things to do.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let untouched: string;
let bart: Person;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
  bart = forestPerson(lab, false);
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

/** Account names and permission sets that somebody has, from the state. */
function access(userName: string): [account: string, sets: string[]][] {
  const { identityStore, identityCenter, organization } = lab.state.aws;
  const store = new IdentityStore(identityStore);
  const user = store.userByName(userName);
  if (user === undefined) throw new Error(`${userName} is not provisioned`);
  return [...accessOf(identityCenter, user.userId, store.groupsOf(user.userId).keys())].map(([id, arns]) => [
    organization.accounts.get(id)?.name ?? '',
    arns.map((arn) => identityCenter.permissionSets.get(arn)?.name ?? ''),
  ]);
}

describe.each([
  ['under real host names through the CONNECT proxy', true],
  ['on loopback', false],
])('somebody of the forest, %s,', (_where, realNames) => {
  it('walks from My Apps by AD FS and Entra to the access portal, to the right accounts and roles', async () => {
    const walker = new Walker(lab, { realNames });
    const apps = await walker.openMyApps(bart);
    expect(apps.title).toContain('Apps dashboard');
    expect(apps.text).toContain(bart.userName);
    const portal = await walker.launch();
    expect(portal.title).toContain('AWS access portal');
    const granted = access(bart.userName);
    expect(granted.length).toBeGreaterThan(0);
    for (const [account, sets] of granted)
      for (const text of [account, ...sets]) expect(portal.text).toContain(text);
    expect(walker.hosts).toEqual(
      (['myapps', 'entra', 'adfs', 'entra', 'myapps', 'entra', 'aws-signin', 'access-portal'] as const)
        .map((service) => new URL(walker.base(service)).host)
        // On loopback the two services of AWS share a listener.
        .filter((host, index, all) => host !== all[index - 1]),
    );
    expect(walker.tokens).toHaveLength(1);
    const claims = await walker.claims();
    expect(claims.NameID).toEqual([bart.userName]);
    expect(claims[METHODS]).toEqual([
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
    ]);
    // What is in the message are the real names, however the browser came.
    const response = Buffer.from(walker.responses[0] ?? '', 'base64').toString();
    expect(response).toContain('Destination="https://us-east-1.signin.aws.amazon.com/');
    expect(response).not.toContain('localhost');
  });

  it('begins at the access portal and is asked for nothing the second time', async () => {
    const walker = new Walker(lab, { realNames });
    await walker.open(`${walker.base('access-portal')}/start`);
    expect(walker.view.title).toContain('Microsoft Entra ID');
    const portal = await walker.signIn(bart);
    expect(portal.text).toContain(access(bart.userName)[0]?.[0]);
    expect(Buffer.from(walker.responses[0] ?? '', 'base64').toString()).toContain('InResponseTo="');
    await walker.submit({}, 'Sign out');
    await walker.open(`${walker.base('access-portal')}/start`);
    expect(walker.responses).toHaveLength(2);
    expect(walker.view.text).toContain(access(bart.userName)[0]?.[0]);
  });
});

it('goes on after a snapshot was taken up in the middle of everything', async () => {
  const walker = new Walker(lab);
  await walker.open(`${walker.base('myapps')}/`);
  lab.restore(lab.snapshot());
  await walker.submit({ loginfmt: bart.userName });
  lab.restore(lab.snapshot());
  await walker.enterPassword(bart);
  lab.restore(lab.snapshot());
  expect((await walker.launch()).title).toContain('AWS access portal');
});

describe('My Apps', () => {
  it('shows what is assigned, by group, and what is not hidden', async () => {
    const [tenant] = lab.state.directory.tenants.values();
    const principal = [...(tenant?.servicePrincipals.values() ?? [])].find(
      (one) => one.preferredSingleSignOnMode === 'saml',
    );
    if (tenant === undefined || principal === undefined) throw new Error('no application');
    const walker = new Walker(lab);
    expect((await walker.openMyApps(bart)).text).toContain(principal.displayName);
    principal.tags.push('HideApp');
    expect((await walker.open(`${walker.base('myapps')}/`)).text).toContain('No application is assigned');
    principal.tags.pop();
    for (const group of tenant.groups.values()) group.members.clear();
    expect((await walker.open(`${walker.base('myapps')}/`)).text).not.toContain(principal.displayName);
  });

  it('takes a hand-over only once and only in the browser that asked', async () => {
    const walker = new Walker(lab);
    await walker.openMyApps(bart);
    const used = walker.browser.hops.find((hop) => hop.includes('/signed-in?')) ?? '';
    expect((await walker.open(used)).status).toBe(400);
    const stranger = new Walker(lab);
    await stranger.open(`${stranger.base('myapps')}/`);
    const handOver = { ...[...lab.state.myApps.sessions.values()][0], createdAt: lab.ground.clock.now() };
    lab.state.myApps.handOvers.set('stolen', handOver as never);
    expect(
      (await stranger.open(`${stranger.base('myapps')}/signed-in?code=stolen&state=guessed`)).status,
    ).toBe(400);
    expect((await stranger.open(`${stranger.base('myapps')}/`)).title).not.toContain('Apps dashboard');
  });

  it('signs out here and at Entra', async () => {
    const walker = new Walker(lab);
    await walker.openMyApps(bart);
    await walker.follow('Sign out');
    await walker.open(`${walker.base('myapps')}/`);
    expect(walker.view.title).toContain('Sign in');
  });

  it('has an address for each application that can be passed on', async () => {
    const walker = new Walker(lab);
    await walker.openMyApps(bart);
    const [, appId = ''] = /id="app-([^"]+)"/.exec(walker.view.body) ?? [];
    const [tenant] = lab.state.directory.tenants.values();
    const fresh = new Walker(lab);
    await fresh.open(`${fresh.base('myapps')}/signin/AWS/${appId}?tenantId=${tenant?.id}`);
    expect((await fresh.signIn(bart)).title).toContain('AWS access portal');
    await fresh.open(
      `${fresh.base('myapps')}/signin/AWS/${encodeURIComponent('<b>')}?tenantId=${tenant?.id}`,
    );
    expect(fresh.view.text).toContain('AADSTS700016');
  });
});

describe('who is refused', () => {
  it('AADSTS50105 where nothing is assigned, though a group in an assigned group would have them', async () => {
    const [tenant] = lab.state.directory.tenants.values();
    const user = [...(tenant?.users.values() ?? [])].find(
      ({ userPrincipalName }) => userPrincipalName === bart.userName,
    );
    const [group] = [...(tenant?.groups.values() ?? [])].filter(({ members }) => members.has(user?.id ?? ''));
    if (tenant === undefined || user === undefined || group === undefined) throw new Error('no group');
    group.members.delete(user.id);
    tenant.groups.set('nested', {
      ...group,
      id: 'nested',
      displayName: 'nested',
      members: new Set([user.id]),
      owners: new Set(),
    });
    group.members.add('nested');
    const walker = new Walker(lab);
    await walker.open(`${walker.base('access-portal')}/start`);
    expect((await walker.signIn(bart)).text).toContain('AADSTS50105');
    expect(walker.responses).toEqual([]);
  });

  it('AADSTS51004 where AD FS knows somebody that Entra does not', async () => {
    const [tenant] = lab.state.directory.tenants.values();
    for (const user of tenant?.users.values() ?? [])
      if (user.userPrincipalName === bart.userName) user.onPremisesImmutableId = 'AAAAAAAAAAAAAAAAAAAAAA==';
    expect((await new Walker(lab).openMyApps(bart)).text).toContain('AADSTS51004');
  });

  it('AADSTS500133 where the clocks of AD FS and Entra disagree', async () => {
    const walker = new Walker(lab);
    await walker.open(`${walker.base('myapps')}/`);
    await walker.browser.submit({ loginfmt: bart.userName });
    await walker.browser.submit({ Password: bart.password });
    const [flow] = lab.state.entraSignIn.pendingSignIns.values();
    lab.ground.clock.advance(2 * 3_600_000);
    if (flow !== undefined) Object.assign(flow, { expires: lab.ground.clock.now() + 60_000 });
    expect((await walker.settle()).text).toContain('AADSTS500133');
  });

  it('asks anew for the password at AD FS where the application forces it', async () => {
    const walker = new Walker(lab);
    await walker.openMyApps(bart);
    const [tenant] = lab.state.directory.tenants.values();
    const principal = [...(tenant?.servicePrincipals.values() ?? [])].find(
      (one) => one.preferredSingleSignOnMode === 'saml',
    );
    const issuer = principal?.servicePrincipalNames.find((name) => name.startsWith('https:')) ?? '';
    const query = redirectQuery(authnRequest({ issuer, attributes: ' ForceAuthn="true"' }), {
      login_hint: bart.userName,
    });
    await walker.browser.open(`${walker.base('entra')}/${tenant?.id}/saml2?${query}`);
    expect(walker.view.title).toContain('AD FS');
    await walker.browser.submit({ Password: bart.password });
    await walker.browser.submit({});
    if (walker.view.title.startsWith('Stay signed in?')) await walker.browser.submit({}, 'No');
    expect(walker.view.sendsItself).toBe(true);
    expect(walker.view.forms[0]?.fields.map(([name]) => name)).toContain('SAMLResponse');
  });
});
