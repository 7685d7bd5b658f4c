import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { asSigned } from '../../../electron/lab/entra/tokens/signing.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { selfSignedCertificate } from '../../../electron/lab/platform/certificates.ts';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import { privateKeyOf, seededRsaKey } from '../../../electron/lab/platform/rsa-key.ts';
import { runningLab } from '../running-lab.ts';
import { appOf, authorityOf, principalNamed, secretOf, tenantOf } from './cast.ts';
import { MsalProcess } from './msal-process.ts';
import { labGet } from './requests.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let msal: MsalProcess;
const ORDERS = { scopes: ['api://orders/.default'] };

beforeAll(async () => {
  lab = await runningLab();
  msal = await MsalProcess.start(lab);
  const app = appOf(lab, 'Lab Console');
  for (const domain of ['jogcloud.com', 'partner.example'])
    await msal.make(domain, 'ConfidentialClientApplication', {
      auth: {
        clientId: app.appId,
        clientSecret: secretOf(app),
        ...authorityOf(lab, tenantOf(lab, domain).id),
      },
    });
});
afterAll(async () => {
  await msal.stop();
  await lab.stop();
});

async function keysOf(tenant: string) {
  return createLocalJWKSet((await labGet(lab, `/${tenant}/discovery/v2.0/keys`)) as never);
}

it('gives a client with a secret a v2 token that the published keys verify', async () => {
  const tenant = tenantOf(lab);
  const app = appOf(lab, 'Lab Console');
  const { result, error } = await msal.call('jogcloud.com', 'acquireTokenByClientCredential', ORDERS);
  expect(error).toBeUndefined();
  const { payload } = await jwtVerify(result?.accessToken ?? '', await keysOf(tenant.id), {
    issuer: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    audience: appOf(lab, 'Orders API').appId,
  });
  expect(payload).toMatchObject({
    ver: '2.0',
    azp: app.appId,
    azpacr: '1',
    idtyp: 'app',
    roles: ['Orders.Process.All'],
    tid: tenant.id,
    oid: principalNamed(tenant, 'Lab Console').id,
    sub: principalNamed(tenant, 'Lab Console').id,
  });
  expect(payload).not.toHaveProperty('scp');
  const lifetime = (payload.exp ?? 0) - Date.now() / 1000;
  expect(lifetime).toBeGreaterThan(3_590);
  expect(lifetime).toBeLessThan(5_400);
  // From msal's own cache the second time.
  const again = await msal.call('jogcloud.com', 'acquireTokenByClientCredential', ORDERS);
  expect(again.result?.accessToken).toBe(result?.accessToken);
  expect(again.result?.fromCache).toBe(true);
});

it('gives one application in two tenants two tokens', async () => {
  const here = await msal.call('jogcloud.com', 'acquireTokenByClientCredential', ORDERS);
  const there = await msal.call('partner.example', 'acquireTokenByClientCredential', {
    scopes: ['https://graph.microsoft.com/.default'],
  });
  const claims = [here, there].map(({ result }) => decodeJwt(result?.accessToken ?? ''));
  expect(claims.map(({ tid }) => tid)).toEqual([tenantOf(lab).id, tenantOf(lab, 'partner.example').id]);
  expect(claims[0]?.oid).not.toBe(claims[1]?.oid);
});

it('writes the audience of a v1 token to the letter', async () => {
  for (const scope of [
    'https://cognitiveservices.azure.com/.default',
    'https://cognitiveservices.azure.com//.default',
  ]) {
    const { result } = await msal.call('jogcloud.com', 'acquireTokenByClientCredential', { scopes: [scope] });
    const claims = decodeJwt(result?.accessToken ?? '');
    expect(claims.aud).toBe(scope.slice(0, -'/.default'.length));
    expect(claims).toMatchObject({
      ver: '1.0',
      iss: `https://sts.windows.net/${tenantOf(lab).id}/`,
      appidacr: '1',
    });
  }
});

it('signs tokens for Microsoft Graph so that only who hashes their nonce can verify them', async () => {
  const { result } = await msal.call('jogcloud.com', 'acquireTokenByClientCredential', {
    scopes: ['https://graph.microsoft.com/.default'],
  });
  const token = result?.accessToken ?? '';
  expect(decodeProtectedHeader(token)).toHaveProperty('nonce');
  const keys = await keysOf('common');
  await expect(jwtVerify(token, keys)).rejects.toThrow('signature verification failed');
  const { payload } = await jwtVerify(asSigned(token), keys);
  expect(payload).toMatchObject({ roles: ['User.Read.All'], app_displayname: 'Lab Console', ver: '1.0' });
});

