import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Tenant, User } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, principalNamed, tenantOf, userOf } from './cast.ts';
import { answered, finish, phoneCode, signIn } from './sign-in-walk.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let grown: string;
let tenant: Tenant;
let lisa: User;
let browser: Browser;
const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const LENNY = { name: 'lenny.leonard@partner.example', password: 'Powerplant-6' };

beforeAll(async () => {
  lab = await runningLab();
  grown = lab.snapshot();
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.restore(grown);
  tenant = tenantOf(lab);
  lisa = userOf(tenant, 'Lisa Simpson');
  browser = new Browser(lab);
});

/** An authorization request of the console application. */
function address(more: Record<string, string> = {}, app = 'Lab Console', realm = tenant.id): string {
  const query = new URLSearchParams({
    client_id: appOf(lab, app).appId,
    response_type: 'code',
    redirect_uri: app === 'Lab Console' ? 'http://localhost:3000/signed-in' : 'http://localhost:4711',
    scope: 'openid api://orders/Orders.Read',
    state: 's',
    ...more,
  });
  return `${lab.ground.addresses.loopback('entra')}/${realm}/oauth2/v2.0/authorize?${query}`;
}

function latest(): Record<string, unknown> {
  return lab.state.entraSignIn.log.at(-1) ?? {};
}

function policy(name: string, control: 'mfa' | 'block' | 'compliantDevice', more: object = {}): void {
  tenant.conditionalAccessPolicies.set(name, {
    id: name,
    displayName: name,
    state: 'enabled',
    conditions: {
      users: { includeUsers: ['All'], excludeUsers: [], includeGroups: [], excludeGroups: [] },
      applications: { includeApplications: ['All'], excludeApplications: [] },
    },
    grantControls: { operator: 'OR', builtInControls: [control] },
    createdDateTime: '',
    ...more,
  });
}

it('walks account, password and "Stay signed in?", then signs in again without asking', async () => {
  const first = await browser.open(address());
  expect(first.title).toBe('Sign in - Microsoft Entra ID (Lab)');
  expect((await browser.submit({ loginfmt: 'nobody' })).text).toContain('Enter a valid email address');
  expect((await browser.submit({ loginfmt: 'nobody@jogcloud.onmicrosoft.com' })).text).toContain(
    'This username may be incorrect',
  );
  expect(latest()).toMatchObject({ status: { errorCode: 50034 } });
  const password = await browser.submit({ loginfmt: LISA.name.toUpperCase() });
  expect(password.title).toContain('Enter password');
  expect((await browser.submit({ passwd: 'wrong' })).text).toContain('password is incorrect');
  expect(latest()).toMatchObject({
    status: { errorCode: 50126 },
    userPrincipalName: LISA.name,
    authenticationDetails: [{ authenticationMethod: 'Password', succeeded: false }],
  });
  const stay = await browser.submit({ passwd: LISA.password });
  expect(stay.title).toContain('Stay signed in?');
  const done = await browser.submit({}, 'Yes');
  expect(answered(done)).toMatchObject({ state: 's', code: expect.stringMatching(/^1\.A/) });
  expect(latest()).toMatchObject({
    status: { errorCode: 0 },
    isInteractive: true,
    conditionalAccessStatus: 'notApplied',
  });
  const again = await browser.open(address({ prompt: 'none' }));
  expect(answered(again)).toHaveProperty('code');
  expect(latest()).toMatchObject({ isInteractive: false });
});

it('locks an account after ten wrong passwords, and lets it in again a minute later', async () => {
  await browser.open(address({ login_hint: LISA.name }));
  for (let attempt = 0; attempt < 10; attempt += 1) await browser.submit({ passwd: 'wrong' });
  expect((await browser.submit({ passwd: LISA.password })).text).toContain('temporarily locked');
  expect(latest()).toMatchObject({ status: { errorCode: 50053 } });
  lab.ground.clock.advance(61_000);
  expect((await browser.submit({ passwd: LISA.password })).title).toContain('Stay signed in?');
});

