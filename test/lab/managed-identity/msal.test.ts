import { accessSync, constants, readdirSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { identityHeader, machineIdentities } from '../../../electron/lab/managed-identity/identities.ts';
import { appOf, principalNamed, tenantOf } from '../entra/cast.ts';
import { MsalProcess } from '../entra/msal-process.ts';
import { labRequest } from '../entra/requests.ts';
import { runningLab } from '../running-lab.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let base: string;
const running: MsalProcess[] = [];
const GRAPH = { resource: 'https://graph.microsoft.com' };
const ORDERS = { resource: 'api://orders' };

beforeAll(async () => {
  lab = await runningLab();
  base = lab.ground.addresses.loopback('managed-identity');
});
afterAll(() => lab.stop());
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

async function machine(environment: Record<string, string>, userAssigned?: Record<string, string>) {
  const msal = await MsalProcess.start(lab, environment);
  running.push(msal);
  await msal.make('identity', 'ManagedIdentityApplication', {
    system: { disableInternalRetries: true },
    ...(userAssigned === undefined ? {} : { managedIdentityIdParams: userAssigned }),
  });
  return (request: object) => msal.call('identity', 'acquireToken', request);
}

it('gives msal-node a token of the machine by IMDS, and of the identity it names', async () => {
  const imds = { AZURE_POD_IDENTITY_AUTHORITY_HOST: `${base}/imds` };
  const tenant = tenantOf(lab);
  const own = await (await machine(imds))(GRAPH);
  expect(own.error).toBeUndefined();
  expect(decodeJwt(own.result?.accessToken ?? '')).toMatchObject({
    oid: principalNamed(tenant, 'lab-machine').id,
    idtyp: 'app',
    appidacr: '2',
    roles: ['User.Read.All'],
    xms_mirid: expect.stringContaining('/providers/Microsoft.Compute/virtualMachines/lab-machine'),
  });
  const identity = principalNamed(tenant, 'lab-identity');
  const [, resourceId = ''] = identity.alternativeNames ?? [];
  for (const named of [
    { userAssignedClientId: identity.appId },
    { userAssignedObjectId: identity.id },
    { userAssignedResourceId: resourceId },
  ]) {
    const { result } = await (await machine(imds, named))(ORDERS);
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
      oid: identity.id,
      aud: appOf(lab, 'Orders API').appId,
      roles: ['Orders.Process.All'],
    });
  }
  const stranger = await (await machine(imds, { userAssignedClientId: tenant.id }))(ORDERS);
  expect(stranger.error?.errorMessage ?? stranger.error?.errorCode).toMatch(
    /Identity not found|invalid_request/,
  );
});

it('gives msal-node a token by App Service where IDENTITY_HEADER is right', async () => {
  const appService = { IDENTITY_ENDPOINT: `${base}/app-service/msi/token` };
  const right = await machine({ ...appService, IDENTITY_HEADER: identityHeader(lab.ground) });
  const { result } = await right(GRAPH);
  expect(decodeJwt(result?.accessToken ?? '').oid).toBe(principalNamed(tenantOf(lab), 'lab-machine').id);
  const wrong = await (await machine({ ...appService, IDENTITY_HEADER: 'guess' }))(GRAPH);
  expect(wrong.error).toBeDefined();
});

const ARC_FOLDER = '/var/opt/azcmagent/tokens';
const hasArcFolder = canWrite(ARC_FOLDER);

it.skipIf(!hasArcFolder)(
  `gives msal-node a token by Azure Arc's challenge (needs ${ARC_FOLDER}, writable)`,
  async () => {
    const arc = {
      IDENTITY_ENDPOINT: `${base}/arc/metadata/identity/oauth2/token`,
      IMDS_ENDPOINT: `${base}/arc`,
    };
    const { result, error } = await (await machine(arc))(GRAPH);
    expect(error).toBeUndefined();
    expect(decodeJwt(result?.accessToken ?? '').oid).toBe(principalNamed(tenantOf(lab), 'lab-machine').id);
    expect(readdirSync(ARC_FOLDER)).toEqual([]);
  },
);

it('refuses what IMDS refuses, in its own words', async () => {
  const path = '/imds/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://orders';
  const ask = (at: string, headers: Record<string, string> = { metadata: 'true' }) =>
    labRequest(lab, 'GET', at, { service: 'managed-identity', headers });
  expect((await ask(path, {})).json).toEqual({
    error: 'bad_request_102',
    error_description: 'Required metadata header not specified',
  });
  expect((await ask(path, { metadata: 'true', 'x-forwarded-for': '10.0.0.1' })).status).toBe(400);
  expect((await ask(path.replace(/&resource.*/, ''))).status).toBe(400);
  expect((await ask(path.replace('orders', 'nowhere'))).json).toMatchObject({
    error: 'invalid_resource',
    error_description: expect.stringContaining('AADSTS500011'),
  });
  expect(
    (
      await ask('/arc/metadata/identity/oauth2/token?api-version=2020-06-01&resource=x', {
        metadata: 'true',
        authorization: 'Basic guess',
      })
    ).status,
  ).not.toBe(200);
  // A key nobody shows is taken back.
  lab.ground.clock.advance(61_000);
  lab.ground.pending.runDue();
  if (hasArcFolder) await expect.poll(() => readdirSync(ARC_FOLDER)).toEqual([]);
  expect(machineIdentities(lab.ground)).toHaveLength(2);
});

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
