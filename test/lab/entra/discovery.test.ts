import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Tenant } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { tenantOf } from './cast.ts';
import { labGet, labRequest } from './requests.ts';

// Walks through several pages, or starts processes: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let base: string;
let tenant: Tenant;
beforeAll(async () => {
  lab = await runningLab();
  base = lab.ground.addresses.loopback('entra');
  tenant = tenantOf(lab);
});
afterAll(() => lab.stop());

it.each(['jogcloud.com', 'JOGCLOUD.onmicrosoft.com', 'id'])(
  'describes the tenant asked for as %s',
  async (name) => {
    const segment = name === 'id' ? tenant.id : name;
    const v2 = await labGet(lab, `/${segment}/v2.0/.well-known/openid-configuration`);
    expect(v2).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenant.id}/v2.0`,
      token_endpoint: `${base}/${tenant.id}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/${tenant.id}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/${tenant.id}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/${tenant.id}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/${tenant.id}/discovery/v2.0/keys`,
    });
    const v1 = await labGet(lab, `/${segment}/.well-known/openid-configuration`);
    expect(v1).toMatchObject({
      issuer: `https://sts.windows.net/${tenant.id}/`,
      token_endpoint: `${base}/${tenant.id}/oauth2/token`,
    });
  },
);

it('leaves the issuer open for common and organizations, and refuses what it does not know', async () => {
  for (const name of ['common', 'organizations']) {
    expect(await labGet(lab, `/${name}/v2.0/.well-known/openid-configuration`)).toMatchObject({
      issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
      token_endpoint: `${base}/${name}/oauth2/v2.0/token`,
    });
  }
  const unknown = await labRequest(lab, 'GET', '/nowhere.example/v2.0/.well-known/openid-configuration');
  expect(unknown.status).toBe(400);
  expect(unknown.json).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
  expect(await labGet(lab, '/consumers/v2.0/.well-known/openid-configuration')).toMatchObject({
    error_codes: [9002332],
  });
});

it('publishes each key with its certificate', async () => {
  const { keys } = (await labGet(lab, `/${tenant.id}/discovery/v2.0/keys`)) as {
    keys: { kid: string; x5t: string; x5c: [string]; n: string; issuer: string }[];
  };
  expect(keys).toHaveLength(1);
  const [key] = keys;
  const certificate = new X509Certificate(Buffer.from(key?.x5c[0] ?? '', 'base64'));
  expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(key?.n);
  expect(certificate.fingerprint.replaceAll(':', '')).toBe(
    Buffer.from(key?.x5t ?? '', 'base64url')
      .toString('hex')
      .toUpperCase(),
  );
  expect(key?.kid).toBe(key?.x5t);
  expect(key?.issuer).toBe(`https://login.microsoftonline.com/${tenant.id}/v2.0`);
  expect((await labGet(lab, '/common/discovery/keys')).keys).toHaveLength(2);
});

it('tells libraries which hosts are one cloud', async () => {
  const asked = encodeURIComponent(`${base}/${tenant.id}/oauth2/v2.0/authorize`);
  const found = await labGet(
    lab,
    `/common/discovery/instance?api-version=1.1&authorization_endpoint=${asked}`,
  );
  expect(found.tenant_discovery_endpoint).toBe(`${base}/${tenant.id}/v2.0/.well-known/openid-configuration`);
  expect(JSON.stringify(found.metadata)).toContain(new URL(base).host);
});

it('is told apart who signs an account in', async () => {
  expect(await labGet(lab, '/common/userrealm/bart.simpson@jogcloud.com?api-version=1.0')).toMatchObject({
    account_type: 'Federated',
    domain_name: 'jogcloud.com',
    federation_protocol: 'WSTrust',
  });
  expect(await labGet(lab, '/common/userrealm/x@partner.example?api-version=1.0')).toMatchObject({
    account_type: 'Managed',
  });
  expect(await labGet(lab, '/common/userrealm/x@nowhere.example?api-version=1.0')).toMatchObject({
    account_type: 'Unknown',
  });
  expect(await labGet(lab, '/common/userrealm?user=bart.simpson@jogcloud.com&api-version=2.1')).toMatchObject(
    {
      NameSpaceType: 'Federated',
      AuthURL: expect.stringContaining(`https://${lab.state.adfs.host}/adfs/ls/?username=`),
    },
  );
  const asked = await labRequest(lab, 'POST', '/common/GetCredentialType', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'nobody@partner.example' }),
  });
  expect(asked.json).toMatchObject({ IfExistsResult: 1, EstsProperties: { DomainType: 3 } });
});

it('fails as a network and a service do where a fault is set', async () => {
  const path = `/${tenant.id}/discovery/keys`;
  lab.ground.faults.set([{ kind: 'throttle', probability: 1, service: 'entra', times: 1 }]);
  const throttled = await labRequest(lab, 'GET', path);
  expect([throttled.status, throttled.headers['retry-after']]).toEqual([429, '5']);
  lab.ground.faults.set([{ kind: 'error', probability: 1, service: 'entra', times: 1 }]);
  expect((await labRequest(lab, 'GET', path)).status).toBe(503);
  lab.ground.faults.set([{ kind: 'error', probability: 1, service: 'entra', times: 1 }]);
  const page = await new Browser(lab).open(`${base}/common/oauth2/deviceauth`);
  expect(page.text).toContain('AADSTS90033');
  lab.ground.faults.set([{ kind: 'reset', probability: 1, service: 'entra', times: 1 }]);
  await expect(labRequest(lab, 'GET', path)).rejects.toThrow();
});

it('lets scripts of other origins call what they may', async () => {
  const preflight = await labRequest(lab, 'OPTIONS', `/${tenant.id}/oauth2/v2.0/token`, {
    headers: { origin: 'https://spa.example', 'access-control-request-headers': 'x-client-sku' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'x-client-sku',
  });
});
