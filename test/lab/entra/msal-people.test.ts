import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { systemClock } from '../../../electron/compose/system-clock.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, authorityOf, secretOf, tenantOf, userOf } from './cast.ts';
import { type DeviceMessage, MsalProcess } from './msal-process.ts';
import { labGet } from './requests.ts';
import { answered, signIn } from './sign-in-walk.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let msal: MsalProcess;
const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const LENNY = { name: 'lenny.leonard@partner.example', password: 'Powerplant-6' };
const ORDERS_READ = { scopes: ['api://orders/Orders.Read'] };
const REDIRECT = 'http://localhost:3000/signed-in';
const VERIFIER = 'verifier-of-a-length-that-the-specification-asks-for';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

beforeAll(async () => {
  lab = await runningLab();
  msal = await MsalProcess.start(lab);
  const web = appOf(lab, 'Lab Console');
  const cli = appOf(lab, 'Lab Command Line');
  const { id } = tenantOf(lab);
  await msal.make('web', 'ConfidentialClientApplication', {
    auth: { clientId: web.appId, clientSecret: secretOf(web), ...authorityOf(lab, id) },
  });
  await msal.make('cli', 'PublicClientApplication', {
    auth: { clientId: cli.appId, ...authorityOf(lab, 'organizations') },
  });
});
afterAll(async () => {
  await msal.stop();
  await lab.stop();
});

async function keys() {
  return createLocalJWKSet((await labGet(lab, '/common/discovery/v2.0/keys')) as never);
}

async function signInOnWeb(browser: Browser, more: object = {}, person = LISA) {
  const address = await msal.address('web', {
    ...ORDERS_READ,
    redirectUri: REDIRECT,
    codeChallenge: CHALLENGE,
    codeChallengeMethod: 'S256',
    ...more,
  });
  return answered(await signIn(browser, address, person));
}

it('signs a person in with code and PKCE, renews silently, and gives tokens the product’s inspector finds valid', async () => {
  const browser = new Browser(lab);
  const { code = '', state } = await signInOnWeb(browser, { state: 'st&te=1', nonce: 'n-1' });
  expect(state).toBe('st&te=1');
  const request = { ...ORDERS_READ, code, redirectUri: REDIRECT, codeVerifier: VERIFIER, nonce: 'n-1' };
  const { result, error } = await msal.call('web', 'acquireTokenByCode', request);
  expect(error).toBeUndefined();
  const tenant = tenantOf(lab);
  const lisa = userOf(tenant, 'Lisa Simpson');
  const { payload } = await jwtVerify(result?.accessToken ?? '', await keys());
  expect(payload).toMatchObject({
    aud: appOf(lab, 'Orders API').appId,
    scp: 'Orders.Read',
    oid: lisa.id,
    azp: appOf(lab, 'Lab Console').appId,
    azpacr: '1',
    preferred_username: LISA.name,
    ver: '2.0',
  });
  const identity = await jwtVerify(result?.idToken ?? '', await keys(), {
    audience: appOf(lab, 'Lab Console').appId,
  });
  expect(identity.payload).toMatchObject({
    nonce: 'n-1',
    name: 'Lisa Simpson',
    oid: lisa.id,
    tid: tenant.id,
  });
  expect(identity.payload.sub).not.toBe(payload.sub);
  expect(result?.account?.homeAccountId).toBe(`${lisa.id}.${tenant.id}`);
  const again = await msal.call('web', 'acquireTokenByCode', request);
  expect(again.error?.errorNo).toBe(54005);

  const { account } = result ?? {};
  const cached = await msal.call('web', 'acquireTokenSilent', { ...ORDERS_READ, account });
  expect(cached.result?.accessToken).toBe(result?.accessToken);
  const renewed = await msal.call('web', 'acquireTokenSilent', {
    ...ORDERS_READ,
    account,
    forceRefresh: true,
  });
  expect(renewed.error).toBeUndefined();
  expect(renewed.result?.accessToken).not.toBe(result?.accessToken);
  const graph = await msal.call('web', 'acquireTokenSilent', { scopes: ['User.Read'], account });
  expect(decodeJwt(graph.result?.accessToken ?? '')).toMatchObject({
    aud: '00000003-0000-0000-c000-000000000000',
    scp: 'User.Read openid profile',
    amr: ['pwd'],
    wids: [
      '158c047a-c907-4556-b7ef-446551a6b5f7',
      'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
      'b79fbf4d-3ef9-4689-8143-76b194e85509',
    ],
  });

  const trust = [
    { kind: 'jwks' as const, text: JSON.stringify(await labGet(lab, `/${tenant.id}/discovery/v2.0/keys`)) },
  ];
  for (const token of [result?.accessToken ?? '', result?.idToken ?? '']) {
    const report = await inspect(
      { crypto: nodeCrypto, clock: systemClock },
      token,
      { ...DEFAULT_INSPECT_OPTIONS, trust, profile: 'entra', strict: true },
      new AbortController().signal,
    );
    const failed = report.messages[0]?.checks.filter(({ status }) => status === 'fail' || status === 'warn');
    expect(failed).toEqual([]);
    expect(report.messages[0]?.verdict).toBe('valid');
  }

  lisa.signInSessionsValidFromDateTime = new Date(lab.ground.clock.now() + 2_000).toISOString();
  const revoked = await msal.call('web', 'acquireTokenSilent', {
    ...ORDERS_READ,
    account,
    forceRefresh: true,
  });
  expect(revoked.error).toMatchObject({ errorNo: 50173, subError: 'bad_token' });
  delete lisa.signInSessionsValidFromDateTime;
});

