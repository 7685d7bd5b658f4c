import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/compose/connection.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import type { AwsIdentity } from '../../../shared/core/connections/identity.ts';
import { testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { OidcLab } from '../aws-sign-in/oidc-lab.ts';
import { signIn } from '../aws-sign-in/sign-in.ts';
import { type LabConnection, labConnection, NO_PROMPTS } from './lab-connection.ts';

const signal = new AbortController().signal;
const boto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
let oidc: OidcLab;
let own: LabConnection;
let connection: Connection;
let endpoint: string;
let role: { readonly accountId: string; readonly roleName: string };

beforeAll(async () => {
  oidc = await OidcLab.start();
  own = labConnection(oidc.lab);
  connection = await own.connect();
  endpoint = oidc.lab.ground.addresses.loopback('aws');
  role = someRole();
}, 20_000);
afterAll(async () => {
  connection.close();
  own.dispose();
  await oidc.stop();
});

/** A role that the person of the Lab has. */
function someRole() {
  const { identityCenter, identityStore } = oidc.lab.state.aws;
  const user = [...identityStore.users.values()].find(({ userName }) => userName === oidc.person);
  const groups = [...identityStore.memberships.values()]
    .filter(({ userId }) => userId === user?.userId)
    .map(({ groupId }) => groupId);
  for (const [accountId, sets] of identityCenter.assignments) {
    for (const [arn, principals] of sets) {
      if (groups.some((id) => principals.has(`GROUP:${id}`)))
        return { accountId, roleName: identityCenter.permissionSets.get(arn)?.name ?? '' };
    }
  }
  throw new Error('the person has no role');
}

/** A browser in which the person signs in and allows what it is asked for. */
function prompts(): SignInPrompts {
  const browser = new Browser(oidc.lab, { also: (url) => url.hostname === '127.0.0.1' });
  const allow = async (path: string): Promise<void> => {
    await signIn(oidc.lab, browser, oidc.provider, oidc.person, path);
    await browser.submit({}, 'Allow');
  };
  return {
    openBrowser: async (url) => {
      await signIn(oidc.lab, browser, oidc.provider, oidc.person);
      void browser.open(url).then(() => browser.submit({}, 'Allow'));
    },
    showDeviceCode: ({ userCode }) => void allow(`/start/device?user_code=${userCode}`),
  };
}

const resolve = (identity: AwsIdentity, by: SignInPrompts = NO_PROMPTS, interactive = true) =>
  connection.credentials.resolve(identity, { interactive, endpoint }, by, signal);

const sso = (flow: 'pkce' | 'device-code', sessionName: string): AwsIdentity => ({
  id: sessionName,
  name: sessionName,
  kind: 'aws-sso',
  startUrl: oidc.startUrl,
  ssoRegion: oidc.lab.state.aws.region,
  sessionName,
  ...role,
  flow,
});

it('uses an entered access key and says that it may write', async () => {
  const identity = own.workspace.identities.find(({ kind }) => kind === 'aws-access-key') as AwsIdentity;
  const { report } = await testIdentity(connection, own.workspace, identity, false, NO_PROMPTS, signal);
  expect(report).toMatchObject({
    side: 'aws',
    verdict: { access: 'write', place: 'management account' },
    accountId: oidc.lab.state.aws.organization.managementAccountId,
  });
});

describe('the access portal', () => {
  it('signs in by code, writes the cache that other tools read, and then asks nobody', async () => {
    await expect(resolve(sso('device-code', 'corp'), NO_PROMPTS, false)).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_NEEDED',
    });
    const { keys, chain } = await resolve(sso('device-code', 'corp'), prompts());
    expect(keys.sessionToken).toBeDefined();
    expect(chain.join()).toContain(role.roleName);
    await resolve(sso('device-code', 'corp'), NO_PROMPTS, false);
    const folder = join(own.home, '.aws', 'sso', 'cache');
    const [file = ''] = readdirSync(folder);
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({
      startUrl: oidc.startUrl,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  }, 30_000);

  it('signs in in the browser with PKCE', async () => {
    const { keys } = await resolve(sso('pkce', 'browser'), prompts());
    expect(keys.expiresAt).toBeGreaterThan(0);
  }, 20_000);

  // The Lab runs in this process: a process that waits for it must not block it.
  it.skipIf(!boto3)(
    'serves boto3 from its cache (needs boto3)',
    async () => {
      own.config(`[sso-session corp]
sso_start_url = ${oidc.startUrl}
sso_region = ${oidc.lab.state.aws.region}
sso_registration_scopes = sso:account:access
[profile lab]
sso_session = corp
sso_account_id = ${role.accountId}
sso_role_name = ${role.roleName}
region = ${oidc.lab.state.aws.region}
`);
      const script =
        'import boto3; print(boto3.Session(profile_name="lab").client("sts").get_caller_identity()["Arn"])';
      const { PATH } = process.env;
      const child = spawn('python3', ['-c', script], {
        env: { PATH, HOME: own.home, AWS_ENDPOINT_URL: endpoint },
      });
      let out = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        out += chunk;
      });
      await new Promise((done) => child.on('close', done));
      expect(out).toContain(`AWSReservedSSO_${role.roleName}`);
      const profile = await resolve({ id: 'p', name: 'p', kind: 'aws-profile', profile: 'lab' });
      expect(profile.chain.join()).toContain(role.roleName);
    },
    30_000,
  );
});

describe('profiles and the environment', () => {
  it('gives keys of processes, files and variables', async () => {
    const [key] = oidc.lab.state.aws.accessKeys.values();
    const printed = JSON.stringify({ Version: 1, AccessKeyId: key?.id, SecretAccessKey: key?.secret });
    writeFileSync(join(own.home, 'keys.json'), printed);
    own.config(`[profile process]
credential_process = cat ${join(own.home, 'keys.json')}
[profile broken]
credential_process = sh -c 'echo secret-in-output; exit 0'
[default]
aws_access_key_id = ${key?.id}
aws_secret_access_key = ${key?.secret}
`);
    const profile = (name: string): AwsIdentity => ({ id: name, name, kind: 'aws-profile', profile: name });
    expect((await resolve(profile('process'))).keys.accessKeyId).toBe(key?.id);
    expect((await resolve(profile('default'))).keys.secretAccessKey).toBe(key?.secret);
    const failure = await resolve(profile('broken')).catch((thrown) => thrown);
    expect(failure).toMatchObject({ code: 'ERR_AWS_PROFILE' });
    expect(failure.message).not.toContain('secret-in-output');
    own.environment.AWS_ACCESS_KEY_ID = 'AKIAENVIRONMENT0';
    own.environment.AWS_SECRET_ACCESS_KEY = 'x';
    const environment: AwsIdentity = { id: 'e', name: 'e', kind: 'aws-environment' };
    expect((await resolve(environment)).keys.accessKeyId).toBe('AKIAENVIRONMENT0');
  });

  it('says what AWS says of a wrong key', async () => {
    await own.secrets.put('identity/bad/secretAccessKey', 'x');
    const identity: AwsIdentity = {
      id: 'bad',
      name: 'Bad',
      kind: 'aws-access-key',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    };
    const failure = await testIdentity(connection, own.workspace, identity, false, NO_PROMPTS, signal).catch(
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({
      code: 'ERR_AWS_CREDENTIALS',
      hint: expect.stringContaining('Check the key'),
    });
  });
});
