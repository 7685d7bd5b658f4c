import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Application, Tenant, User } from '../../../electron/lab/entra/directory.ts';
import { verifyOwnToken } from '../../../electron/lab/entra/tokens/verify.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, principalNamed, secretOf, tenantOf, userOf } from './cast.ts';
import { askToken, labRequest } from './requests.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let grown: string;
let tenant: Tenant;
let app: Application;
let lisa: User;

beforeAll(async () => {
  lab = await runningLab();
  grown = lab.snapshot();
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.restore(grown);
  tenant = tenantOf(lab);
  app = appOf(lab, 'Lab Console');
  lisa = userOf(tenant, 'Lisa Simpson');
});

/** A token request of the console application that would succeed. */
function good(more: Record<string, string> = {}): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: app.appId,
    client_secret: secretOf(app),
    scope: 'api://orders/.default',
    ...more,
  };
}

/** A password grant of a managed account. */
function password(more: Record<string, string> = {}): Record<string, string> {
  return good({
    grant_type: 'password',
    username: lisa.userPrincipalName,
    password: lisa.secret.password ?? '',
    scope: 'openid offline_access api://orders/Orders.Read',
    ...more,
  });
}

it('writes an error body of exactly the members Entra’s has', async () => {
  const correlation = '6f3f1ab5-8fd5-4f3c-9c0a-0123456789ab';
  const answer = await askToken(lab, tenant.id, good({ client_secret: 'wrong' }), 2, {
    'client-request-id': correlation,
  });
  expect(answer.status).toBe(401);
  expect(answer.headers['content-type']).toContain('application/json');
  const { timestamp, trace_id: trace } = answer.json;
  expect(answer.json).toEqual({
    error: 'invalid_client',
    error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.appId}'(Lab Console). Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [7000215],
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
    trace_id: expect.stringMatching(/^[\da-f-]{36}$/),
    correlation_id: correlation,
    error_uri: 'https://login.microsoftonline.com/error?code=7000215',
  });
  expect(answer.headers).toMatchObject({ 'x-ms-request-id': trace, 'client-request-id': correlation });
  const v1 = await askToken(
    lab,
    tenant.id,
    { ...good({ client_secret: 'wrong' }), resource: 'api://orders' },
    1,
  );
  expect(v1.json.error_description).toMatch(/\r\nTrace ID: .*\r\nCorrelation ID: .*\r\nTimestamp: /);
  expect(lab.ground.log.list().at(-1)).toMatchObject({ operation: 'token', error: 'AADSTS7000215' });
});

it.each<[string, Record<string, string>, number, string]>([
  ['no grant', { grant_type: '' }, 900144, 'invalid_request'],
  ['an unknown grant', { grant_type: 'wish' }, 70003, 'unsupported_grant_type'],
  ['no client', { client_id: '' }, 900144, 'invalid_request'],
  ['no secret', { client_secret: '' }, 7000218, 'invalid_client'],
  ['no scope', { scope: '' }, 900144, 'invalid_request'],
  [
    'two scopes',
    { scope: 'api://orders/.default https://graph.microsoft.com/.default' },
    70011,
    'invalid_scope',
  ],
  ['an assertion of no type', { client_assertion: 'a.b.c' }, 900144, 'invalid_request'],
  ['no code', { grant_type: 'authorization_code' }, 900144, 'invalid_request'],
  ['no refresh token', { grant_type: 'refresh_token' }, 900144, 'invalid_request'],
  ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 70000, 'invalid_grant'],
  ['an unknown device code', { grant_type: 'device_code', device_code: 'x' }, 70018, 'bad_verification_code'],
  ['no assertion', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, 900144, 'invalid_request'],
  ['no name', { grant_type: 'password', password: 'x' }, 900144, 'invalid_request'],
])('refuses a request with %s', async (_what, more, aadsts, error) => {
  const { json } = await askToken(lab, tenant.id, good(more));
  expect(json).toMatchObject({ error, error_codes: [aadsts] });
});

it('takes the client’s name and secret by HTTP Basic as well', async () => {
  const authorization = `Basic ${Buffer.from(`${app.appId}:${encodeURIComponent(secretOf(app))}`).toString('base64')}`;
  const body = { grant_type: 'client_credentials', scope: 'api://orders/.default' };
  expect((await askToken(lab, tenant.id, body, 2, { authorization })).status).toBe(200);
});

it('refuses a secret from a public client, and a public client where a secret is needed', async () => {
  const cli = appOf(lab, 'Lab Command Line').appId;
  const secret = await askToken(lab, tenant.id, password({ client_id: cli, client_secret: 'x' }));
  expect(secret.json).toMatchObject({ error: 'invalid_client', error_codes: [700025] });
  expect((await askToken(lab, tenant.id, good({ client_id: cli, client_secret: '' }))).json).toMatchObject({
    error_codes: [7000218],
  });
});

