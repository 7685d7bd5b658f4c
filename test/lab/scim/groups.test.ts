import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { ScimClient } from './scim-client.ts';

let lab: Lab;
let scim: ScimClient;
let people: string[];
beforeAll(async () => {
  lab = await runningLab();
  scim = new ScimClient(lab);
  people = [];
  for (let index = 0; index < 102; index += 1) people.push(await scim.newUser(`member${index}@example.com`));
});
afterAll(() => lab.stop());

const members = (ids: readonly (string | undefined)[]) => ids.map((value) => ({ value }));
const inGroup = async (groupId: string): Promise<number> =>
  (await scim.list('Users', `groups.value eq "${groupId}"`)).body.totalResults as number;

it('creates, gets and deletes groups; there is no PUT', async () => {
  const id = await scim.newGroup('Bakers', [people[0] ?? '']);
  const got = await scim.ask('GET', `Groups/${id}`);
  expect(got.body).toMatchObject({ id, displayName: 'Bakers', meta: { resourceType: 'Group' } });
  expect((await scim.ask('PUT', `Groups/${id}`, { displayName: 'Cooks' })).status).toBe(404);
  expect(await inGroup(id)).toBe(1);
  expect((await scim.ask('DELETE', `Groups/${id}`)).status).toBe(204);
  expect((await scim.ask('GET', `Groups/${id}`)).status).toBe(404);
});

it('needs a display name', async () => {
  expect((await scim.ask('POST', 'Groups', {})).status).toBe(400);
  expect((await scim.ask('POST', 'Groups', { displayName: ' ' })).status).toBe(400);
  expect((await scim.ask('POST', 'Groups', { displayName: 'a:b' })).status).toBe(400);
  expect((await scim.ask('POST', 'Groups', { displayName: 'x'.repeat(1_025) })).status).toBe(400);
  expect((await scim.ask('POST', 'Groups', { displayName: 'New', roles: [] })).status).toBe(400);
});

it('makes groups of at most 100 members', async () => {
  const post = (ids: readonly string[], displayName: string) =>
    scim.ask('POST', 'Groups', { displayName, members: members(ids) });
  expect((await post(people.slice(0, 101), 'Many')).status).toBe(400);
  const made = await post(people.slice(0, 100), 'Hundred');
  expect(made.status).toBe(201);
  expect(await inGroup(made.body.id as string)).toBe(100);
  expect((await post(['nobody'], 'Ghosts')).status).toBe(404);
});

it('keeps displayName and externalId unique', async () => {
  const post = (body: Record<string, unknown>) => scim.ask('POST', 'Groups', body);
  expect((await post({ displayName: 'Only', externalId: 'e-1' })).status).toBe(201);
  expect((await post({ displayName: 'ONLY' })).status).toBe(409);
  expect((await post({ displayName: 'Other', externalId: 'e-1' })).status).toBe(409);
  const other = await scim.newGroup('Another');
  const rename = { op: 'replace', path: 'displayName', value: 'Only' };
  expect((await scim.patch(`Groups/${other}`, rename)).status).toBe(409);
});

it('tells members through filters only', async () => {
  const [one = '', two = '', three = ''] = people;
  const id = await scim.newGroup('Filtered', [one, two]);
  const first = async (filter: string) => (await scim.list('Groups', filter)).body.Resources;
  expect(await first('displayName eq "filtered"')).toMatchObject([{ id, members: [] }]);
  expect((await scim.ask('GET', `Groups/${id}`)).body.members).toEqual([]);
  const of = (await scim.list('Groups', `members.value eq "${two}"`)).body.Resources as { id: string }[];
  expect(of.map((group) => group.id)).toContain(id);
  expect(await first(`id eq "${id}" and members eq "${two}"`)).toHaveLength(1);
  expect(await first(`id eq "${id}" and members eq "${three}"`)).toEqual([]);
  for (const refused of ['id eq "x"', 'members eq "x"', 'displayName co "x"', 'id eq "x" and members eq ""'])
    expect((await scim.list('Groups', refused)).status).toBe(400);
});

describe('PatchGroup', () => {
  let path: string;
  let id: string;
  beforeAll(async () => {
    id = await scim.newGroup('Patched', people.slice(0, 3));
    path = `Groups/${id}`;
  });

  it('adds and removes members and answers 204', async () => {
    const add = { op: 'add', path: 'members', value: members([people[3], people[4], people[0]]) };
    const { status, body } = await scim.patch(path, add);
    expect([status, body]).toEqual([204, {}]);
    expect(await inGroup(id)).toBe(5);
    const remove = { op: 'remove', path: 'members', value: members([people[3]]) };
    const chosen = { op: 'remove', path: `members[value eq "${people[4]}"]` };
    expect((await scim.patch(path, remove, chosen)).status).toBe(204);
    expect(await inGroup(id)).toBe(3);
  });

  it('changes displayName and externalId', async () => {
    const rename = { op: 'replace', path: 'displayName', value: 'Renamed' };
    const external = { op: 'add', path: 'externalId', value: 'ext-9' };
    expect((await scim.patch(path, rename, external)).status).toBe(204);
    expect((await scim.ask('GET', path)).body).toMatchObject({
      displayName: 'Renamed',
      externalId: 'ext-9',
    });
    expect((await scim.patch(path, { op: 'replace', value: { displayName: 'Again' } })).status).toBe(204);
  });

  it('takes 100 membership changes and no more', async () => {
    const add = (ids: readonly string[]) => ({ op: 'add', path: 'members', value: members(ids) });
    expect((await scim.patch(path, add(people.slice(0, 101)))).status).toBe(400);
    expect((await scim.patch(path, add(people.slice(0, 60)), add(people.slice(60, 101)))).status).toBe(400);
    expect((await scim.patch(path, add(people.slice(0, 100)))).status).toBe(204);
    expect(await inGroup(id)).toBe(100);
  });

  it.each([
    ['replacing all members', { op: 'replace', path: 'members', value: [] }],
    ['replacing all members without path', { op: 'replace', value: { members: [{ value: 'x' }] } }],
    ['removing all members', { op: 'remove', path: 'members' }],
    ['an empty list', { op: 'add', path: 'members', value: [] }],
    ['other attributes', { op: 'replace', path: 'description', value: 'x' }],
    ['two attributes without path', { op: 'replace', value: { displayName: 'a', externalId: 'b' } }],
    ['the removal of the name', { op: 'remove', path: 'displayName' }],
    ['members without value', { op: 'add', path: 'members', value: [{ display: 'x' }] }],
    ['members by another attribute', { op: 'remove', path: 'members[display eq "x"]' }],
    ['a remove without path', { op: 'remove', value: { members: [] } }],
  ])('refuses %s', async (_what, operation) => {
    expect((await scim.patch(path, operation)).status).toBe(400);
  });

  it('refuses members there are not, and adds none of the others', async () => {
    const empty = await scim.newGroup('Empty');
    const add = { op: 'add', path: 'members', value: members([people[0], 'nobody']) };
    expect((await scim.patch(`Groups/${empty}`, add)).status).toBe(404);
    expect(await inGroup(empty)).toBe(0);
  });
});
