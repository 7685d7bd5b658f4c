import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Application, ServicePrincipal } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { GraphClient } from './graph-client.ts';

vi.setConfig({ testTimeout: 20_000 });

let lab: Lab;
let graph: GraphClient;
beforeAll(async () => {
  lab = await runningLab();
  graph = new GraphClient(lab);
});
afterAll(() => lab.stop());

function application(name: string): Application {
  for (const one of graph.tenant.applications.values()) if (one.displayName === name) return one;
  throw new RangeError(`no application ${name}`);
}

function principal(name: string): ServicePrincipal {
  for (const one of graph.tenant.servicePrincipals.values()) if (one.displayName === name) return one;
  throw new RangeError(`no service principal ${name}`);
}

/** Asks Entra for a token as any client does. @returns the token, or AADSTS with its number */
function signIn(parameters: Readonly<Record<string, string>>): Promise<string> {
  const url = `${lab.ground.addresses.loopback('entra')}/${graph.tenant.id}/oauth2/v2.0/token`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, ca: lab.ground.tls.caPem }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        const body = JSON.parse(text) as { access_token?: string; error_codes?: number[] };
        resolve(body.access_token ?? `AADSTS${body.error_codes?.[0]}`);
      });
    });
    asked.on('error', reject);
    asked.end(new URLSearchParams(parameters).toString());
  });
}

const asApp = (secret: string) =>
  signIn({
    grant_type: 'client_credentials',
    client_id: application('Lab Console').appId,
    client_secret: secret,
    scope: 'https://graph.microsoft.com/.default',
  });

const asLisa = (password = 'Saxophone-8') =>
  signIn({
    grant_type: 'password',
    client_id: application('Lab Command Line').appId,
    username: graph.user('lisa.simpson').userPrincipalName,
    password,
    scope: 'https://graph.microsoft.com/User.Read',
  });

const bearing = (token: string) => ({ authorization: `Bearer ${token}` });

describe('tokens of the Lab’s Entra', () => {
  it('of an application have the roles that Graph assigned to it', async () => {
    const console = application('Lab Console');
    const secret = await graph.ask('POST', `/applications/${console.id}/addPassword`, {});
    const text = String(secret.body.secretText);
    const lisa = `/users/${graph.user('lisa.simpson').id}`;
    const before = await asApp(text);
    expect(await graph.told('GET', '/users', undefined, bearing(before))).toBe('200');
    expect(await graph.told('PATCH', lisa, { city: 'x' }, bearing(before))).toBe(
      '403 Authorization_RequestDenied',
    );
    const api = principal('Microsoft Graph');
    const role = api.appRoles.find(({ value }) => value === 'User.ReadWrite.All');
    const own = principal('Lab Console').id;
    const assigned = await graph.told('POST', `/servicePrincipals/${own}/appRoleAssignments`, {
      principalId: own,
      resourceId: api.id,
      appRoleId: role?.id,
    });
    expect(assigned).toBe('201');
    expect(await graph.told('PATCH', lisa, { city: 'x' }, bearing(await asApp(text)))).toBe('204');
    const { keyId } = secret.body;
    await graph.ask('POST', `/applications/${console.id}/removePassword`, { keyId });
    expect(await asApp(text)).toBe('AADSTS7000215');
  });

  it('of a person are for that person', async () => {
    const { body } = await graph.ask('GET', '/me', undefined, bearing(await asLisa()));
    expect(body.userPrincipalName).toBe(graph.user('lisa.simpson').userPrincipalName);
  });
});

describe('sign-ins obey', () => {
  it('Conditional Access, and leave an entry in the log', async () => {
    const path = '/identity/conditionalAccess/policies';
    const { body } = await graph.ask('POST', path, {
      displayName: 'MFA for one',
      state: 'enabled',
      conditions: {
        users: { includeUsers: [graph.user('lisa.simpson').id] },
        applications: { includeApplications: ['All'] },
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    });
    expect(await asLisa()).toMatch(/^AADSTS5007[69]$/);
    const [latest] = await graph.list('/auditLogs/signIns?$top=1');
    expect(latest?.userPrincipalName).toBe(graph.user('lisa.simpson').userPrincipalName);
    await graph.ask('PATCH', `${path}/${body.id}`, { state: 'disabled' });
    expect(await asLisa()).not.toMatch(/^AADSTS/);
  });

  it('assignment', async () => {
    const { id } = principal('Lab Command Line');
    await graph.ask('PATCH', `/servicePrincipals/${id}`, { appRoleAssignmentRequired: true });
    expect(await asLisa()).toBe('AADSTS50105');
    await graph.ask('PATCH', `/servicePrincipals/${id}`, { appRoleAssignmentRequired: false });
    expect(await asLisa()).not.toMatch(/^AADSTS/);
  });

  it('disabled accounts and new passwords', async () => {
    const path = `/users/${graph.user('lisa.simpson').id}`;
    await graph.ask('PATCH', path, { accountEnabled: false });
    expect(await asLisa()).toBe('AADSTS50057');
    await graph.ask('PATCH', path, {
      accountEnabled: true,
      passwordProfile: { password: 'Another-one-1', forceChangePasswordNextSignIn: false },
    });
    expect(await asLisa()).toBe('AADSTS50126');
    expect(await asLisa('Another-one-1')).not.toMatch(/^AADSTS/);
  });
});
