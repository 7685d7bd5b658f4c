import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { person, ScimClient } from './scim-client.ts';

let lab: Lab;
let scim: ScimClient;
beforeAll(async () => {
  lab = await runningLab();
  scim = new ScimClient(lab);
});
afterAll(() => lab.stop());

const DAY = 86_400_000;
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

it('words errors as AWS does', async () => {
  const { status, body } = await scim.ask('POST', 'Users', {});
  expect(status).toBe(400);
  expect(body).toEqual({
    schemas: [ERROR],
    schema: [ERROR],
    detail: 'Request is unparsable, syntactically incorrect, or violates schema.',
    status: '400',
    exceptionRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    timeStamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/),
  });
});

it('tells CloudTrail what it does not tell the client, and shows no personal data there', async () => {
  await scim.ask('POST', 'Users', { ...person('secret@example.com'), password: 'hunter2' });
  const event = lab.state.aws.trail.at(-1);
  expect(event).toMatchObject({
    eventSource: 'identitystore-scim.amazonaws.com',
    eventName: 'CreateUser',
    errorCode: 'ValidationException',
    errorMessage: 'The attribute password is not supported.',
    userIdentity: { type: 'WebIdentityUser' },
  });
  expect(JSON.stringify(event)).not.toMatch(/hunter2|secret@example|Bearer/);
});

describe('tokens', () => {
  const status = async (authorization: string, tenantId?: string) =>
    (await scim.ask('GET', 'Users', undefined, { authorization }, tenantId)).status;

  it('answers 401 without a good one, and for another tenant', async () => {
    for (const refused of ['', 'Bearer', 'Bearer wrong', `Basic ${scim.token}`, `Bearer ${scim.token}x`])
      expect(await status(refused)).toBe(401);
    const good = `Bearer ${scim.token}`;
    expect(await status(good)).toBe(200);
    expect(await status(good, 'a-tenant-there-is-not')).toBe(401);
    expect(await status(good, '%E0%A4%A')).toBe(401);
  });

  it('takes two tokens, until they expire', async () => {
    const tokens = lab.state.aws.identityCenter.scim?.tokens ?? [];
    const now = lab.ground.clock.now();
    for (const name of ['second', 'third'])
      tokens.push({ id: name, token: name, createdAt: now, expiresAt: now + 2 * DAY });
    expect(await status('Bearer second')).toBe(200);
    expect(await status('Bearer third')).toBe(401);
    lab.ground.clock.advance(3 * DAY);
    expect(await status('Bearer second')).toBe(401);
    expect(await status(`Bearer ${scim.token}`)).toBe(200);
    lab.ground.clock.advance(363 * DAY);
    expect(await status(`Bearer ${scim.token}`)).toBe(401);
    lab.ground.clock.advance(-366 * DAY);
    tokens.splice(1);
  });
});

it('blocks a PATCH without User-Agent', async () => {
  const id = await scim.newUser('agent@example.com');
  const body = { Operations: [{ op: 'replace', path: 'title', value: 'Agent' }] };
  expect((await scim.ask('PATCH', `Users/${id}`, body, { 'user-agent': '' })).status).toBe(403);
  expect((await scim.ask('PATCH', `Users/${id}`, body)).status).toBe(200);
});

it.each([
  ['POST', 'Bulk'],
  ['GET', 'Me'],
  ['POST', 'Users/.search'],
  ['POST', '.search'],
  ['PUT', 'Users'],
  ['GET', 'Users/a/b'],
  ['GET', 'constructor'],
])('has no %s %s', async (method, path) => {
  expect((await scim.ask(method, path, method === 'GET' ? undefined : {})).status).toBe(404);
});

