import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Application, Tenant } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, secretOf, tenantOf } from './cast.ts';
import { askToken, labGet, labRequest } from './requests.ts';
import { answered, signIn } from './sign-in-walk.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let grown: string;
let tenant: Tenant;
let app: Application;
let browser: Browser;
const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const REDIRECT = 'http://localhost:3000/signed-in';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

beforeAll(async () => {
  lab = await runningLab();
  browser = new Browser(lab);
  await signIn(browser, address(), LISA);
  grown = lab.snapshot();
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.restore(grown);
  tenant = tenantOf(lab);
  app = appOf(lab, 'Lab Console');
});

function address(more: Record<string, string> = {}, version: 1 | 2 = 2, realm = tenantOf(lab).id): string {
  const query = new URLSearchParams({
    client_id: appOf(lab, 'Lab Console').appId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    ...(version === 2 ? { scope: 'openid profile offline_access api://orders/Orders.Read' } : {}),
    ...more,
  });
  for (const [name, value] of [...query]) if (value === '') query.delete(name);
  const path = version === 2 ? 'oauth2/v2.0' : 'oauth2';
  return `${lab.ground.addresses.loopback('entra')}/${realm}/${path}/authorize?${query}`;
}

function implicit(): void {
  app.web.implicitGrantSettings = { enableIdTokenIssuance: true, enableAccessTokenIssuance: true };
}

function redeem(more: Record<string, string>, version: 1 | 2 = 2, headers: Record<string, string> = {}) {
  const body = {
    grant_type: 'authorization_code',
    client_id: app.appId,
    client_secret: secretOf(app),
    redirect_uri: REDIRECT,
    ...more,
  };
  return askToken(lab, tenant.id, body, version, headers);
}

it.each([
  ['code', '', 'query'],
  ['code', 'fragment', 'fragment'],
  ['code', 'form_post', 'form_post'],
  ['id_token', '', 'fragment'],
  ['id_token', 'form_post', 'form_post'],
  ['code id_token', 'form_post', 'form_post'],
  ['code id_token', '', 'fragment'],
  ['id_token token', '', 'fragment'],
])('answers response_type %s with response_mode "%s" by %s', async (type, mode, by) => {
  implicit();
  const view = await browser.open(
    address({ response_type: type, response_mode: mode, nonce: 'n', state: 's s' }),
  );
  const url = new URL(view.url);
  const carried = {
    query: url.search,
    fragment: url.hash,
    form_post: view.left?.method === 'POST' ? 'x' : '',
  }[by];
  expect(carried).not.toBe('');
  const values = answered(view);
  expect(values).toMatchObject({ state: 's s' });
  expect('code' in values).toBe(type.includes('code'));
  expect('access_token' in values).toBe(/\btoken\b/.test(type.replace('id_token', '')));
  if (!type.includes('id_token')) return;
  const keys = createLocalJWKSet((await labGet(lab, `/${tenant.id}/discovery/v2.0/keys`)) as never);
  const { payload } = await jwtVerify(values.id_token ?? '', keys, { audience: app.appId });
  expect(payload.nonce).toBe('n');
  const half = (text = '') =>
    createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
  expect(payload.c_hash).toBe(type.includes('code') ? half(values.code) : undefined);
  if ('access_token' in values) expect(payload.at_hash).toBe(half(values.access_token));
});