it('verifies the second factor that a policy asks for, registering one where there is none', async () => {
  policy('mfa', 'mfa');
  await browser.open(address({ login_hint: LISA.name }));
  const page = await browser.submit({ passwd: LISA.password });
  expect(page.title).toContain('Enter code');
  expect((await browser.submit({ otc: '000000' })).text).toContain('expected verification code');
  expect(latest()).toMatchObject({ status: { errorCode: 500121 } });
  const done = await finish(browser, browser.view);
  expect(answered(done)).toHaveProperty('code');
  expect(latest()).toMatchObject({
    conditionalAccessStatus: 'success',
    authenticationRequirement: 'multiFactorAuthentication',
    status: { additionalDetails: 'MFA completed in Azure AD' },
    appliedConditionalAccessPolicies: expect.arrayContaining([
      expect.objectContaining({ displayName: 'mfa', result: 'success', enforcedGrantControls: ['Mfa'] }),
    ]),
  });
  await browser.open(address());
  expect(latest()).toMatchObject({
    status: { additionalDetails: 'MFA requirement satisfied by claim in the token' },
  });

  delete lisa.secret.totp;
  const other = new Browser(lab);
  await other.open(address({ login_hint: LISA.name }));
  const registration = await other.submit({ passwd: LISA.password });
  expect(registration.title).toContain('More information required');
  const stay = await other.submit({ otc: phoneCode(registration) });
  expect(stay.title).toContain('Stay signed in?');
  expect(lisa.secret.totp).toMatch(/^[A-Z2-7]{32}$/);
});

