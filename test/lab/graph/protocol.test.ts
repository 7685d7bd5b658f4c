import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { GraphClient, type TokenWish } from './graph-client.ts';

let lab: Lab;
let graph: GraphClient;
beforeAll(async () => {
  lab = await runningLab();
  graph = new GraphClient(lab);
});
afterAll(() => lab.stop());

const asked = async (wish: TokenWish, path = '/users') =>
  graph.told('GET', path, undefined, { authorization: `Bearer ${await graph.token(wish)}` });

describe('access tokens', () => {
  it('are verified: signature, key, issuer, audience, time', async () => {
    const refused = '401 InvalidAuthenticationToken';
    expect(await asked({})).toBe('200');
    const other = graph.otherTenant;
    const wishes: TokenWish[] = [
      { audience: 'https://management.azure.com' },
      { issuer: 'https://sts.windows.net/00000000-0000-0000-0000-000000000000/' },
      { issuer: 'https://attacker.example/' },
      { lifetime: -1 },
      { signedBy: other },
      { signedBy: other, kid: graph.tenant.signingKeys[0]?.keyId ?? '' },
      { kid: 'unknown' },
      { claims: { tid: other.id } },
      { claims: { tid: 'nowhere' } },
      { claims: { tid: '__proto__' } },
      { notBefore: 60 },
    ];
    for (const wish of wishes) expect([wish, await asked(wish)]).toEqual([wish, refused]);
    const good = await graph.token();
    const [head = '', body = '', signature = ''] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const authorization of [
      ' ',
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      `Basic ${good}`,
      `Bearer ${none}.${body}.`,
      `Bearer ${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `Bearer ${head}.${body}.`,
    ])
      expect(await graph.told('GET', '/users', undefined, { authorization })).toBe(refused);
  });

  it('of both versions of Entra are taken', async () => {
    const { id } = graph.tenant;
    expect(await asked({ issuer: `https://login.microsoftonline.com/${id}/v2.0` })).toBe('200');
    expect(await asked({ audience: '00000003-0000-0000-c000-000000000000' })).toBe('200');
  });

  it('must have a permission that is enough', async () => {
    const denied = '403 Authorization_RequestDenied';
    expect(await asked({ roles: [] })).toBe(denied);
    expect(await asked({ roles: ['Group.Read.All'] })).toBe(denied);
    expect(await asked({ roles: ['User.Read.All'] })).toBe('200');
    const user = graph.user('bart.simpson');
    expect(await asked({ user })).toBe(denied);
    expect(await asked({ user }, '/me')).toBe('200');
    expect(await asked({ user }, `/users/${user.id}`)).toBe('200');
    expect(await asked({ user }, `/users/${graph.user('homer.simpson').id}`)).toBe(denied);
    expect(await asked({ user, scopes: ['User.Read.All'] })).toBe('200');
    expect(await asked({}, '/me')).toBe('400 BadRequest');
    const write = await graph.told(
      'PATCH',
      `/users/${user.id}`,
      { city: 'x' },
      {
        authorization: `Bearer ${await graph.token({ roles: ['User.Read.All'] })}`,
      },
    );
    expect(write).toBe(denied);
  });

  it('of a user who is disabled no longer count', async () => {
    const user = graph.user('lisa.simpson');
    user.accountEnabled = false;
    expect(await asked({ user }, '/me')).toBe('401 InvalidAuthenticationToken');
    user.accountEnabled = true;
  });
});

it('words errors with innerError and the client’s request id', async () => {
  const { status, body, headers } = await graph.ask('GET', '/users/nobody', undefined, {
    'client-request-id': 'my-request',
  });
  expect([status, headers['client-request-id']]).toEqual([404, 'my-request']);
  expect(body).toEqual({
    error: {
      code: 'Request_ResourceNotFound',
      message: expect.stringContaining("Resource 'nobody' does not exist"),
      innerError: {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'client-request-id': 'my-request',
      },
    },
  });
});

it.each([
  ['GET', '/nothing', '400 BadRequest'],
  ['GET', '/users/x/nothing', '400 BadRequest'],
  ['PUT', '/users', '405 Request_BadRequest'],
  ['GET', '/../beta/users', '400 BadRequest'],
  ['GET', '/users/%E0%A4%A', '404 Request_ResourceNotFound'],
  ['GET', "/servicePrincipals(appId='00000000-0000-0000-0000-000000000000')", '404 Request_ResourceNotFound'],
])('%s %s answers %s', async (method, path, expected) => {
  expect(await graph.told(method, path)).toBe(expected);
});

describe('queries', () => {
  it.each([
    ["displayName eq 'bart simpson'", 1],
    ["startswith(displayName,'B') and accountEnabled eq true", 1],
    ["startsWith(userPrincipalName,'homer') or startswith(userPrincipalName,'bart')", 2],
    ["userType in ('Guest')", 1],
    ["userType in ('Guest','Member')", 4],
    ["not(userType eq 'Guest')", 3],
    ["(userType eq 'Guest' or userType eq 'Member') and department eq 'Security'", 1],
    ['department eq null', 1],
    ['createdDateTime ge 2000-01-01T00:00:00Z', 4],
    ["otherMails/any(x:x eq 'lenny.leonard@partner.example')", 1],
    ["otherMails/any(x:startswith(x,'lenny'))", 1],
    ["displayName eq 'O''Brien'", 0],
  ])('$filter=%s finds %i', async (filter, count) => {
    expect(await graph.list(`/users?$filter=${encodeURIComponent(filter)}`)).toHaveLength(count);
  });

  it.each([
    ["shoeSize eq '9'", '400 BadRequest'],
    ['displayName', '400 BadRequest'],
    ['displayName eq', '400 BadRequest'],
    ["displayName like 'x'", '400 BadRequest'],
    ["displayName eq 'x' and", '400 BadRequest'],
    ["displayName eq 'x') ", '400 BadRequest'],
    ['', '400 BadRequest'],
    ["displayName eq 'unclosed", '400 BadRequest'],
    [`${'('.repeat(3_000)}`, '400 Request_UnsupportedQuery'],
    [`${'not '.repeat(1_500)}accountEnabled eq true`, '400 Request_UnsupportedQuery'],
    ['x'.repeat(9_000), '400 Request_UnsupportedQuery'],
    ['a/any('.repeat(400), '400 BadRequest'],
  ])('$filter=%.40s is refused', async (filter, expected) => {
    expect(await graph.told('GET', `/users?$filter=${encodeURIComponent(filter)}`)).toBe(expected);
  });

  it('selects, orders, expands and searches', async () => {
    expect(Object.keys((await graph.list('/users?$select=id,department'))[0] ?? {})).toEqual([
      'id',
      'department',
    ]);
    expect(await graph.told('GET', '/users?$select=shoeSize')).toBe('400 BadRequest');
    expect(await graph.told('GET', '/users?$orderby=shoeSize')).toBe('400 BadRequest');
    expect(await graph.told('GET', '/users?$skip=2')).toBe('400 BadRequest');
    const names = (await graph.list('/users?$orderby=displayName desc')).map(
      ({ displayName }) => displayName,
    );
    expect(names).toEqual([...names].sort().reverse());
    const [group] = await graph.list("/groups?$filter=displayName eq 'Security Admins'&$expand=members");
    expect(group?.members).toMatchObject([{ displayName: 'Homer Simpson' }]);
    const eventual = { consistencylevel: 'eventual' };
    const found = await graph.ask('GET', '/users?$search="displayName:simpson"', undefined, eventual);
    expect(found.body.value).toHaveLength(3);
    expect(await graph.told('GET', '/users?$search="displayName:simpson"')).toBe(
      '400 Request_UnsupportedQuery',
    );
  });

  it('counts with eventual consistency only', async () => {
    const eventual = { consistencylevel: 'eventual' };
    expect((await graph.get('/users?$count=true')).body).not.toHaveProperty('@odata.count');
    expect((await graph.ask('GET', '/users?$count=true', undefined, eventual)).body['@odata.count']).toBe(4);
    expect(await graph.told('GET', '/users/$count')).toBe('400 Request_BadRequest');
    expect((await graph.ask('GET', '/users/$count', undefined, eventual)).text).toBe('4');
  });

  it('pages with a next link', async () => {
    const seen: unknown[] = [];
    let next = "/users?$top=3&$filter=userType ne 'x'".replaceAll(' ', '%20');
    for (let page = 0; page < 5 && next !== ''; page += 1) {
      const { body } = await graph.get(next);
      seen.push(...(body.value as unknown[]));
      next = (body['@odata.nextLink'] as string | undefined) ?? '';
    }
    expect(seen).toHaveLength(4);
    expect(await graph.told('GET', '/users?$top=0')).toBe('400 Request_UnsupportedQuery');
    expect(await graph.told('GET', '/users?$top=1000')).toBe('400 Request_UnsupportedQuery');
    expect(await graph.told('GET', '/users?$skiptoken=forged')).toBe('400 Directory_ExpiredPageToken');
  });
});

describe('$batch', () => {
  const batch = async (requests: unknown) => graph.ask('POST', '/$batch', { requests });

  it('runs requests in order with the token of the batch', async () => {
    const { status, body } = await batch([
      { id: '1', method: 'GET', url: '/users?$top=1' },
      { id: '2', method: 'GET', url: 'users/nobody' },
      { id: '3', method: 'GET', url: '/organization', dependsOn: ['2'] },
      {
        id: '4',
        method: 'PATCH',
        url: `/users/${graph.user('bart.simpson').id}`,
        body: { city: 'Springfield' },
      },
    ]);
    expect(status).toBe(200);
    const statuses = (body.responses as { id: string; status: number }[]).map((one) => [one.id, one.status]);
    expect(statuses).toEqual([
      ['1', 200],
      ['2', 404],
      ['3', 424],
      ['4', 204],
    ]);
    expect(graph.user('bart.simpson').city).toBe('Springfield');
  });

  it.each([
    ['nothing', undefined],
    ['none', []],
    ['too many', Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' }))],
    [
      'the same id twice',
      [
        { id: '1', method: 'GET', url: '/me' },
        { id: '1', method: 'GET', url: '/me' },
      ],
    ],
    ['another host', [{ id: '1', method: 'GET', url: 'https://attacker.example/' }]],
    ['a batch in a batch', [{ id: '1', method: 'POST', url: '/$batch', body: {} }]],
    ['an unknown method', [{ id: '1', method: 'TRACE', url: '/me' }]],
    ['a header that splits', [{ id: '1', method: 'GET', url: '/me', headers: { a: 'b\r\nc: d' } }]],
  ])('refuses %s', async (_what, requests) => {
    expect((await batch(requests)).status).toBe(400);
  });

  it('needs a token', async () => {
    expect(await graph.told('POST', '/$batch', { requests: [] }, { authorization: ' ' })).toBe(
      '401 InvalidAuthenticationToken',
    );
  });
});

describe('hostile bodies', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['depth', `{"displayName":${deep}}`],
    ['prototype keys', '{"__proto__":{"isAdmin":true}}'],
    ['constructor', '{"constructor":"x"}'],
    ['an unknown property', '{"shoeSize":9}'],
    ['a wrong type', '{"displayName":7}'],
    ['null for what is required', '{"displayName":null}'],
  ])('%s', async (_name, body) => {
    const { id } = graph.user('bart.simpson');
    expect((await graph.ask('PATCH', `/users/${id}`, body)).status).toBe(400);
    expect((await graph.ask('POST', '/groups', body)).status).toBe(400);
    expect((await graph.ask('POST', '/applications', body)).status).toBe(400);
  });
});

it('obeys faults', async () => {
  const strike = async (kind: 'throttle' | 'error' | 'expired-token') => {
    lab.ground.faults.set([{ kind, probability: 1, service: 'graph', times: 1 }]);
    const reply = await graph.get('/organization');
    return [reply.status, reply.headers['retry-after']];
  };
  expect(await strike('throttle')).toEqual([429, '5']);
  expect((await strike('error'))[0]).toBe(503);
  expect((await strike('expired-token'))[0]).toBe(401);
  expect((await graph.get('/organization')).status).toBe(200);
  lab.ground.faults.set([{ kind: 'conflict', probability: 1, service: 'graph', times: 1 }]);
  const { id } = graph.user('bart.simpson');
  expect(await graph.told('PATCH', `/users/${id}`, { city: 'x' })).toBe('409 Directory_ConcurrencyViolation');
  expect(await graph.told('PATCH', `/users/${id}`, { city: 'x' })).toBe('204');
});
