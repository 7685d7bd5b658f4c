import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { GraphClient } from './graph-client.ts';

let lab: Lab;
let graph: GraphClient;
beforeAll(async () => {
  lab = await runningLab();
  graph = new GraphClient(lab);
});
afterAll(() => lab.stop());

const newUser = (alias: string, more: Readonly<Record<string, unknown>> = {}) =>
  graph.ask('POST', '/users', {
    accountEnabled: true,
    displayName: alias,
    mailNickname: alias,
    userPrincipalName: `${alias}@${graph.tenant.initialDomain}`,
    passwordProfile: { password: 'Long-enough-1', forceChangePasswordNextSignIn: false },
    ...more,
  });
const reference = (id: unknown) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

describe('users', () => {
  it('are made with a password, changed and deleted', async () => {
    const made = await newUser('marge', {
      givenName: 'Marge',
      surname: 'Simpson',
      employeeOrgData: { division: 'Home' },
    });
    expect(made.status).toBe(201);
    expect(made.body).not.toHaveProperty('accountEnabled');
    const id = String(made.body.id);
    expect(graph.tenant.users.get(id)?.secret.password).toBe('Long-enough-1');
    expect(JSON.stringify((await graph.get(`/users/${id}?$select=*`)).body)).not.toContain('Long-enough');
    expect(await graph.told('PATCH', `/users/${id}`, { jobTitle: 'Baker', accountEnabled: false })).toBe(
      '204',
    );
    expect(await graph.told('PATCH', `/users/${id}`, { jobTitle: null })).toBe('204');
    const { body } = await graph.get(
      `/users/marge@${graph.tenant.initialDomain}?$select=jobTitle,accountEnabled`,
    );
    expect(body).toMatchObject({ jobTitle: null, accountEnabled: false });
    await graph.ask('POST', `/groups/${graph.group('System Operators').id}/members/$ref`, reference(id));
    expect(await graph.told('DELETE', `/users/${id}`)).toBe('204');
    expect(await graph.told('GET', `/users/${id}`)).toBe('404 Request_ResourceNotFound');
    expect(graph.group('System Operators').members.has(id)).toBe(false);
  });

  it.each([
    ['a name that is taken', { userPrincipalName: 'bart.simpson@jogcloud.com', onPremisesImmutableId: 'x' }],
    ['a domain of somebody else', { userPrincipalName: 'x@partner.example' }],
    ['no domain', { userPrincipalName: 'x' }],
    ['two domains', { userPrincipalName: 'x@y@jogcloud.onmicrosoft.com' }],
    ['a federated name without immutable id', { userPrincipalName: 'new@jogcloud.com' }],
    ['no password', { passwordProfile: null }],
    ['a short password', { passwordProfile: { password: 'short' } }],
    ['no display name', { displayName: '' }],
    ['a country that is none', { usageLocation: 'Moon' }],
    ['an alias with spaces', { mailNickname: 'a b' }],
    ['a type that is none', { userType: 'Admin' }],
  ])('are refused with %s', async (_what, more) => {
    expect((await newUser('refused', more)).status).toBe(400);
  });

  it('have sessions that can be revoked', async () => {
    const { id } = graph.user('bart.simpson');
    expect((await graph.ask('POST', `/users/${id}/revokeSignInSessions`)).body.value).toBe(true);
    const from = Date.parse(graph.user('bart.simpson').signInSessionsValidFromDateTime ?? '');
    expect(Math.abs(from - lab.ground.clock.now())).toBeLessThan(10_000);
  });

  it('have managers', async () => {
    const [bart, homer] = [graph.user('bart.simpson'), graph.user('homer.simpson')];
    const path = `/users/${bart.id}/manager`;
    expect(await graph.told('GET', path)).toBe('404 Request_ResourceNotFound');
    expect(await graph.told('PUT', `${path}/$ref`, reference(homer.id))).toBe('204');
    expect((await graph.get(path)).body).toMatchObject({
      id: homer.id,
      '@odata.type': '#microsoft.graph.user',
    });
    expect((await graph.get(`/users/${bart.id}?$expand=manager`)).body.manager).toMatchObject({
      id: homer.id,
    });
    expect(await graph.told('DELETE', `${path}/$ref`)).toBe('204');
    expect(await graph.told('PUT', `${path}/$ref`, reference(crypto.randomUUID()))).toBe(
      '404 Request_ResourceNotFound',
    );
  });
});

