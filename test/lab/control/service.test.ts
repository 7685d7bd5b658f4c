import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
beforeEach(() => {
  lab.ground.faults.set([]);
  lab.ground.log.clear();
});
afterAll(() => lab.stop());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${lab.controlToken}` },
): Promise<Answer> {
  const answer = await fetch(`${lab.ground.addresses.loopback('control')}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, body: json ? JSON.parse(text) : { text }, headers: answer.headers };
}

it('answers nobody without the token of this run', async () => {
  for (const headers of [
    {},
    { authorization: 'Bearer wrong' },
    { 'x-lab-token': '' },
    { authorization: '' },
  ]) {
    for (const path of ['', '/people', '/snapshot', '/nothing-here']) {
      const { status, body } = await ask('GET', path, undefined, headers as Record<string, string>);
      expect([status, body.error]).toEqual([401, 'unauthorized']);
    }
  }
  const preflight = await ask('OPTIONS', '/reset', undefined, { origin: 'https://attacker.example' });
  expect(preflight.status).toBe(401);
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  expect((await ask('GET', '', undefined, { 'x-lab-token': lab.controlToken })).status).toBe(200);
});

it('tells the state of the Lab', async () => {
  const { body } = await ask('GET', '');
  expect(body).toMatchObject({
    seed: 'jogcloud',
    rateLimit: 'off',
    settle: 0,
    faults: [],
    counts: { tenants: 2, accounts: 3, permissionSets: 5, assignments: 6 },
    services: { entra: { real: 'https://login.microsoftonline.com' } },
  });
});

it('keeps and restores a snapshot, and refuses what is none', async () => {
  const { body: kept } = await ask('GET', '/snapshot');
  lab.state.aws.identityCenter.permissionSets.clear();
  expect((await ask('GET', '')).body.counts).toMatchObject({ permissionSets: 0 });
  for (const damaged of ['{', '[]', '{"version":99}', '']) {
    expect((await ask('POST', '/restore', damaged)).status).toBe(400);
  }
  expect((await ask('POST', '/restore', kept)).body.counts).toMatchObject({ permissionSets: 5 });
  await ask('POST', '/reset');
  expect((await ask('GET', '')).body.counts).toMatchObject({ permissionSets: 5 });
});

