import { describe, expect, it } from 'vitest';
import { type CallerProbe, judgeCaller } from '../../../shared/core/connections/aws-caller.ts';
import { expiriesOf } from '../../../shared/core/connections/expiry.ts';
import { ALL_GRAPH_SCOPES, judgeGraphAccess } from '../../../shared/core/connections/needs.ts';
import { adminConsentLink, planRegistration } from '../../../shared/core/connections/registration.ts';
import { DEFAULT_NETWORK } from '../../../shared/core/connections/workspace.ts';

const access = (granted: readonly string[]) =>
  Object.fromEntries(judgeGraphAccess(granted).map((need) => [need.capability, need.access]));

describe('what a token is good for', () => {
  it('tells writing, reading and nothing apart', () => {
    expect(access([])).toEqual({ directory: 'none', trust: 'none', provisioning: 'none', scenarios: 'none' });
    expect(access(ALL_GRAPH_SCOPES)).toEqual({
      directory: 'read',
      trust: 'write',
      provisioning: 'write',
      scenarios: 'write',
    });
    expect(access(['Application.Read.All', 'Policy.Read.All']).trust).toBe('read');
  });

  it('counts a wider permission for a narrower one', () => {
    expect(access(['Directory.Read.All']).directory).toBe('read');
    const trust = judgeGraphAccess(['Directory.ReadWrite.All']).find(
      ({ capability }) => capability === 'trust',
    );
    expect(trust?.missing).toContain('Policy.Read.All');
    expect(trust?.missing).not.toContain('Application.Read.All');
  });
});

describe('what an AWS caller may do', () => {
  const probe: CallerProbe = {
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/me',
    accountId: '111122223333',
    managementAccountId: '111122223333',
    delegatedAdministrators: ['444455556666'],
    instanceArn: 'arn:aws:sso:::instance/ssoins-1',
    calls: [
      { service: 'sso-admin', operation: 'ListInstances', outcome: 'allowed' },
      { service: 'sso-admin', operation: 'ListPermissionSets', outcome: 'allowed' },
      {
        service: 'sso-admin',
        operation: 'DeletePermissionSet',
        outcome: 'absent',
        code: 'ResourceNotFoundException',
      },
    ],
  };
  const denied = (operation: string): CallerProbe => ({
    ...probe,
    calls: probe.calls.map((call) => (call.operation === operation ? { ...call, outcome: 'denied' } : call)),
  });

  it('may change what it can delete nothing of', () => {
    expect(judgeCaller(probe)).toMatchObject({ access: 'write', place: 'management account' });
  });
  it('may read where the deletion is denied', () => {
    expect(judgeCaller(denied('DeletePermissionSet'))).toMatchObject({ access: 'read' });
  });
  it('may do nothing where the list is denied', () => {
    expect(judgeCaller(denied('ListPermissionSets'))).toMatchObject({ access: 'none' });
  });
  it('is told of the limits of a delegated administrator, and of a member account without an instance', () => {
    expect(judgeCaller({ ...probe, accountId: '444455556666' }).explanation).toContain(
      'except those provisioned',
    );
    const { instanceArn: _, ...member } = { ...probe, accountId: '777788889999' };
    expect(judgeCaller(member)).toMatchObject({ access: 'none', place: 'member account' });
  });
});

describe('what ends some day', () => {
  it('is listed soonest first, with a warning a month before', () => {
    const now = Date.parse('2026-11-25T00:00:00Z');
    const entra = { tenant: 't', clientId: 'c' };
    const found = expiriesOf(
      [
        {
          id: 'w',
          name: 'W',
          writable: true,
          scim: { baseAddress: 'https://x', tokenExpires: '2027-11-01T00:00:00Z' },
          openai: [],
          network: DEFAULT_NETWORK,
          identities: [
            {
              id: '1',
              name: 'old',
              kind: 'entra-client-secret',
              ...entra,
              secretExpires: '2026-11-24T00:00:00Z',
            },
            { id: '2', name: 'cert', kind: 'entra-certificate', ...entra, certificatePem: 'pem' },
            { id: '3', name: 'unknown', kind: 'entra-client-secret', ...entra },
          ],
        },
      ],
      () => Date.parse('2026-12-10T00:00:00Z'),
      now,
    );
    expect(found.map(({ what, identity, state }) => [what, identity, state])).toEqual([
      ['client secret', 'old', 'expired'],
      ['certificate', 'cert', 'soon'],
      ['SCIM token', undefined, 'good'],
    ]);
  });
});

describe('a registration', () => {
  it('is a public client with delegated permissions only', () => {
    const plan = planRegistration(['trust'], new Map([['Policy.Read.All', 'id-1']]));
    expect(plan.application).toMatchObject({
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ['http://localhost'] },
      requiredResourceAccess: [{ resourceAccess: [{ id: 'id-1', type: 'Scope' }] }],
    });
    expect(JSON.stringify(plan.application)).not.toContain('"Role"');
    expect(adminConsentLink('https://login.microsoftonline.com', 'contoso.com', 'abc')).toBe(
      'https://login.microsoftonline.com/contoso.com/adminconsent?client_id=abc&redirect_uri=http%3A%2F%2Flocalhost',
    );
  });
});
