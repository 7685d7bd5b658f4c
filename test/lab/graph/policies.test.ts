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

describe('federated domains', () => {
  const federated = () => {
    for (const domain of graph.tenant.domains.values()) if (domain.federation !== undefined) return domain;
    throw new RangeError('no federated domain');
  };

  it('say how their MFA counts, and sign-ins read it', async () => {
    const domain = federated();
    const path = `/domains/${domain.id}/federationConfiguration`;
    const [listed] = await graph.list(path);
    expect(listed).toMatchObject({ federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp' });
    const set = (federatedIdpMfaBehavior: unknown) =>
      graph.told('PATCH', `${path}/${listed?.id}`, { federatedIdpMfaBehavior });
    expect(await set('rejectMfaByFederatedIdp')).toBe('204');
    expect(federated().federation?.federatedIdpMfaBehavior).toBe('rejectMfaByFederatedIdp');
    expect(await set('sometimes')).toBe('400 Request_BadRequest');
    expect(await set(null)).toBe('204');
    expect(federated().federation).not.toHaveProperty('federatedIdpMfaBehavior');
  });

  it('are federated and managed again', async () => {
    const domain = federated();
    const path = `/domains/${domain.id}/federationConfiguration`;
    const [kept] = await graph.list(path);
    expect(await graph.told('POST', path, kept)).toBe('400 Request_BadRequest');
    expect(await graph.told('DELETE', `${path}/${kept?.id}`)).toBe('204');
    expect((await graph.get(`/domains/${domain.id}`)).body.authenticationType).toBe('Managed');
    const written = Object.fromEntries(
      Object.entries(kept ?? {}).filter(([name, value]) => value !== null && !name.startsWith('@')),
    );
    for (const refused of [
      { ...written, signingCertificate: 'AAAA' },
      { ...written, passiveSignInUri: 'http://sts.example/' },
      { ...written, preferredAuthenticationProtocol: 'saml' },
      { ...written, issuerUri: '' },
    ])
      expect(await graph.told('POST', path, refused)).toBe('400 Request_BadRequest');
    expect(await graph.told('POST', path, written)).toBe('201');
    expect((await graph.get(`/domains/${domain.id}`)).body.authenticationType).toBe('Federated');
    expect(
      await graph.told('POST', `/domains/${graph.tenant.initialDomain}/federationConfiguration`, written),
    ).toBe('400 Request_BadRequest');
  });
});

describe('Conditional Access', () => {
  const path = '/identity/conditionalAccess/policies';
  const policy = (more: Readonly<Record<string, unknown>> = {}) => ({
    displayName: 'MFA for all',
    state: 'enabled',
    conditions: {
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'] },
      clientAppTypes: ['all'],
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    ...more,
  });

  it('policies are made, changed and deleted in the state sign-ins read', async () => {
    const made = await graph.ask('POST', path, policy());
    expect(made.status).toBe(201);
    const id = String(made.body.id);
    expect(graph.tenant.conditionalAccessPolicies.get(id)?.grantControls.builtInControls).toEqual(['mfa']);
    const group = graph.group('System Operators').id;
    const users = { includeUsers: [], includeGroups: [group] };
    expect(await graph.told('PATCH', `${path}/${id}`, { state: 'disabled', conditions: { users } })).toBe(
      '204',
    );
    expect(graph.tenant.conditionalAccessPolicies.get(id)).toMatchObject({
      state: 'disabled',
      conditions: { users: { includeGroups: [group] }, applications: { includeApplications: ['All'] } },
    });
    expect(await graph.told('PATCH', `${path}/${id}`, made.body)).toBe('204');
    expect((await graph.get(`${path}/${id}`)).body).toEqual(made.body);
    expect(await graph.told('DELETE', `${path}/${id}`)).toBe('204');
    expect(graph.tenant.conditionalAccessPolicies.has(id)).toBe(false);
  });

  const conditions = (
    users: unknown,
    applications: unknown,
    more: Readonly<Record<string, unknown>> = {},
  ) => ({
    conditions: { users, applications, ...more },
  });
  const all = { includeApplications: ['All'] };
  const everybody = { includeUsers: ['All'] };
  it.each([
    ['nobody', conditions({ includeUsers: [] }, all)],
    ['no application', conditions(everybody, {})],
    ['an unknown user', conditions({ includeUsers: ['x'] }, all)],
    ['an unknown group', conditions({ includeGroups: ['x'] }, all)],
    ['an unknown application', conditions(everybody, { includeApplications: ['x'] })],
    [
      'a condition the Lab does not obey',
      conditions(everybody, all, { locations: { includeLocations: ['All'] } }),
    ],
    ['roles', conditions({ includeUsers: ['All'], includeRoles: ['x'] }, all)],
    ['users that are no list', conditions({ includeUsers: 'All' }, all)],
    ['no control', { grantControls: { operator: 'OR', builtInControls: [] } }],
    ['an unknown control', { grantControls: { operator: 'OR', builtInControls: ['magic'] } }],
    ['block and more', { grantControls: { operator: 'OR', builtInControls: ['block', 'mfa'] } }],
    ['an unknown state', { state: 'on' }],
    ['session controls', { sessionControls: { signInFrequency: {} } }],
  ])('refuses %s', async (_what, more) => {
    expect((await graph.ask('POST', path, policy(more))).status).toBe(400);
  });
});

describe('cross-tenant access', () => {
  const partners = '/policies/crossTenantAccessPolicy/partners';

  it('trusts the MFA of a partner or not', async () => {
    const path = `${partners}/${graph.otherTenant.id}`;
    const trust = () => graph.tenant.crossTenantPartners.get(graph.otherTenant.id)?.inboundTrust;
    expect(await graph.told('PATCH', path, { inboundTrust: { isMfaAccepted: false } })).toBe('204');
    expect(trust()).toMatchObject({ isMfaAccepted: false, isCompliantDeviceAccepted: false });
    expect(await graph.told('PATCH', path, { inboundTrust: { isMfaAccepted: 'yes' } })).toBe(
      '400 Request_BadRequest',
    );
    expect(await graph.told('PATCH', path, { inboundTrust: { __proto__x: true } })).toBe(
      '400 Request_BadRequest',
    );
  });

  it('has partners', async () => {
    const tenantId = crypto.randomUUID();
    const partner = { tenantId, inboundTrust: { isMfaAccepted: true } };
    expect(await graph.told('POST', partners, partner)).toBe('201');
    expect(await graph.told('POST', partners, partner)).toBe('409 Request_MultipleObjectsWithSameKeyValue');
    expect((await graph.get(`${partners}/${tenantId}`)).body).toMatchObject(partner);
    expect(await graph.told('DELETE', `${partners}/${tenantId}`)).toBe('204');
    expect(await graph.told('GET', `${partners}/${tenantId}`)).toBe('404 Request_ResourceNotFound');
    expect(await graph.told('POST', partners, { tenantId: graph.tenant.id })).toBe('400 Request_BadRequest');
    expect((await graph.get('/policies/crossTenantAccessPolicy/default')).body.isServiceDefault).toBe(true);
  });
});

it('shows the sign-ins of the tenant, newest first', async () => {
  const { log } = lab.state.entraSignIn;
  const entry = (id: string, resourceTenantId: string) => ({
    id,
    resourceTenantId,
    status: { errorCode: 0 },
  });
  log.push(
    entry('one', graph.tenant.id),
    entry('foreign', graph.otherTenant.id),
    entry('two', graph.tenant.id),
  );
  expect((await graph.list('/auditLogs/signIns')).map(({ id }) => id)).toEqual(['two', 'one']);
  expect(await graph.list('/auditLogs/signIns?$filter=status/errorCode eq 0&$top=1')).toHaveLength(1);
  expect((await graph.get('/auditLogs/signIns/one')).status).toBe(200);
  expect((await graph.get('/auditLogs/signIns/foreign')).status).toBe(404);
});
