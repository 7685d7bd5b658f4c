import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { person, ScimClient } from './scim-client.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let lab: Lab;
let scim: ScimClient;
beforeAll(async () => {
  lab = await runningLab();
  scim = new ScimClient(lab);
});
afterAll(() => lab.stop());

async function create(more: Readonly<Record<string, unknown>>): Promise<number> {
  const { status } = await scim.ask('POST', 'Users', { ...person(`u${Math.floor(counter++)}`), ...more });
  return status;
}
let counter = 0;

const FULL = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  userName: 'marge@example.com',
  externalId: '701984',
  displayName: 'Marge',
  nickName: 'Midge',
  title: 'Baker',
  userType: 'Employee',
  preferredLanguage: 'en-US',
  locale: 'en-US',
  timezone: 'America/Los_Angeles',
  profileUrl: 'https://example.com/marge',
  active: true,
  name: { formatted: 'Ms. Marge', familyName: 'Bouvier', givenName: 'Marge', honorificPrefix: 'Ms.' },
  emails: [{ value: 'marge@example.com', type: 'work', primary: true }],
  phoneNumbers: [{ value: '555-0100', type: 'work' }],
  addresses: [{ type: 'work', streetAddress: '742 Evergreen', locality: 'Springfield', primary: true }],
  roles: [{ value: 'Owner' }],
  [ENTERPRISE]: { department: 'Cakes', employeeNumber: '7', manager: { value: 'boss' } },
};

it('creates, gets, puts and deletes a user with every attribute there is', async () => {
  const made = await scim.ask('POST', 'Users', FULL);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ ...FULL, meta: { resourceType: 'User' } });
  const path = `Users/${made.body.id}`;
  expect((await scim.ask('GET', path)).body).toEqual(made.body);
  const put = await scim.ask('PUT', path, { ...person('marge@example.com'), active: false });
  expect(put.status).toBe(200);
  expect(put.body).toMatchObject({ id: made.body.id, active: false });
  expect(put.body).not.toHaveProperty('title');
  expect((await scim.ask('DELETE', path)).status).toBe(204);
  expect((await scim.ask('GET', path)).status).toBe(404);
  expect((await scim.ask('DELETE', path)).status).toBe(404);
});

describe('required', () => {
  it.each([
    ['userName', { userName: undefined }],
    ['displayName', { displayName: undefined }],
    ['name', { name: undefined }],
    ['name.givenName', { name: { familyName: 'x' } }],
    ['name.familyName', { name: { givenName: 'x' } }],
    ['the primary flag of an e-mail', { emails: [{ value: 'a@example.com', type: 'work' }] }],
    ['the value of an e-mail', { emails: [{ type: 'work', primary: true }] }],
  ])('%s', async (_name, more) => {
    expect(await create(more)).toBe(400);
  });
});

describe('multi-value', () => {
  it.each([
    ['emails', { primary: true }],
    ['phoneNumbers', {}],
    ['roles', {}],
    ['addresses', undefined],
  ])('takes one of %s', async (name, more) => {
    const one = (value: string) => (more === undefined ? { country: value } : { value, ...more });
    expect(await create({ [name]: [one(`a-${name}`)] })).toBe(201);
    expect(await create({ [name]: [one(`b-${name}`), one(`c-${name}`)] })).toBe(400);
  });

  it('takes no display and no manager.displayName', async () => {
    expect(await create({ phoneNumbers: [{ value: '1', display: 'one' }] })).toBe(400);
    expect(await create({ [ENTERPRISE]: { manager: { value: 'x', displayName: 'Boss' } } })).toBe(400);
  });
});

describe('unsupported', () => {
  it.each([
    ['password', 'x'],
    ['ims', [{ value: 'x' }]],
    ['photos', [{ value: 'x' }]],
    ['x509Certificates', [{ value: 'x' }]],
    ['entitlements', [{ value: 'x' }]],
    ['groups', [{ value: 'x' }]],
    ['__proto__', { x: 1 }],
    ['constructor', 'x'],
  ])('%s', async (name, value) => {
    const body = JSON.stringify({ ...person(`odd-${name}`), ODD: value }).replace('"ODD"', `"${name}"`);
    expect((await scim.ask('POST', 'Users', body)).status).toBe(400);
  });
});

describe('values', () => {
  it.each(['', ' ', 'a<b', 'a>b', 'a;b', 'a:b', 'a%b', 'a\u0000b', 'a\tb', 7, null, ['a'], { a: 1 }])(
    'refuses %j',
    async (displayName) => {
      expect(await create({ displayName })).toBe(400);
    },
  );

  it('refuses user names above 128 characters', async () => {
    expect(await create({ userName: 'x'.repeat(129) })).toBe(400);
    expect(await create({ userName: 'y'.repeat(128) })).toBe(201);
  });
});