it('takes a guest’s MFA from home where it is trusted, and asks for its own where it is not', async () => {
  const partner = tenantOf(lab, 'partner.example');
  const guest = userOf(tenant, 'Lenny Leonard');
  policy('mfa for guests', 'mfa', {
    conditions: {
      users: {
        includeUsers: ['GuestsOrExternalUsers'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
      },
      applications: { includeApplications: ['All'], excludeApplications: [] },
    },
  });
  expect(answered(await signIn(browser, address(), LENNY))).toHaveProperty('code');
  expect(latest()).toMatchObject({
    userId: guest.id,
    homeTenantId: partner.id,
    resourceTenantId: tenant.id,
    crossTenantAccessType: 'b2bCollaboration',
    status: { additionalDetails: 'MFA requirement satisfied by claim provided by external provider' },
  });
  expect(guest.secret.totp).toBeUndefined();
  const trust = tenant.crossTenantPartners.get(partner.id);
  if (trust !== undefined) trust.inboundTrust.isMfaAccepted = false;
  const again = await browser.open(address());
  expect(again.title).toContain('More information required - ');
  expect(new URL(again.url).pathname).toBe(`/${tenant.id}/sign-in`);
  expect(answered(await finish(browser, again))).toHaveProperty('code');
  expect(guest.secret.totp).toBeDefined();
});

it('lets block, compliant device and assignment refuse, and report-only only report', async () => {
  policy('report', 'block', { state: 'enabledForReportingButNotEnforced' });
  expect(answered(await signIn(browser, address(), LISA))).toHaveProperty('code');
  const reported = latest().appliedConditionalAccessPolicies;
  expect(reported).toContainEqual(expect.objectContaining({ id: 'report', result: 'reportOnlyFailure' }));
  policy('device', 'compliantDevice');
  expect((await browser.open(address())).text).toContain('AADSTS53000');
  policy('block', 'block');
  const blocked = await browser.open(address());
  expect(blocked.status).toBe(400);
  expect(blocked.text).toMatch(/AADSTS53003.*Correlation id [\da-f-]{36} Timestamp \d{4}-/);
  expect(latest()).toMatchObject({ status: { errorCode: 53003 }, conditionalAccessStatus: 'failure' });
  expect(answered(await browser.open(address({ prompt: 'none' })))).toMatchObject({
    error: 'access_denied',
    error_description: expect.stringContaining('AADSTS53003'),
  });
  for (const id of ['device', 'block']) tenant.conditionalAccessPolicies.delete(id);
  const console = principalNamed(tenant, 'Lab Console');
  console.appRoleAssignmentRequired = true;
  expect((await browser.open(address())).text).toContain('AADSTS50105');
  tenant.appRoleAssignments.set('a', {
    id: 'a',
    principalId: lisa.id,
    principalType: 'User',
    resourceId: console.id,
    appRoleId: '00000000-0000-0000-0000-000000000000',
    createdDateTime: '',
  });
  expect(answered(await browser.open(address()))).toHaveProperty('code');
});

it('asks for consent, takes a refusal, and keeps what was agreed to', async () => {
  const asked = await signIn(
    browser,
    address({ scope: 'openid api://orders/Orders.Read' }, 'Unconsented Client'),
    LISA,
  );
  expect(asked.title).toContain('Permissions requested');
  expect(asked.text).toContain('Orders.Read (Orders API)');
  const declined = await browser.submit({}, 'Cancel');
  expect(answered(declined)).toMatchObject({ error: 'access_denied', state: 's' });
  expect(answered(declined).error_description).toContain('AADSTS65004');
  const silent = await browser.open(address({ prompt: 'none' }, 'Unconsented Client'));
  expect(answered(silent).error_description).toContain('AADSTS65001');
  await browser.open(address({}, 'Unconsented Client'));
  expect(answered(await browser.submit({}, 'Accept'))).toHaveProperty('code');
  expect(answered(await browser.open(address({ prompt: 'none' }, 'Unconsented Client')))).toHaveProperty(
    'code',
  );
  const grant = [...tenant.permissionGrants.values()].at(-1);
  expect(grant).toMatchObject({
    consentType: 'Principal',
    principalId: lisa.id,
    scope: 'Orders.Read openid',
  });
  // Forged without the page: no canary.
  const { pathname, search } = new URL(address({ prompt: 'consent' }, 'Unconsented Client'));
  expect(`${pathname}${search}`).toContain('prompt=consent');
  expect((await browser.open(address({ prompt: 'consent' }, 'Unconsented Client'))).title).toContain(
    'Permissions',
  );
  expect(answered(await browser.submit({ canary: 'forged' }, 'Accept')).error_description).toContain(
    'AADSTS9002313',
  );
});

it('lets an administrator consent for everybody, and nobody else', async () => {
  const app = appOf(lab, 'Unconsented Client');
  const graph = principalNamed(tenant, 'Microsoft Graph');
  const role = graph.appRoles.find(({ value }) => value === 'Group.Read.All');
  const scope = graph.scopes.find(({ value }) => value === 'Group.Read.All');
  app.requiredResourceAccess.push({
    resourceAppId: graph.appId,
    resourceAccess: [
      { id: scope?.id ?? '', type: 'Scope' },
      { id: role?.id ?? '', type: 'Role' },
    ],
  });
  const at = `${lab.ground.addresses.loopback('entra')}/${tenant.id}/adminconsent?client_id=${app.appId}&redirect_uri=http://localhost:1/&state=x`;
  expect((await signIn(new Browser(lab), at, LENNY)).text).toContain('AADSTS90094');
  const page = await signIn(browser, at, LISA);
  expect(page.text).toContain('Group.Read.All (Microsoft Graph, as the application itself)');
  expect(answered(await browser.submit({}, 'Accept'))).toEqual({
    admin_consent: 'True',
    tenant: tenant.id,
    state: 'x',
  });
  const principal = principalNamed(tenant, 'Unconsented Client');
  expect([...tenant.permissionGrants.values()].at(-1)).toMatchObject({
    clientId: principal.id,
    consentType: 'AllPrincipals',
    scope: 'Group.Read.All',
  });
  expect([...tenant.appRoleAssignments.values()].at(-1)).toMatchObject({
    principalId: principal.id,
    appRoleId: role?.id,
  });
});

it('shows several accounts to pick from, and signs one of them out for all applications', async () => {
  appOf(lab, 'Lab Console').web.logoutUrl = 'https://console.example/logout';
  await signIn(browser, address(), LISA);
  await signIn(browser, address({ prompt: 'login' }), LENNY);
  const pick = await browser.open(address());
  expect(pick.title).toContain('Pick an account');
  expect(pick.text).toContain(LENNY.name);
  expect(answered(await browser.submit({}, 'Lisa'))).toHaveProperty('code');
  expect(answered(await browser.open(address({ prompt: 'none' }))).error_description).toContain(
    'AADSTS16000',
  );
  const out = await browser.open(
    `${lab.ground.addresses.loopback('entra')}/common/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent('http://localhost:3000/signed-in')}&state=bye`,
  );
  expect(out.title).toContain('Signed out');
  expect(out.frames[0]).toMatch(
    /^https:\/\/console\.example\/logout\?iss=https%3A%2F%2Flogin\.microsoftonline\.com.*&sid=[\da-f-]{36}$/,
  );
  expect(out.links[0]?.href).toBe('http://localhost:3000/signed-in?state=bye');
  expect(answered(await browser.open(address({ prompt: 'none' })))).toMatchObject({
    error: 'login_required',
  });
});

it('goes on after a snapshot was restored in the middle of a sign-in', async () => {
  await browser.open(address({ login_hint: LISA.name }));
  await browser.submit({ passwd: LISA.password });
  const kept = lab.snapshot();
  lab.restore(grown);
  lab.restore(kept);
  expect(answered(await browser.submit({}, 'No'))).toHaveProperty('code');
});

it('keeps a sign-in in its browser', async () => {
  const begun = await browser.open(address());
  const other = new Browser(lab);
  const stolen = await other.open(begun.url);
  expect(stolen.status).toBe(400);
  expect(stolen.text).toContain('AADSTS165000');
});

it('asks an invited guest to accept first, and keeps out who was not invited or not let in', async () => {
  const guest = userOf(tenant, 'Lenny Leonard');
  guest.externalUserState = 'PendingAcceptance';
  delete guest.home;
  const asked = await signIn(browser, address(), LENNY);
  expect(asked.title).toContain('Review permissions');
  expect((await browser.submit({}, 'Cancel')).text).toContain('AADSTS65004');
  await browser.open(address());
  const accepted = await browser.submit({}, 'Accept');
  expect(answered(await finish(browser, accepted))).toHaveProperty('code');
  expect(guest.externalUserState).toBe('Accepted');
  expect(userOf(tenant, 'Lenny Leonard').home?.tenantId).toBe(tenantOf(lab, 'partner.example').id);
  const partner = tenant.crossTenantPartners.get(tenantOf(lab, 'partner.example').id);
  if (partner !== undefined) partner.b2bInbound = false;
  expect((await browser.open(address())).text).toContain('AADSTS500213');
  tenant.users.delete(guest.id);
  const stranger = await signIn(new Browser(lab), address(), LENNY);
  expect(stranger.text).toContain('AADSTS50020');
  expect(stranger.forms.some(({ buttons }) => buttons[0]?.label === 'Sign in with another account')).toBe(
    true,
  );
});

it('makes the service principal of a multi-tenant application by the first consent', async () => {
  const partner = tenantOf(lab, 'partner.example');
  partner.servicePrincipals.delete(principalNamed(partner, 'Lab Console').id);
  const asked = await signIn(
    browser,
    address({ scope: 'openid User.Read' }, 'Lab Console', 'organizations'),
    LENNY,
  );
  expect(asked.title).toContain('Permissions requested');
  expect(answered(await browser.submit({}, 'Accept'))).toHaveProperty('code');
  expect(principalNamed(partner, 'Lab Console')).toMatchObject({ appId: appOf(lab, 'Lab Console').appId });
});

it('needs no script and no cookie of another site, and sets its own for itself alone', async () => {
  const view = await browser.open(address());
  const policy = String(view.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
  await signIn(browser, address(), LISA);
  expect(browser.jar.value('ESTSAUTH')).toMatch(/^0\.[A-Za-z\d]{43}$/);
});