it('takes assertions by certificate, with msal’s own and by hand, and refuses others', async () => {
  const app = appOf(lab, 'Lab Console');
  const key = seededRsaKey(new LabRandom(7));
  const now = lab.ground.clock.now();
  const certificatePem = await selfSignedCertificate({
    key,
    name: 'CN=client',
    serial: '42',
    notBefore: now - 1_000_000,
    notAfter: now + 1_000_000_000,
  });
  app.keyCredentials.push({
    keyId: 'k',
    displayName: 'client',
    certificatePem,
    startDateTime: '',
    endDateTime: '',
  });
  const { sha256, sha1 } = nodeCrypto.parseCertificate(certificatePem);
  const auth = { clientId: app.appId, ...authorityOf(lab, 'jogcloud.com') };
  const privateKey = privateKeyOf(key).export({ type: 'pkcs8', format: 'pem' });
  await msal.make('certificate', 'ConfidentialClientApplication', {
    auth: { ...auth, clientCertificate: { thumbprintSha256: sha256, privateKey } },
  });
  const { result, error } = await msal.call('certificate', 'acquireTokenByClientCredential', ORDERS);
  expect(error).toBeUndefined();
  expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ azpacr: '2' });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const x5t = Buffer.from(sha1, 'hex').toString('base64url');
  const claims = {
    iss: app.appId,
    sub: app.appId,
    aud: `https://login.microsoftonline.com/${tenantOf(lab).id}/oauth2/v2.0/token`,
    jti: '1',
  };
  const signed = (more: object, by = privateKeyOf(key), until = '5m') =>
    new SignJWT({ ...claims, ...more })
      .setProtectedHeader({ alg: 'RS256', x5t })
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(until)
      .sign(by);
  const ask = async (clientAssertion: string) => {
    await msal.make('assertion', 'ConfidentialClientApplication', { auth: { ...auth, clientAssertion } });
    return msal.call('assertion', 'acquireTokenByClientCredential', ORDERS);
  };
  expect((await ask(await signed({}))).error).toBeUndefined();
  const refusals = [
    [await signed({}, other), 700027],
    [await signed({ aud: 'https://attacker.example/token' }), 700023],
    [await signed({ sub: 'somebody-else' }), 700021],
    [await signed({}, privateKeyOf(key), '-1h'), 700024],
    ['no.jwt.here', 50027],
  ] as const;
  for (const [assertion, number] of refusals) expect((await ask(assertion)).error?.errorNo).toBe(number);
});

it('takes a managed identity’s token where a federated identity credential names it', async () => {
  const tenant = tenantOf(lab);
  const app = appOf(lab, 'Lab Console');
  const identity = principalNamed(tenant, 'lab-machine');
  const assertion = (await labGet(
    lab,
    `/imds/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://AzureADTokenExchange`,
    'managed-identity',
    { metadata: 'true' },
  )) as { access_token: string };
  const auth = { clientId: app.appId, ...authorityOf(lab, tenant.id) };
  const ask = async (record: { issuer: string; subject: string; audiences: string[] }) => {
    app.federatedIdentityCredentials.splice(0, 9, { id: 'f', name: 'f', ...record });
    await msal.make('federated', 'ConfidentialClientApplication', {
      auth: { ...auth, clientAssertion: assertion.access_token },
    });
    return msal.call('federated', 'acquireTokenByClientCredential', ORDERS);
  };
  const right = {
    issuer: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    subject: identity.id,
    audiences: ['api://AzureADTokenExchange'],
  };
  expect((await ask(right)).error).toBeUndefined();
  expect((await ask({ ...right, issuer: 'https://token.actions.example' })).error?.errorNo).toBe(700211);
  expect((await ask({ ...right, audiences: ['api://other'] })).error?.errorNo).toBe(700212);
  expect((await ask({ ...right, subject: 'repo:x' })).error?.errorNo).toBe(700213);
  app.federatedIdentityCredentials.length = 0;
});

it('words refusals with the numbers Entra has for them', async () => {
  const app = appOf(lab, 'Lab Console');
  const keyId = app.passwordCredentials[0]?.keyId ?? '';
  const ask = async (clientId: string, clientSecret: string, scope: string, tenant = 'jogcloud.com') => {
    await msal.make('refused', 'ConfidentialClientApplication', {
      auth: { clientId, clientSecret, ...authorityOf(lab, tenant) },
    });
    return (await msal.call('refused', 'acquireTokenByClientCredential', { scopes: [scope] })).error;
  };
  const secret = secretOf(app);
  const [orders] = ORDERS.scopes;
  expect(await ask(app.appId, keyId, orders ?? '')).toMatchObject({
    errorCode: 'invalid_client',
    errorNo: 7000215,
  });
  const stranger = '11111111-2222-4333-8444-555555555555';
  expect(await ask(stranger, 'x', orders ?? '')).toMatchObject({
    errorCode: 'unauthorized_client',
    errorNo: 700016,
  });
  expect((await ask(app.appId, secret, 'api://nowhere/.default'))?.errorNo).toBe(500011);
  expect((await ask(app.appId, secret, 'api://orders/Orders.Read'))?.errorNo).toBe(1002012);
  const credential = app.passwordCredentials[0];
  if (credential !== undefined) credential.endDateTime = '2020-01-01T00:00:00Z';
  expect((await ask(app.appId, secret, orders ?? ''))?.errorNo).toBe(7000222);
  if (credential !== undefined) credential.endDateTime = '2999-01-01T00:00:00Z';
  const partner = tenantOf(lab, 'partner.example');
  const api = principalNamed(partner, 'Orders API');
  for (const { id, resourceId } of partner.appRoleAssignments.values())
    if (resourceId === api.id) partner.appRoleAssignments.delete(id);
  api.appRoleAssignmentRequired = true;
  expect((await ask(app.appId, secret, orders ?? '', 'partner.example'))?.errorNo).toBe(501051);
  api.appRoleAssignmentRequired = false;
});