it('needs the tenant for the application’s own tokens, and its service principal there', async () => {
  expect((await askToken(lab, 'common', good())).json).toMatchObject({ error_codes: [900023] });
  const partner = tenantOf(lab, 'partner.example');
  partner.servicePrincipals.delete(principalNamed(partner, 'Lab Console').id);
  expect((await askToken(lab, partner.id, good())).json).toMatchObject({
    error: 'invalid_client',
    error_codes: [7000229],
  });
  principalNamed(tenant, 'Lab Console').accountEnabled = false;
  expect((await askToken(lab, tenant.id, good())).json).toMatchObject({ error_codes: [7000112] });
});

it('answers a password with what the account’s state and policies allow', async () => {
  const first = await askToken(lab, tenant.id, password());
  expect(first.json).toMatchObject({
    token_type: 'Bearer',
    id_token: expect.any(String),
    refresh_token: expect.any(String),
  });
  tenant.conditionalAccessPolicies.set('m', {
    id: 'm',
    displayName: 'm',
    state: 'enabled',
    conditions: {
      users: { includeUsers: [lisa.id], excludeUsers: [], includeGroups: [], excludeGroups: [] },
      applications: { includeApplications: [appOf(lab, 'Orders API').appId], excludeApplications: [] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    createdDateTime: '',
  });
  const challenged = await askToken(lab, tenant.id, password());
  expect(challenged.json).toMatchObject({
    error: 'invalid_grant',
    error_codes: [50076],
    suberror: 'basic_action',
    claims: '{"access_token":{"polids":{"essential":true,"values":["m"]}}}',
  });
  // The policy speaks of one API: a token for another is free.
  expect((await askToken(lab, tenant.id, password({ scope: 'User.Read' }))).status).toBe(200);
  delete lisa.secret.totp;
  expect((await askToken(lab, tenant.id, password())).json).toMatchObject({ error_codes: [50079] });
  const renewal = good({
    grant_type: 'refresh_token',
    refresh_token: String(first.json.refresh_token),
    scope: 'api://orders/.default',
  });
  expect((await askToken(lab, tenant.id, renewal)).json).toMatchObject({ error_codes: [50079] });
  tenant.conditionalAccessPolicies.clear();
  lisa.accountEnabled = false;
  expect((await askToken(lab, tenant.id, renewal)).json).toMatchObject({ error_codes: [50057] });
  expect((await askToken(lab, tenant.id, password())).json).toMatchObject({ error_codes: [50057] });
  expect((await askToken(lab, tenant.id, password({ username: 'nobody@jogcloud.com' }))).json).toMatchObject({
    error_codes: [50034],
  });
});

it('keeps a refresh token good through rotation, for other APIs and as a guest, until it expires', async () => {
  const partner = tenantOf(lab, 'partner.example');
  const lenny = { username: 'lenny.leonard@partner.example', password: 'Powerplant-6' };
  const first = await askToken(lab, partner.id, password({ ...lenny, scope: 'offline_access User.Read' }));
  const token = String(first.json.refresh_token);
  const renew = (scope: string, tid = partner.id) =>
    askToken(lab, tid, good({ grant_type: 'refresh_token', refresh_token: token, scope }));
  const second = await renew('offline_access User.Read');
  expect(second.json.refresh_token).not.toBe(token);
  expect(decodeJwt(String((await renew('api://orders/Orders.Read')).json.access_token)).tid).toBe(partner.id);
  const asGuest = decodeJwt(String((await renew('api://orders/Orders.Read', tenant.id)).json.access_token));
  expect(asGuest).toMatchObject({ tid: tenant.id, oid: userOf(tenant, 'Lenny Leonard').id });
  const stolen = {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: appOf(lab, 'Lab Command Line').appId,
  };
  expect((await askToken(lab, partner.id, stolen)).json).toMatchObject({ error_codes: [700007] });
  lab.ground.faults.set([{ kind: 'expired-token', probability: 1, times: 1 }]);
  expect((await renew('User.Read')).json).toMatchObject({ error_codes: [700082], suberror: 'bad_token' });
  expect((await renew('User.Read')).status).toBe(200);
  lab.ground.clock.advance(91 * 86_400_000);
  expect((await renew('User.Read')).json).toMatchObject({ error_codes: [700082] });
  lab.ground.clock.advance(-91 * 86_400_000);
});

it('puts groups, roles and optional claims into tokens as the API’s registration asks, and points to too many', async () => {
  const api = appOf(lab, 'Orders API');
  api.groupMembershipClaims = 'SecurityGroup';
  api.optionalClaims = {
    accessToken: [{ name: 'email' }, { name: 'auth_time' }, { name: '__proto__' }, { name: 'unknown' }],
  };
  const [group] = tenant.groups.values();
  group?.members.add(lisa.id);
  const role = {
    id: 'r',
    value: 'Orders.Manage',
    displayName: '',
    description: '',
    isEnabled: true,
    allowedMemberTypes: ['User'],
  };
  const principal = principalNamed(tenant, 'Orders API');
  principal.appRoles.push(role);
  tenant.appRoleAssignments.set('x', {
    id: 'x',
    principalId: group?.id ?? '',
    principalType: 'Group',
    resourceId: principal.id,
    appRoleId: 'r',
    createdDateTime: '',
  });
  const claimsNow = async () =>
    decodeJwt(String((await askToken(lab, tenant.id, password())).json.access_token));
  expect(await claimsNow()).toMatchObject({
    groups: [group?.id],
    roles: ['Orders.Manage'],
    email: lisa.mail,
    auth_time: expect.any(Number),
  });
  for (let index = 0; index < 200; index += 1) {
    const id = `group-${index}`;
    tenant.groups.set(id, { ...(group as NonNullable<typeof group>), id, members: new Set([lisa.id]) });
  }
  const many = await claimsNow();
  expect(many).not.toHaveProperty('groups');
  expect(many).toMatchObject({
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: expect.stringContaining(`/users/${lisa.id}/getMemberObjects`) } },
  });
});