it('describes itself', async () => {
  expect((await scim.ask('GET', 'ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 100 },
  });
  const schemas = await scim.ask('GET', 'Schemas');
  expect(schemas.body.totalResults).toBe(3);
  expect((await scim.ask('GET', 'ResourceTypes')).body.totalResults).toBe(2);
  expect((await scim.ask('GET', 'ResourceTypes/Group')).body.endpoint).toBe('/Groups');
  const urn = 'urn:ietf:params:scim:schemas:core:2.0:User';
  expect((await scim.ask('GET', `Schemas/${urn}`)).body.name).toBe('User');
  expect((await scim.ask('GET', 'Schemas/none')).status).toBe(404);
});

describe('paging', () => {
  beforeAll(async () => {
    for (let index = 0; index < 120; index += 1) await scim.newUser(`page${index}@example.com`);
  });
  const users = async (query: string) => (await scim.ask('GET', `Users?${query}`)).body;

  it('answers 100 at most, and totalResults counts the page', async () => {
    const body = await users('');
    expect(body).toMatchObject({ totalResults: 100, itemsPerPage: 100, startIndex: 1 });
    expect(body).not.toHaveProperty('nextCursor');
    expect(await users('count=500')).toMatchObject({ totalResults: 100 });
    expect(await users('count=7')).toMatchObject({ totalResults: 7 });
    expect((await scim.ask('GET', 'Users?count=many')).status).toBe(400);
  });

  it('lets startIndex, attributes and excludedAttributes change nothing', async () => {
    const plain = await users('count=5');
    expect(await users('count=5&startIndex=3&attributes=userName&excludedAttributes=name')).toEqual(plain);
  });

  it('goes on with a cursor, past somebody who was deleted', async () => {
    const seen = new Set<string>();
    let cursor = '';
    for (let page = 0; page < 20; page += 1) {
      const body = await users(`count=40&cursor${cursor === '' ? '' : `=${cursor}`}`);
      const ids = (body.Resources as { id: string }[]).map(({ id }) => id);
      for (const id of ids) seen.add(id);
      cursor = typeof body.nextCursor === 'string' ? body.nextCursor : '';
      if (cursor === '') break;
      if (page === 0) await scim.ask('DELETE', `Users/${ids[0]}`);
    }
    expect(seen.size).toBe(lab.state.aws.identityStore.users.size + 1);
    for (const refused of ['x', 'W10', 'eyJhIjoxfQ'])
      expect((await scim.ask('GET', `Users?cursor=${refused}`)).status).toBe(400);
  });
});

it('answers 429 beyond the rate, and what faults order', async () => {
  const { ground } = lab;
  ground.limits.perSecond = 20;
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async () => (await scim.ask('GET', 'Users?count=1')).status),
  );
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
  ground.limits.perSecond = undefined;
  const expected = { throttle: 429, error: 500, conflict: 409, 'expired-token': 401 } as const;
  const makeSomebody = () => scim.ask('POST', 'Users', person('struck@example.com'));
  for (const [kind, status] of Object.entries(expected)) {
    ground.faults.set([{ kind: kind as keyof typeof expected, probability: 1, service: 'scim', times: 1 }]);
    expect((await makeSomebody()).status).toBe(status);
  }
  expect((await makeSomebody()).status).toBe(201);
});

describe('hostile input', () => {
  const deep = '['.repeat(100_000);
  it.each([
    ['no JSON', '{"userName":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['depth', deep],
    ['closed depth', deep + ']'.repeat(100_000)],
    ['depth inside', `{"userName":${deep}${']'.repeat(100_000)}}`],
    ['size', `{"userName":"${'x'.repeat(1_100_000)}"}`],
  ])('%s gets a 400', async (_name, body) => {
    expect((await scim.ask('POST', 'Users', body)).status).toBe(400);
  });

  it('survives many operations', async () => {
    const id = await scim.newUser('many@example.com');
    const many = Array.from({ length: 2_000 }, () => ({ op: 'add', path: 'title', value: 'x' }));
    expect((await scim.patch(`Users/${id}`, ...many)).status).toBe(400);
  });
});
