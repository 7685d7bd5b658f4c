import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../electron/compose/connection.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { azureCloud } from '../../../shared/core/connections/clouds.ts';
import type { AwsIdentity, EntraIdentity } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { graphRequest } from '../../../shared/flows/connections/register.ts';
import { testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import { runningLab } from '../running-lab.ts';
import { type LabConnection, labConnection, NO_PROMPTS } from './lab-connection.ts';

const signal = new AbortController().signal;
let lab: Lab;
let own: LabConnection;
let workspace: Workspace;
let connection: Connection;

/** A workspace of real names, behind a CONNECT proxy and a private authority: the Lab's, which plays all of them. */
beforeAll(async () => {
  lab = await runningLab();
  own = labConnection(lab);
  const { writable, openai, identities } = own.workspace;
  const { region, identityCenter } = lab.state.aws;
  workspace = {
    id: 'corporate',
    name: 'Corporate',
    writable,
    openai,
    identities,
    entra: { cloud: 'public', tenant: own.workspace.entra?.tenant ?? '' },
    aws: { region },
    scim: { baseAddress: `https://scim.${region}.amazonaws.com/${identityCenter.scim?.tenantId}/scim/v2/` },
    network: {
      proxy: 'explicit',
      proxyUrl: lab.ground.addresses.connectProxy,
      extraCa: [{ name: 'corporate', pem: lab.ground.tls.caPem }],
      timeout: 10,
    },
  };
  connection = await own.connect(workspace);
}, 20_000);
afterAll(async () => {
  connection.close();
  own.dispose();
  await lab.stop();
});

it('signs in, and calls Graph, AWS and SCIM under their real names', async () => {
  const app = workspace.identities.find(({ kind }) => kind === 'entra-client-secret') as EntraIdentity;
  const entra = await testIdentity(connection, workspace, app, false, NO_PROMPTS, signal);
  const graph = await graphRequest(
    connection.network,
    `${azureCloud('public').graph}/v1.0/users?$top=1`,
    'GET',
    entra.token?.accessToken ?? '',
    undefined,
    signal,
  );
  expect(graph.value).toHaveLength(1);
  const key = workspace.identities.find(({ kind }) => kind === 'aws-access-key') as AwsIdentity;
  const aws = await testIdentity(connection, workspace, key, false, NO_PROMPTS, signal);
  expect(aws.report).toMatchObject({ side: 'aws', verdict: { access: 'write' } });
  const scim = await connection.network.request(
    {
      method: 'GET',
      url: `${workspace.scim?.baseAddress}Users`,
      headers: { authorization: `Bearer ${await own.secrets.get('workspace/lab/scim-token')}` },
      timeout: 10_000,
      maxBytes: 1_000_000,
    },
    signal,
  );
  expect(scim.status).toBe(200);
  const hosts = new Set(own.log.list().map(({ url }) => new URL(url).hostname));
  const { region } = lab.state.aws;
  for (const host of [
    'login.microsoftonline.com',
    'graph.microsoft.com',
    `sso.${region}.amazonaws.com`,
    `sts.${region}.amazonaws.com`,
    `identitystore.${region}.amazonaws.com`,
    'organizations.us-east-1.amazonaws.com',
    `scim.${region}.amazonaws.com`,
  ])
    expect([...hosts]).toContain(host);
  expect(own.log.list().every(({ proxy }) => proxy !== undefined)).toBe(true);
});

it('names the proxy where it does not know the host, and the missing authority where TLS is opened', async () => {
  const away = { ...workspace, id: 'away', entra: { cloud: 'china' as const, tenant: 'x' } };
  const app = workspace.identities.find(({ kind }) => kind === 'entra-client-secret') as EntraIdentity;
  const stranger = { ...app, id: 'stranger', tenant: 'contoso.cn' } as EntraIdentity;
  await own.secrets.put('identity/stranger/clientSecret', 'x');
  const refused = await testIdentity(
    await own.connect(away),
    away,
    stranger,
    false,
    NO_PROMPTS,
    signal,
  ).catch((thrown) => thrown);
  expect(refused).toMatchObject({ code: 'ERR_NETWORK_PROXY', details: { status: 403 } });
  const untrusting = { ...workspace, id: 'other', network: { ...workspace.network, extraCa: [] } };
  const failure = await testIdentity(
    await own.connect(untrusting),
    untrusting,
    stranger,
    false,
    NO_PROMPTS,
    signal,
  ).catch((thrown) => thrown);
  expect(failure).toMatchObject({ code: 'ERR_NETWORK_TLS' });
});
