import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, principalNamed, secretOf, tenantOf, userOf } from './cast.ts';
import { askToken, labRequest } from './requests.ts';
import { answered, finish, signIn } from './sign-in-walk.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let token: string;
const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const LENNY = { name: 'lenny.leonard@partner.example', password: 'Powerplant-6' };

beforeAll(async () => {
  lab = await runningLab();
  const tenant = tenantOf(lab);
  const graph = principalNamed(tenant, 'Microsoft Graph');
  const client = principalNamed(tenant, 'Lab Console');
  for (const value of [
    'Policy.ReadWrite.ConditionalAccess',
    'Policy.Read.All',
    'User.Invite.All',
    'Application.ReadWrite.All',
  ]) {
    const role = graph.appRoles.find((candidate) => candidate.value === value);
    tenant.appRoleAssignments.set(value, {
      id: value,
      principalId: client.id,
      principalType: 'ServicePrincipal',
      resourceId: graph.id,
      appRoleId: role?.id ?? '',
      createdDateTime: '',
    });
  }
  const app = appOf(lab, 'Lab Console');
  const { json } = await askToken(lab, tenant.id, {
    grant_type: 'client_credentials',
    client_id: app.appId,
    client_secret: secretOf(app),
    scope: 'https://graph.microsoft.com/.default',
  });
  token = String(json.access_token);
});
afterAll(() => lab.stop());

function graph(method: string, path: string, body?: unknown) {
  return labRequest(lab, method, `/v1.0${path}`, {
    service: 'graph',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function address(): string {
  const query = new URLSearchParams({
    client_id: appOf(lab, 'Lab Console').appId,
    response_type: 'code',
    redirect_uri: 'http://localhost:3000/signed-in',
    scope: 'openid User.Read',
  });
  return `${lab.ground.addresses.loopback('entra')}/${tenantOf(lab).id}/oauth2/v2.0/authorize?${query}`;
}

it('gives Graph a token that it takes, nonce and all, and no other API does', async () => {
  const people = await graph('GET', '/users?$select=userPrincipalName');
  expect(people.status).toBe(200);
  expect(people.text).toContain(LISA.name);
  const damaged = `${token.slice(0, -6)}AAAAAA`;
  const refused = await labRequest(lab, 'GET', '/v1.0/users', {
    service: 'graph',
    headers: { authorization: `Bearer ${damaged}` },
  });
  expect(refused.status).toBe(401);
});

it('answers with the claims of whoever signed in, as far as the scopes go', async () => {
  const app = appOf(lab, 'Lab Console');
  const userInfo = async (scope: string) => {
    const { json } = await askToken(lab, tenantOf(lab).id, {
      grant_type: 'password',
      username: LISA.name,
      password: LISA.password,
      client_id: app.appId,
      client_secret: secretOf(app),
      scope,
    });
    const headers = { authorization: `Bearer ${json.access_token}` };
    const answer = await labRequest(lab, 'GET', '/oidc/userinfo', { service: 'graph', headers });
    const claims = JSON.parse(
      Buffer.from(String(json.id_token).split('.')[1] ?? '', 'base64url').toString() || '{}',
    ) as { sub?: string };
    return { ...answer, sub: claims.sub };
  };
  const all = await userInfo('openid profile email');
  expect(all.json).toMatchObject({ sub: all.sub, name: 'Lisa Simpson', family_name: 'Simpson' });
  const few = await userInfo('openid');
  expect([few.json.sub, few.json.name]).toEqual([all.sub, undefined]);
  const { status } = await labRequest(lab, 'POST', '/oidc/userinfo', {
    service: 'graph',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(status).toBe(403);
});

it('obeys a policy that Graph made, until Graph takes it away', async () => {
  const browser = new Browser(lab);
  expect(answered(await signIn(browser, address(), LISA))).toHaveProperty('code');
  const made = await graph('POST', '/identity/conditionalAccess/policies', {
    displayName: 'Nobody',
    state: 'enabled',
    conditions: {
      users: { includeUsers: [userOf(tenantOf(lab), 'Lisa Simpson').id] },
      applications: { includeApplications: ['All'] },
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  });
  expect(made.status).toBe(201);
  expect((await browser.open(address())).text).toContain('AADSTS53003');
  await graph('DELETE', `/identity/conditionalAccess/policies/${made.json.id}`);
  expect(answered(await browser.open(address()))).toHaveProperty('code');
});

it('lets a guest in by the invitation that Graph wrote', async () => {
  const tenant = tenantOf(lab);
  tenant.users.delete(userOf(tenant, 'Lenny Leonard').id);
  const invited = await graph('POST', '/invitations', {
    invitedUserEmailAddress: LENNY.name,
    inviteRedirectUrl: 'https://console.example/welcome',
  });
  expect(invited.json).toMatchObject({ status: 'PendingAcceptance' });
  const browser = new Browser(lab);
  const link = lab.ground.addresses.onLoopback(String(invited.json.inviteRedeemUrl));
  const asked = await signIn(browser, link, LENNY);
  expect(asked.title).toContain('Review permissions');
  const accepted = await finish(browser, await browser.submit({}, 'Accept'));
  expect(accepted.url).toBe('https://console.example/welcome');
  expect(answered(await browser.open(address()))).toHaveProperty('code');
  const crooked = link.replace(/redirect=[^&]*/, 'redirect=javascript:alert(1)');
  expect((await browser.open(crooked)).text).toContain('AADSTS9002313');
});

it('takes down as refused what an application got no answer to, though the sign-in went well', async () => {
  const tenant = tenantOf(lab);
  const application = principalNamed(tenant, 'AWS IAM Identity Center');
  const { nameId, appRoleAssignmentRequired } = application;
  application.appRoleAssignmentRequired = false;
  application.nameId = { ...nameId, source: 'user.employeeid' };
  const launch = `${lab.ground.addresses.loopback('entra')}/${tenant.id}/saml2/launch?appid=${application.appId}`;
  expect((await signIn(new Browser(lab), launch, LISA)).text).toContain('AADSTS501241');
  Object.assign(application, { nameId, appRoleAssignmentRequired });
  const entries = lab.state.entraSignIn.log.filter(({ appId }) => appId === application.appId);
  expect(entries).toMatchObject([
    { status: { errorCode: 501241, failureReason: expect.stringContaining('user.employeeid') } },
  ]);
});