it('signs a guest in at home, and in the resource tenant with the claims of a guest', async () => {
  const tenant = tenantOf(lab);
  const partner = tenantOf(lab, 'partner.example');
  const browser = new Browser(lab);
  const { code = '' } = await signInOnWeb(browser, {}, LENNY);
  expect(browser.hops.some((hop) => new URL(hop).pathname === `/${partner.id}/sign-in`)).toBe(true);
  const { result } = await msal.call('web', 'acquireTokenByCode', {
    ...ORDERS_READ,
    code,
    redirectUri: REDIRECT,
    codeVerifier: VERIFIER,
  });
  const guest = userOf(tenant, 'Lenny Leonard');
  const claims = decodeJwt(result?.accessToken ?? '');
  expect(claims).toMatchObject({
    tid: tenant.id,
    oid: guest.id,
    idp: `https://sts.windows.net/${partner.id}/`,
    preferred_username: LENNY.name,
  });
  expect(result?.account?.homeAccountId).toBe(`${userOf(partner, 'Lenny Leonard').id}.${partner.id}`);
  const v1 = await msal.call('web', 'acquireTokenSilent', {
    scopes: ['https://graph.microsoft.com/User.Read'],
    account: result?.account,
  });
  expect(decodeJwt(v1.result?.accessToken ?? '')).toMatchObject({
    acct: 1,
    altsecid: expect.stringMatching(/^5::[\dA-F]{16}$/),
    idp: `https://sts.windows.net/${partner.id}/`,
    unique_name: LENNY.name,
    email: LENNY.name,
  });
});

it('gives a device its tokens once the person has entered its code', async () => {
  const browser = new Browser(lab);
  let shown: (device: DeviceMessage) => void = () => undefined;
  const device = new Promise<DeviceMessage>((resolve) => {
    shown = resolve;
  });
  lab.ground.clock.setScale(1);
  const waiting = msal.call('cli', 'acquireTokenByDeviceCode', { scopes: ['User.Read'] }, (one) =>
    shown(one),
  );
  const { userCode, verificationUri } = await device;
  await browser.open(verificationUri);
  expect((await browser.submit({ otc: 'XXXXXXXXX' })).text).toContain('didn’t work');
  await browser.submit({ otc: userCode.toLowerCase() });
  await browser.submit({ loginfmt: LISA.name });
  await browser.submit({ passwd: LISA.password });
  const asked = await browser.submit({}, 'No');
  expect(asked.title).toContain('Are you trying to sign in to Lab Command Line?');
  expect((await browser.submit({}, 'Continue')).text).toContain('You have signed in');
  const { result, error } = await waiting;
  expect(error).toBeUndefined();
  expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
    appidacr: '0',
    tid: tenantOf(lab).id,
    unique_name: LISA.name,
  });
});

it('answers a password from a public client, and an API on a person’s behalf', async () => {
  await msal.make('ropc', 'PublicClientApplication', {
    auth: { clientId: appOf(lab, 'Lab Command Line').appId, ...authorityOf(lab, 'jogcloud.com') },
  });
  const right = { ...ORDERS_READ, username: LISA.name, password: LISA.password };
  const { result, error } = await msal.call('ropc', 'acquireTokenByUsernamePassword', right);
  expect(error).toBeUndefined();
  const wrong = await msal.call('ropc', 'acquireTokenByUsernamePassword', { ...right, password: 'no' });
  expect(wrong.error).toMatchObject({ errorCode: 'invalid_grant', errorNo: 50126 });
  const federated = { ...right, username: 'bart.simpson@jogcloud.com', password: 'Skateboard-10' };
  expect((await msal.call('ropc', 'acquireTokenByUsernamePassword', federated)).error?.errorNo).toBe(50126);

  const api = appOf(lab, 'Orders API');
  api.secret.passwords.set('key', 'api~secret');
  api.passwordCredentials.push({
    keyId: 'key',
    displayName: '',
    hint: 'api',
    startDateTime: '',
    endDateTime: '2999-01-01T00:00:00Z',
  });
  await msal.make('api', 'ConfidentialClientApplication', {
    auth: { clientId: api.appId, clientSecret: 'api~secret', ...authorityOf(lab, tenantOf(lab).id) },
  });
  const onBehalf = { scopes: ['https://graph.microsoft.com/User.Read'], oboAssertion: result?.accessToken };
  expect((await msal.call('api', 'acquireTokenOnBehalfOf', onBehalf)).error).toMatchObject({
    errorNo: 65001,
    subError: 'consent_required',
  });
  const tenant = tenantOf(lab);
  const named = (name: string) =>
    [...tenant.servicePrincipals.values()].find(({ displayName }) => displayName === name)?.id ?? '';
  tenant.permissionGrants.set('obo', {
    id: 'obo',
    clientId: named('Orders API'),
    resourceId: named('Microsoft Graph'),
    consentType: 'AllPrincipals',
    scope: 'User.Read',
  });
  const next = await msal.call('api', 'acquireTokenOnBehalfOf', { ...onBehalf, skipCache: true });
  expect(decodeJwt(next.result?.accessToken ?? '')).toMatchObject({
    appid: api.appId,
    oid: userOf(tenant, 'Lisa Simpson').id,
  });
  const other = await msal.call('web', 'acquireTokenOnBehalfOf', onBehalf);
  expect(other.error?.errorNo).toBe(500131);
});