it.each([
  [{ response_type: 'id_token', nonce: 'n' }, 'unsupported_response_type', 700054],
  [{ response_type: 'token' }, 'unsupported_response_type', 700051],
  [{ response_type: 'banana' }, 'unsupported_response_type', 70005],
  [{ response_type: '' }, 'invalid_request', 900144],
  [{ scope: '' }, 'invalid_request', 900144],
  [{ scope: 'api://nowhere/X' }, 'invalid_resource', 500011],
  [{ scope: 'api://orders/Nothing' }, 'invalid_client', 650053],
  [{ scope: 'api://orders/Orders.Read User.Read' }, 'invalid_request', 28000],
  [{ scope: 'api://orders/.default api://orders/Orders.Read' }, 'invalid_scope', 70011],
  [{ response_mode: 'pigeon' }, 'unsupported_response_mode', 70007],
  [{ resource: 'https://graph.microsoft.com' }, 'invalid_request', 901002],
  [{ prompt: 'perhaps' }, 'invalid_request', 90023],
  [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request', 501491],
  [{ claims: '{' }, 'invalid_request', 9002313],
])('tells the application of %j: %s, AADSTS%i', async (more, error, aadsts) => {
  const values = answered(await browser.open(address({ ...more, state: 'kept' })));
  expect(values).toMatchObject({ error, state: 'kept' });
  expect(values.error_description).toMatch(
    new RegExp(
      `^AADSTS${aadsts}: .* Trace ID: [\\da-f-]{36} Correlation ID: [\\da-f-]{36} Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ$`,
    ),
  );
});

it.each([
  [{ redirect_uri: 'https://attacker.example/' }, 'AADSTS50011'],
  [{ client_id: '11111111-2222-4333-8444-555555555555' }, 'AADSTS700016'],
  [{ client_id: '' }, 'AADSTS900144'],
  [{ client_id: '<script>alert(1)</script>' }, 'AADSTS700016'],
])('shows the person, and sends nowhere, what is wrong with %j: %s', async (more, code) => {
  const view = await browser.open(address(more));
  expect(view.status).toBe(400);
  expect(view.text).toContain(code);
  expect(view.body).not.toContain('<script>');
});

it('knows no tenant that is not there, no personal accounts, and no single-tenant application under common', async () => {
  expect((await browser.open(address({}, 2, 'nowhere.example'))).text).toContain('AADSTS90002');
  expect((await browser.open(address({}, 2, 'consumers'))).text).toContain('AADSTS9002332');
  const single = { client_id: appOf(lab, 'Unconsented Client').appId, redirect_uri: 'http://localhost' };
  expect((await browser.open(address(single, 2, 'common'))).text).toContain('AADSTS50194');
  expect(answered(await browser.open(address({}, 2, 'organizations')))).toHaveProperty('code');
});

it('redeems a code once, for whom and where it was issued, with its verifier', async () => {
  const code = async (more: Record<string, string> = {}) =>
    answered(
      await browser.open(address({ code_challenge: CHALLENGE, code_challenge_method: 'S256', ...more })),
    ).code ?? '';
  const one = await code();
  expect((await redeem({ code: one })).json).toMatchObject({ error_codes: [50148] });
  expect((await redeem({ code: one, code_verifier: 'w'.repeat(43) })).json).toMatchObject({
    error_codes: [501481],
  });
  expect(
    (await redeem({ code: one, code_verifier: VERIFIER, redirect_uri: 'http://localhost' })).json,
  ).toMatchObject({ error_codes: [50011] });
  const cli = appOf(lab, 'Lab Command Line').appId;
  const stolen = {
    grant_type: 'authorization_code',
    client_id: cli,
    code: one,
    code_verifier: VERIFIER,
    redirect_uri: REDIRECT,
  };
  expect((await askToken(lab, tenant.id, stolen)).json).toMatchObject({ error_codes: [700007] });
  expect(
    (await redeem({ code: one, code_verifier: VERIFIER }, 2, { origin: 'https://spa.example' })).json,
  ).toMatchObject({ error_codes: [9002326] });
  const good = await redeem({ code: one, code_verifier: VERIFIER, client_info: '1' });
  expect(good.status).toBe(200);
  expect(good.json).toMatchObject({
    token_type: 'Bearer',
    scope: 'openid profile api://orders/Orders.Read',
    refresh_token: expect.stringMatching(/^1\.A/),
    id_token: expect.any(String),
  });
  expect(good.headers['cache-control']).toContain('no-store');
  expect((await redeem({ code: one, code_verifier: VERIFIER })).json).toMatchObject({ error_codes: [54005] });
  const old = await code();
  lab.ground.clock.advance(601_000);
  expect((await redeem({ code: old, code_verifier: VERIFIER })).json).toMatchObject({ error_codes: [70008] });
  lab.ground.clock.advance(-601_000);
  expect((await redeem({ code: 'guess' })).json).toMatchObject({
    error: 'invalid_grant',
    error_codes: [70000],
  });
});

it('lets a single-page application redeem from its own origin only, with PKCE', async () => {
  app.spa.redirectUris.push('https://spa.example/cb');
  const spa = { redirect_uri: 'https://spa.example/cb' };
  expect(answered(await browser.open(address(spa))).error_description).toContain('AADSTS9002325');
  const view = await browser.open(
    address({ ...spa, code_challenge: CHALLENGE, code_challenge_method: 'S256' }),
  );
  const body = {
    grant_type: 'authorization_code',
    client_id: app.appId,
    code: answered(view).code ?? '',
    code_verifier: VERIFIER,
    ...spa,
  };
  expect((await askToken(lab, tenant.id, body)).json).toMatchObject({ error_codes: [9002327] });
  const origin = { origin: 'https://spa.example' };
  const { json, headers } = await askToken(lab, tenant.id, body, 2, origin);
  expect(headers['access-control-allow-origin']).toBe('*');
  const renewal = {
    grant_type: 'refresh_token',
    client_id: app.appId,
    refresh_token: String(json.refresh_token),
  };
  expect((await askToken(lab, tenant.id, renewal, 2, origin)).status).toBe(200);
  expect((await askToken(lab, tenant.id, renewal)).json).toMatchObject({ error_codes: [9002327] });
  lab.ground.clock.advance(25 * 3_600_000);
  expect((await askToken(lab, tenant.id, renewal, 2, origin)).json).toMatchObject({ error_codes: [700084] });
  lab.ground.clock.advance(-25 * 3_600_000);
});

it('speaks v1: resource, numbers as text, and the claims of v1', async () => {
  const view = await browser.open(address({ resource: 'https://graph.microsoft.com', nonce: 'n' }, 1));
  const code = answered(view).code ?? '';
  const { json } = await redeem({ code, resource: 'https://graph.microsoft.com' }, 1);
  expect(json).toMatchObject({
    token_type: 'Bearer',
    resource: 'https://graph.microsoft.com',
    expires_in: expect.stringMatching(/^\d+$/),
    expires_on: expect.stringMatching(/^\d+$/),
    scope: 'User.Read',
  });
  expect(decodeJwt(String(json.id_token))).toMatchObject({
    ver: '1.0',
    iss: `https://sts.windows.net/${tenant.id}/`,
    upn: LISA.name,
    unique_name: LISA.name,
    amr: ['pwd'],
    nonce: 'n',
  });
  expect(decodeJwt(String(json.access_token)).aud).toBe('https://graph.microsoft.com');
});

it('asks for the password again for prompt=login, and remembers who is meant by login_hint and domain_hint', async () => {
  const view = await browser.open(address({ prompt: 'login', login_hint: LISA.name }));
  expect(view.title).toContain('Enter password');
  const again = await browser.open(address({ prompt: 'select_account' }));
  expect(again.title).toContain('Pick an account');
  const fresh = new Browser(lab);
  await fresh.open(address({ domain_hint: 'jogcloud.com' }));
  expect(fresh.hops.at(-1)).toContain('wsignin1.0');
  expect(answered(await fresh.open(address({ prompt: 'none' })))).toMatchObject({
    error: 'login_required',
    error_description: expect.stringContaining('AADSTS50058'),
  });
});

it('gives a request that was posted the same answer', async () => {
  const url = new URL(address({ state: 'posted' }));
  const answer = await labRequest(lab, 'POST', url.pathname, { body: Object.fromEntries(url.searchParams) });
  expect(answer.status).toBe(303);
  expect(answered(await browser.open(new URL(String(answer.headers.location), url).href))).toMatchObject({
    state: 'posted',
    code: expect.any(String),
  });
});

it('works the same under the real names, through the CONNECT proxy', async () => {
  const named = new Browser(lab, { realNames: true });
  const real = address().replace(lab.ground.addresses.loopback('entra'), 'https://login.microsoftonline.com');
  const view = await signIn(named, real, LISA);
  expect(answered(view)).toHaveProperty('code');
  expect(named.hops.slice(0, -1).every((hop) => hop.startsWith('https://login.microsoftonline.com/'))).toBe(
    true,
  );
});
