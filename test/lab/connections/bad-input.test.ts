import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/compose/connection.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import type { AwsIdentity, EntraIdentity, Identity } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import type { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { testKey } from '../../generators/keys.ts';
import { appOf, tenantOf } from '../entra/cast.ts';
import { signIn } from '../entra/sign-in-walk.ts';
import { runningLab } from '../running-lab.ts';
import { type LabConnection, labConnection, NO_PROMPTS } from './lab-connection.ts';

const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };
const HOURS = 3_600_000;
const signal = new AbortController().signal;
let lab: Lab;
let own: LabConnection;
let connection: Connection;

beforeAll(async () => {
  lab = await runningLab();
  own = labConnection(lab);
  connection = await own.connect();
}, 20_000);
afterAll(async () => {
  connection.close();
  own.dispose();
  await lab.stop();
});

const refusal = async (
  identity: Identity,
  options: { workspace?: Workspace; interactive?: boolean; prompts?: SignInPrompts } = {},
): Promise<WorkbenchError> => {
  const { workspace = own.workspace, interactive = false, prompts = NO_PROMPTS } = options;
  const way = options.workspace === undefined ? connection : await own.connect(workspace);
  return testIdentity(way, workspace, identity, interactive, prompts, signal).then(
    () => {
      throw new Error('nothing was refused');
    },
    (thrown) => thrown,
  );
};

const kept = (kind: Identity['kind']): Identity => {
  const found = own.workspace.identities.find((identity) => identity.kind === kind);
  if (found === undefined) throw new Error(`the Lab has no ${kind}`);
  return found;
};

describe('a clock that is off by hours', () => {
  afterEach(() => lab.ground.clock.advance(-6 * HOURS));

  it('is named by Entra, where an assertion is signed with the wrong time', async () => {
    const key = testKey('idp-rsa');
    appOf(lab, 'Lab Console').keyCredentials.push({
      keyId: 'clock',
      displayName: 'clock',
      certificatePem: key.certificatePem,
      startDateTime: '2020-01-01T00:00:00Z',
      endDateTime: '2090-01-01T00:00:00Z',
    });
    await own.secrets.put('identity/clock/privateKey', key.privatePem);
    const identity: EntraIdentity = {
      id: 'clock',
      name: 'Clock',
      kind: 'entra-certificate',
      tenant: tenantOf(lab).id,
      clientId: appOf(lab, 'Lab Console').appId,
      certificatePem: key.certificatePem,
    };
    lab.ground.clock.advance(6 * HOURS);
    const failure = await refusal(identity);
    expect(failure).toMatchObject({ code: 'ERR_ENTRA_REFUSED', details: { aadsts: 700024 } });
    expect(`${failure.message} ${failure.hint}`).toMatch(/clock/i);
  });

  it('does not keep AWS from answering: the SDK corrects it by AWS’s own time', async () => {
    lab.ground.clock.advance(6 * HOURS);
    const key = kept('aws-access-key');
    const { report } = await testIdentity(connection, own.workspace, key, false, NO_PROMPTS, signal);
    expect(report).toMatchObject({ side: 'aws', verdict: { access: 'write' } });
  });
});

describe('Entra', () => {
  const me = (): EntraIdentity => ({ ...(kept('entra-browser') as EntraIdentity), id: 'me', name: 'Me' });
  const browser = (person = LISA): SignInPrompts => {
    const one = new Browser(lab, { also: (url) => url.hostname === 'localhost' && url.port !== '' });
    return { ...NO_PROMPTS, openBrowser: async (url) => void signIn(one, url, person) };
  };

  it('blocks by Conditional Access, and says so by its number', async () => {
    await testIdentity(connection, own.workspace, me(), true, browser(), signal);
    const tenant = tenantOf(lab);
    const [policy] = tenant.conditionalAccessPolicies.values();
    if (policy === undefined) throw new Error('the Lab has no policy');
    tenant.conditionalAccessPolicies.set('block', {
      ...policy,
      id: 'block',
      displayName: 'Block everybody',
      conditions: {
        users: { includeUsers: ['All'], excludeUsers: [], includeGroups: [], excludeGroups: [] },
        applications: { includeApplications: ['All'], excludeApplications: [] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    });
    // Its token for Graph is still good; another scope has to be asked for.
    const failure = await connection.signIn
      .token(
        me(),
        { login: own.workspace.entra?.endpoints?.login ?? '' },
        { scopes: ['api://orders/.default'], interactive: false },
        NO_PROMPTS,
        signal,
      )
      .catch((thrown) => thrown);
    tenant.conditionalAccessPolicies.delete('block');
    expect(failure).toMatchObject({ code: 'ERR_ENTRA_REFUSED', details: { aadsts: 53003 } });
    expect(failure.message).toContain('Conditional Access blocks the sign-in');
    expect(failure.hint).toContain('sign-in log');
  });

  it('is in no such tenant, and has no such host', async () => {
    const elsewhere = { ...kept('entra-client-secret'), tenant: 'nowhere.example' } as EntraIdentity;
    expect(await refusal(elsewhere)).toMatchObject({ details: { aadsts: 90002 } });
    const workspace: Workspace = {
      ...own.workspace,
      id: 'away',
      entra: {
        cloud: 'public',
        tenant: 'x',
        endpoints: { login: 'https://login.invalid', graph: 'https://graph.invalid' },
      },
    };
    const failure = await refusal({ ...kept('entra-client-secret'), id: 'lab-app-x' } as Identity, {
      workspace,
    });
    expect(failure.code).toBe('ERR_IDENTITY_SECRET');
    const dead = await refusal(kept('entra-client-secret'), { workspace });
    expect(dead).toMatchObject({ code: 'ERR_NETWORK_UNREACHABLE', details: { host: 'login.invalid' } });
    expect(dead.message).toMatch(/login\.invalid.*DNS/);
  });
});

describe('AWS', () => {
  const profile = (name: string): AwsIdentity => ({ id: name, name, kind: 'aws-profile', profile: name });

  it('has a configuration that is damaged: file, line, reason', async () => {
    own.config('[profile good]\nregion = us-east-1\n[profile broken\nrole_arn = x\n');
    const failure = await refusal(profile('good'));
    expect(failure).toMatchObject({ code: 'ERR_AWS_PROFILE', details: { line: 3 } });
    expect(failure.message).toContain('~/.aws/config line 3');
    own.config(
      '[profile a]\nrole_arn = arn:x\nsource_profile = b\n[profile b]\nrole_arn = arn:y\nsource_profile = a\n',
    );
    expect((await refusal(profile('a'))).message).toContain('a -> b -> a');
  });

  it('asks a proxy for which nobody is known', async () => {
    const { createServer } = await import('node:http');
    const proxy = createServer();
    proxy.on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const { port } = proxy.address() as { port: number };
    const { entra: _, aws, ...rest } = own.workspace;
    const workspace: Workspace = {
      ...rest,
      id: 'corporate',
      aws: { region: aws?.region ?? '' },
      network: { proxy: 'explicit', proxyUrl: `http://127.0.0.1:${port}`, extraCa: [], timeout: 10 },
    };
    const failure = await refusal(kept('aws-access-key'), { workspace });
    proxy.close();
    expect(failure).toMatchObject({ code: 'ERR_NETWORK_PROXY', details: { status: 407 } });
    expect(failure.hint).toContain('under Network');
  });
});