it('sets, moves and paces the clock, and does at once what falls due', async () => {
  let happened = 0;
  lab.ground.pending.on('test.later', () => {
    happened += 1;
  });
  lab.ground.pending.add(lab.ground.clock.now() + 3_600_000, 'test.later', { who: 'bart' });
  expect((await ask('GET', '/pending')).body.pending).toContainEqual(
    expect.objectContaining({ kind: 'test.later', data: { who: 'bart' } }),
  );
  const before = lab.ground.clock.now();
  const { body } = await ask('PUT', '/clock', { advance: 3_600_000 });
  expect(Date.parse(String(body.now)) - before).toBeGreaterThanOrEqual(3_600_000);
  expect(happened).toBe(1);
  expect((await ask('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })).body.now).toMatch(
    /^2030-01-01T00:00:0/,
  );
  expect((await ask('PUT', '/clock', { scale: 60 })).body.scale).toBe(60);
  for (const wrong of [
    { scale: 0 },
    { now: 'soon' },
    { now: 1e20 },
    { advance: '1h' },
    { nonsense: 1 },
    7,
    [],
  ]) {
    expect((await ask('PUT', '/clock', wrong)).status).toBe(400);
  }
  await ask('PUT', '/clock', { scale: 1, now: Date.now() });
});

it('takes fault rules, and says where one is wrong', async () => {
  const rule = { kind: 'throttle', probability: 1, service: 'scim', times: 2 };
  expect((await ask('PUT', '/faults', [rule])).body).toEqual([rule]);
  const { status, body } = await ask('PUT', '/faults', [rule, { kind: 'flood', probability: 2 }]);
  expect(status).toBe(400);
  expect(body.problems).toEqual([
    expect.stringMatching(/^1\.kind: /),
    expect.stringMatching(/^1\.probability: /),
  ]);
  expect((await ask('GET', '/faults')).body).toEqual([rule]);
  for (const wrong of ['nonsense', '{"__proto__":[]}', null, [{ kind: 'error' }], [{ ...rule, extra: 1 }]])
    expect((await ask('PUT', '/faults', wrong)).status).toBe(400);
});

it('sets rate limits and the time to settle', async () => {
  expect((await ask('PUT', '/rate-limit', { perSecond: 5 })).body).toEqual({ perSecond: 5 });
  expect(lab.ground.limits.perSecond).toBe(5);
  expect((await ask('PUT', '/rate-limit', { perSecond: 'off' })).body).toEqual({ perSecond: 'off' });
  expect((await ask('PUT', '/rate-limit', { perSecond: -1 })).status).toBe(400);
  expect((await ask('PUT', '/settle', { milliseconds: 250 })).body).toEqual({ milliseconds: 250 });
  expect(lab.ground.settle).toBe(250);
  await ask('PUT', '/settle', { milliseconds: 0 });
});

it('switches the check of signatures on and off', async () => {
  expect((await ask('GET', '/signatures')).body).toEqual({ check: false });
  expect((await ask('PUT', '/signatures', { check: true })).body).toEqual({ check: true });
  expect((await ask('GET', '')).body).toMatchObject({ checkSignatures: true });
  expect((await ask('PUT', '/signatures', { check: 'yes' })).status).toBe(400);
  await ask('PUT', '/signatures', { check: false });
});

it('tells by which variables managed identities are found, so that they are', async () => {
  const { body } = await ask('GET', '/managed-identity');
  expect(body.identities).toMatchObject([
    { name: 'lab-machine', systemAssigned: true },
    { name: 'lab-identity', systemAssigned: false },
  ]);
  const { IDENTITY_ENDPOINT = '', IDENTITY_HEADER = '' } = body.appService as Record<string, string>;
  const query = 'api-version=2019-08-01&resource=https%3A%2F%2Fgraph.microsoft.com';
  const answer = await fetch(`${IDENTITY_ENDPOINT}?${query}`, {
    headers: { 'x-identity-header': IDENTITY_HEADER },
  });
  expect(await answer.json()).toMatchObject({ token_type: 'Bearer', access_token: expect.any(String) });
});

it('shows the requests of others, as JSON and as a HAR, and forgets them', async () => {
  await fetch(`${lab.ground.addresses.loopback('scim')}/x?code=geheim`, { method: 'PATCH' });
  const { body } = await ask('GET', '/requests');
  expect(body.requests).toMatchObject([{ service: 'scim', method: 'PATCH', path: '/scim/x?code=***' }]);
  const har = (await ask('GET', '/requests.har')).body as { log: { entries: unknown[] } };
  expect(har.log.entries).toMatchObject([{ request: { method: 'PATCH' }, _service: 'scim' }]);
  expect((await ask('GET', '/requests?service=control')).body.requests).not.toEqual([]);
  expect((await ask('GET', '/requests?after=9007199254740991')).body.requests).toEqual([]);
  expect((await ask('GET', '/requests?limit=-1')).status).toBe(400);
  await ask('DELETE', '/requests');
  expect((await ask('GET', '/requests')).body.requests).toEqual([]);
});

it('gives everybody’s password, code and certificate, guests under their home', async () => {
  const { body } = await ask('GET', '/people');
  const people = body.people as Record<string, unknown>[];
  expect(people.map(({ userName }) => userName)).toEqual([
    'bart.simpson@jogcloud.com',
    'homer.simpson@jogcloud.com',
    'lisa.simpson@jogcloud.onmicrosoft.com',
    'lenny.leonard@partner.example',
  ]);
  const [bart, homer, lisa, lenny] = people;
  expect(bart).toMatchObject({ signsInAt: 'adfs', password: 'Skateboard-10', groups: ['System Operators'] });
  expect(new X509Certificate(String(homer?.certificate)).subject).toContain('homer.simpson@jogcloud.com');
  expect(lisa).toMatchObject({
    signsInAt: 'entra',
    oneTimeCode: expect.stringMatching(/^\d{6}$/),
    groups: [],
  });
  expect(lenny).toMatchObject({
    tenant: 'partner.example',
    guestIn: ['jogcloud.com'],
    groups: ['B2B Security Admins', 'Consultants'],
  });
  expect((await ask('GET', '/people?search=LISA')).body).toMatchObject({ total: 1 });
  expect((await ask('GET', '/people?from=1&count=1')).body).toMatchObject({
    total: 4,
    people: [{ userName: 'homer.simpson@jogcloud.com' }],
  });
});

it('gives the certificate authority to trust', async () => {
  const { body } = await ask('GET', '/ca');
  expect(new X509Certificate(String(body.text)).ca).toBe(true);
});

it('answers an unknown route with 404 in JSON', async () => {
  expect((await ask('GET', '/nothing-here')).body.error).toBe('not-found');
  expect((await ask('DELETE', '/faults')).status).toBe(404);
});