it('writes the service principal’s sign-in into the log, and tokens that only their tenant’s keys verify', async () => {
  const { json } = await askToken(lab, tenant.id, good());
  expect(lab.state.entraSignIn.log.at(-1)).toMatchObject({
    signInEventTypes: ['servicePrincipal'],
    servicePrincipalName: 'Lab Console',
    resourceDisplayName: 'Orders API',
    status: { errorCode: 0 },
  });
  const token = String(json.access_token);
  expect((await verifyOwnToken(lab.ground, token))?.tenant.id).toBe(tenant.id);
  const [head = '', body = '', signature = ''] = token.split('.');
  const partner = tenantOf(lab, 'partner.example').id;
  const moved = Buffer.from(body, 'base64url').toString().replaceAll(tenant.id, partner);
  for (const forged of [
    `${head}.${Buffer.from(moved).toString('base64url')}.${signature}`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'x',
    '',
  ])
    expect(await verifyOwnToken(lab.ground, forged)).toBeUndefined();
});

it.each<[string, string, string | undefined, Record<string, string>]>([
  [
    'a body of another type',
    '/common/oauth2/v2.0/token',
    '{"grant_type":"x"}',
    { 'content-type': 'application/json' },
  ],
  ['a body that is no form', '/common/oauth2/v2.0/token', '%%%&=&&&=\u0000', formType()],
  [
    'a parameter twice',
    '/common/oauth2/v2.0/token',
    'grant_type=client_credentials&client_id=a&client_id=b',
    formType(),
  ],
  [
    'a tenant like a prototype',
    '/__proto__/oauth2/v2.0/token',
    'grant_type=client_credentials&client_id=constructor',
    formType(),
  ],
  [
    'a damaged escape in the path',
    '/%ff%fe/oauth2/v2.0/token',
    'grant_type=client_credentials&client_id=x',
    formType(),
  ],
  [
    'a huge scope',
    '/jogcloud.com/oauth2/v2.0/devicecode',
    `client_id=x&scope=${'a '.repeat(50_000)}`,
    formType(),
  ],
  [
    'JSON that is damaged',
    '/common/GetCredentialType',
    '{"username":',
    { 'content-type': 'application/json' },
  ],
  [
    'JSON of another shape',
    '/common/GetCredentialType',
    '[[["username"]]]',
    { 'content-type': 'application/json' },
  ],
  ['a sign-in that is not there', '/common/sign-in', 'flow=__proto__&step=__proto__', formType()],
  [
    'a federated answer out of nowhere',
    '/login.srf',
    'wa=wsignin1.0&wresult=<x/>&wctx=constructor',
    formType(),
  ],
  [
    'an assertion of nonsense',
    '/jogcloud.com/oauth2/v2.0/token',
    `grant_type=client_credentials&client_id=x&client_assertion=${'.'.repeat(40_000)}`,
    formType(),
  ],
])('refuses %s in its own words', async (_what, path, body, headers) => {
  const answer = await labRequest(lab, 'POST', path, { headers, ...(body === undefined ? {} : { body }) });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).toMatch(/AADSTS\d+/);
  expect(answer.text).not.toMatch(/at .*\.ts/);
});

it('refuses assertions with headers and claims of any type', async () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const headers = [
    {},
    [],
    null,
    { alg: 5 },
    { alg: 'RS256', kid: 5 },
    { alg: 'RS256', x5t: [] },
    { alg: 'HS256', kid: 'x' },
    { alg: 'none', kid: 'x' },
    { alg: 'RS256', kid: 'x', crit: ['y'] },
  ];
  const claims = [
    {},
    [],
    null,
    'x',
    { iss: app.appId, sub: app.appId, aud: {}, exp: 'soon' },
    {
      iss: app.appId,
      sub: app.appId,
      aud: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
      exp: 1e300,
    },
  ];
  for (const header of headers) {
    for (const claim of claims) {
      const { json, status } = await askToken(lab, tenant.id, {
        grant_type: 'client_credentials',
        client_id: app.appId,
        scope: 'api://orders/.default',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${part(header)}.${part(claim)}.c2ln`,
      });
      expect(status).toBe(401);
      expect(json.error).toBe('invalid_client');
    }
  }
});

function formType(): Record<string, string> {
  return { 'content-type': 'application/x-www-form-urlencoded' };
}