describe('groups', () => {
  it('take and give up members, one by one and twenty at once', async () => {
    const [bart, homer] = [graph.user('bart.simpson'), graph.user('homer.simpson')];
    const made = await graph.ask('POST', '/groups', {
      displayName: 'Bowlers',
      mailEnabled: false,
      mailNickname: 'bowlers',
      securityEnabled: true,
      'members@odata.bind': [`https://graph.microsoft.com/v1.0/users/${homer.id}`],
    });
    expect(made.status).toBe(201);
    const path = `/groups/${made.body.id}`;
    const add = (id: unknown) => graph.told('POST', `${path}/members/$ref`, reference(id));
    expect(await add(bart.id)).toBe('204');
    expect(await add(bart.id)).toBe('400 Request_BadRequest');
    expect(await add(crypto.randomUUID())).toBe('404 Request_ResourceNotFound');
    expect(await add(made.body.id)).toBe('400 Request_BadRequest');
    expect(await graph.told('POST', `${path}/members/$ref`, { '@odata.id': 'x' })).toBe(
      '400 Request_BadRequest',
    );
    expect(await graph.list(`${path}/members`)).toHaveLength(2);
    const many = Array.from({ length: 21 }, () => `https://graph.microsoft.com/v1.0/users/${bart.id}`);
    expect(await graph.told('PATCH', path, { 'members@odata.bind': many })).toBe('400 Request_BadRequest');
    expect(await graph.told('DELETE', `${path}/members/${bart.id}/$ref`)).toBe('204');
    expect(await graph.told('DELETE', `${path}/members/${bart.id}/$ref`)).toBe(
      '404 Request_ResourceNotFound',
    );
    expect(await graph.told('DELETE', path)).toBe('204');
  });

  it('are in groups', async () => {
    const make = async (displayName: string) => {
      const fields = { displayName, mailEnabled: false, mailNickname: displayName, securityEnabled: true };
      return String((await graph.ask('POST', '/groups', fields)).body.id);
    };
    const [outer, inner] = [await make('outer'), await make('inner')];
    const bart = graph.user('bart.simpson').id;
    await graph.ask('POST', `/groups/${outer}/members/$ref`, reference(inner));
    await graph.ask('POST', `/groups/${inner}/members/$ref`, reference(bart));
    await graph.ask('POST', `/groups/${inner}/members/$ref`, reference(outer));
    const ids = async (path: string) => (await graph.list(path)).map(({ id }) => id);
    expect(await ids(`/groups/${outer}/members`)).toEqual([inner]);
    expect(await ids(`/groups/${outer}/transitiveMembers`)).toContain(bart);
    expect(await ids(`/users/${bart}/memberOf`)).not.toContain(outer);
    expect(await ids(`/users/${bart}/transitiveMemberOf`)).toContain(outer);
    expect(await ids(`/groups/${inner}/memberOf`)).toEqual([outer]);
    const me = await graph.ask('GET', '/me/memberOf', undefined, {
      authorization: `Bearer ${await graph.token({ user: graph.user('bart.simpson') })}`,
    });
    expect(me.body.value).toHaveLength(2);
  });

  it('are security groups', async () => {
    const group = { displayName: 'x', mailNickname: 'x', mailEnabled: true, securityEnabled: false };
    expect(await graph.told('POST', '/groups', group)).toBe('400 Request_BadRequest');
    const unified = { ...group, mailEnabled: false, securityEnabled: true, groupTypes: ['Unified'] };
    expect(await graph.told('POST', '/groups', unified)).toBe('400 Request_BadRequest');
  });
});

it('knows objects by id, and the tenant', async () => {
  const [bart, group] = [graph.user('bart.simpson'), graph.group('System Operators')];
  const got = await graph.get(`/directoryObjects/${group.id}`);
  expect(got.body).toMatchObject({ '@odata.type': '#microsoft.graph.group', displayName: group.displayName });
  const byIds = await graph.ask('POST', '/directoryObjects/getByIds', {
    ids: [bart.id, group.id],
    types: ['user'],
  });
  expect(byIds.body.value).toMatchObject([{ id: bart.id }]);
  expect(await graph.told('POST', '/directoryObjects/getByIds', { ids: 'x' })).toBe('400 Request_BadRequest');
  expect(await graph.list('/organization')).toMatchObject([{ id: graph.tenant.id }]);
});

describe('guests', () => {
  const invite = (invitedUserEmailAddress: unknown, more: Readonly<Record<string, unknown>> = {}) =>
    graph.ask('POST', '/invitations', {
      invitedUserEmailAddress,
      inviteRedirectUrl: 'https://myapps.microsoft.com',
      ...more,
    });

  it('are invited and wait for acceptance', async () => {
    const { status, body } = await invite('carl.carlson@partner.example', { invitedUserDisplayName: 'Carl' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'PendingAcceptance',
      inviteRedeemUrl: expect.stringContaining('https://login.microsoftonline.com/'),
    });
    const guest = graph.tenant.users.get((body.invitedUser as { id: string }).id);
    expect(guest).toMatchObject({
      userType: 'Guest',
      userPrincipalName: `carl.carlson_partner.example#EXT#@${graph.tenant.initialDomain}`,
      externalUserState: 'PendingAcceptance',
    });
    const again = await invite('Carl.Carlson@partner.example');
    expect(again.body.invitedUser).toEqual(body.invitedUser);
  });

  it('have an account at home where there is one', async () => {
    const { body } = await invite('lenny.leonard@partner.example');
    expect(body.status).toBe('Completed');
    const guest = graph.tenant.users.get((body.invitedUser as { id: string }).id);
    expect(guest?.home?.tenantId).toBe(graph.otherTenant.id);
  });

  it.each(['x', 'bart.simpson@jogcloud.com', 7, '', 'a@b@c.example', '<x>@partner.example'])(
    '%j is refused',
    async (address) => {
      expect((await invite(address)).status).toBe(400);
    },
  );

  it('do not come where their tenant is blocked', async () => {
    const path = `/policies/crossTenantAccessPolicy/partners/${graph.otherTenant.id}`;
    const access = (accessType: string) => ({
      b2bCollaborationInbound: {
        usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
      },
    });
    expect(await graph.told('PATCH', path, access('blocked'))).toBe('204');
    expect((await invite('new.one@partner.example')).status).toBe(400);
    expect(await graph.told('PATCH', path, access('allowed'))).toBe('204');
    expect((await invite('new.one@partner.example')).status).toBe(201);
    expect(await graph.told('PATCH', path, access('maybe'))).toBe('400 Request_BadRequest');
  });
});