it('keeps userName, e-mail and externalId unique', async () => {
  await scim.newUser('first@example.com', {
    externalId: 'ext-1',
    emails: [{ value: 'first@example.com', primary: true }],
  });
  const other = await scim.newUser('second@example.com');
  expect(await create({ userName: 'FIRST@example.com' })).toBe(409);
  expect(await create({ emails: [{ value: 'First@example.com', primary: true }] })).toBe(409);
  expect(await create({ externalId: 'ext-1' })).toBe(409);
  const replace = (path: string, value: unknown) =>
    scim.patch(`Users/${other}`, { op: 'replace', path, value });
  expect((await replace('userName', 'first@example.com')).status).toBe(409);
  expect((await replace('externalId', 'ext-1')).status).toBe(409);
});

describe('filters', () => {
  let id: string;
  beforeAll(async () => {
    id = await scim.newUser('filtered@example.com', {
      externalId: 'filter-1',
      [ENTERPRISE]: { manager: { value: 'boss-1' } },
    });
  });

  it.each([
    'userName eq "FILTERED@example.com"',
    'externalId eq "filter-1"',
    'id eq "ID" and manager eq "boss-1"',
    `id eq "ID" and ${ENTERPRISE}:manager eq "boss-1"`,
  ])('%s', async (filter) => {
    const { status, body } = await scim.list('Users', filter.replace('ID', id));
    expect([status, body.totalResults]).toEqual([200, 1]);
  });

  it.each([
    'userName co "x"',
    'userName sw "x"',
    'userName eq "x" or userName eq "y"',
    'not (userName eq "x")',
    'displayName eq "x"',
    'emails.value eq "x"',
    'id eq "x"',
    'manager eq "x"',
    'userName eq ""',
    'userName eq x',
    'userName eq "x" and',
    'userName',
    '',
  ])('refuses %s', async (filter) => {
    expect((await scim.list('Users', filter)).status).toBe(400);
  });
});

describe('PatchUser', () => {
  let path: string;
  beforeAll(async () => {
    path = `Users/${await scim.newUser('patched@example.com', { title: 'Clerk' })}`;
  });
  const get = async () => (await scim.ask('GET', path)).body;

  it('adds, replaces and removes, in any case, and answers the user', async () => {
    const { status, body } = await scim.patch(
      path,
      { op: 'Add', path: 'nickName', value: 'Pat' },
      { op: 'replace', path: 'name.givenName', value: 'Patty' },
      { op: 'Remove', path: 'title' },
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'patched@example.com' },
      { op: 'add', path: `${ENTERPRISE}:department`, value: 'Motor Vehicles' },
      { op: 'add', path: `${ENTERPRISE}:manager`, value: 'selma' },
      { op: 'replace', value: { 'name.formatted': 'Patty B', locale: 'en-US' } },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      nickName: 'Pat',
      locale: 'en-US',
      name: { givenName: 'Patty', formatted: 'Patty B' },
      emails: [{ type: 'work', value: 'patched@example.com', primary: true }],
      [ENTERPRISE]: { department: 'Motor Vehicles', manager: { value: 'selma' } },
    });
    expect(body).not.toHaveProperty('title');
    expect(await get()).toEqual(body);
  });

  it('takes one operation each on userName and active', async () => {
    const off = { op: 'replace', path: 'active', value: false };
    expect((await scim.patch(path, off, { op: 'replace', value: { active: true } })).status).toBe(400);
    const name = { op: 'replace', path: 'userName', value: 'patched2@example.com' };
    expect((await scim.patch(path, name, name)).status).toBe(400);
    expect((await scim.patch(path, name, off)).status).toBe(200);
    expect(await get()).toMatchObject({ active: false, userName: 'patched2@example.com' });
  });

  it.each([
    ['a remove without path', { op: 'remove', value: { title: 'x' } }],
    ['the removal of what is required', { op: 'remove', path: 'displayName' }],
    ['an unknown operation', { op: 'move', path: 'title', value: 'x' }],
    ['an unknown attribute', { op: 'add', path: 'shoeSize', value: '9' }],
    ['prototype keys', { op: 'add', path: '__proto__', value: { admin: true } }],
    ['prototype keys inside', { op: 'add', path: 'name.constructor', value: 'x' }],
    ['null', { op: 'replace', path: 'title', value: null }],
    ['an empty string', { op: 'replace', path: 'title', value: '' }],
    ['a second value', { op: 'add', path: 'emails[type eq "home"].value', value: 'h@example.com' }],
    ['active as text', { op: 'replace', path: 'active', value: 'False' }],
    ['a path that is none', { op: 'replace', path: 'emails[type eq', value: 'x' }],
    ['no object', 'replace'],
  ])('refuses %s and changes nothing', async (_what, operation) => {
    const before = await get();
    expect((await scim.patch(path, { op: 'add', path: 'title', value: 'X' }, operation)).status).toBe(400);
    expect(await get()).toEqual(before);
  });
});
