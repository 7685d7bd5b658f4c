import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { AwsCli, installedClis } from './aws-cli.ts';
import { LabProvider } from './lab-provider.ts';
import { acsOf, signIn, someone } from './sign-in.ts';

const clis = installedClis();
const second = clis.find(({ version }) => version.startsWith('2.'));
const [any] = clis;

let lab: Lab;
let provider: LabProvider;
let person: string;
let role: { readonly accountId: string; readonly name: string };
beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
  person = someone(lab);
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  const link = browser.view.links.find(({ label }) => label === 'Access keys');
  const { searchParams } = new URL(link?.href ?? '');
  role = { accountId: searchParams.get('account_id') ?? '', name: searchParams.get('role_name') ?? '' };
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});

function config(): string {
  // The first version would otherwise fetch whatever looks like an address.
  return `[default]
cli_follow_urlparam = false
[sso-session lab]
sso_start_url = ${namesOf(lab.state.aws).portal}
sso_region = ${lab.state.aws.region}
sso_registration_scopes = sso:account:access
[profile lab]
sso_session = lab
sso_account_id = ${role.accountId}
sso_role_name = ${role.name}
region = ${lab.state.aws.region}
`;
}

/** The person at the browser: signs in and allows what the code is for. */
async function allow(userCode: string): Promise<void> {
  const browser = new Browser(lab, { realNames: true });
  await signIn(lab, browser, provider, person, `/start/device?user_code=${userCode}`, {}, true);
  expect((await browser.submit({}, 'Allow')).title).toContain('approved');
}

function expectRole(identity: string): void {
  expect(JSON.parse(identity)).toEqual({
    UserId: expect.stringMatching(new RegExp(`^AROA[A-Z0-9]{17}:${person}$`)),
    Account: role.accountId,
    Arn: expect.stringMatching(
      new RegExp(
        `^arn:aws:sts::${role.accountId}:assumed-role/AWSReservedSSO_${role.name}_[0-9a-f]{16}/${person}$`,
      ),
    ),
  });
}

describe('the AWS CLI through the CONNECT proxy', { timeout: 120_000 }, () => {
  it.skipIf(second === undefined)(
    `signs in with aws sso login ${second === undefined ? '(skipped: no AWS CLI 2 on this machine)' : ''}`,
    async () => {
      if (second === undefined) return;
      const cli = new AwsCli(second, lab);
      try {
        cli.write('config', config());
        const [, minor = 0] = second.version.split('.').map(Number);
        // From 2.22 on it would rather have a code at a port of its own.
        const flow = minor >= 22 ? ['--use-device-code'] : [];
        const login = cli.start('sso', 'login', '--no-browser', '--profile', 'lab', ...flow);
        let said = '';
        const ended = new Promise<number | null>((resolve) => login.on('close', resolve));
        login.stderr.on('data', (chunk) => {
          said += String(chunk);
        });
        const code = await new Promise<string>((resolve, reject) => {
          login.stdout.on('data', (chunk) => {
            said += String(chunk);
            const found = /\b([A-Z]{4}-[A-Z]{4})\b/.exec(said)?.[1];
            if (found !== undefined) resolve(found);
          });
          void ended.then(() => reject(new Error(`aws sso login ended: ${said}`)));
        });
        expect(said).toContain(`${namesOf(lab.state.aws).portal}/#/device`);
        await allow(code);
        expect([await ended, said]).toEqual([0, expect.stringContaining('Successfully logged into')]);
        expectRole(await cli.run('sts', 'get-caller-identity', '--profile', 'lab'));
        await cli.run('sso', 'logout', '--profile', 'lab');
        await expect(cli.run('sts', 'get-caller-identity', '--profile', 'lab')).rejects.toThrow(
          /SSO|sso|Token/,
        );
      } finally {
        cli.close();
      }
    },
  );

  it.skipIf(any === undefined)(
    `signs in step by step, and botocore renews the token ${any === undefined ? '(skipped: no AWS CLI on this machine)' : ''}`,
    async () => {
      if (any === undefined) return;
      const cli = new AwsCli(any, lab);
      try {
        cli.write('config', config());
        const oidc = async (...parameters: readonly string[]): Promise<Record<string, unknown>> =>
          JSON.parse(
            await cli.run('sso-oidc', ...parameters, '--output', 'json', '--no-sign-request'),
          ) as Record<string, unknown>;
        const startUrl = namesOf(lab.state.aws).portal;
        const client = await oidc(
          'register-client',
          '--client-name',
          'step by step',
          '--client-type',
          'public',
          '--scopes',
          'sso:account:access',
        );
        const known = [
          '--client-id',
          String(client.clientId),
          '--client-secret',
          String(client.clientSecret),
        ];
        const device = await oidc('start-device-authorization', ...known, '--start-url', startUrl);
        await allow(String(device.userCode));
        const token = await oidc(
          'create-token',
          ...known,
          '--grant-type',
          'urn:ietf:params:oauth:grant-type:device_code',
          '--device-code',
          String(device.deviceCode),
        );
        // The command line keeps tokens by the SHA-1 of the session's name. This one is about to end, so it is renewed first.
        cli.write(
          `sso/cache/${createHash('sha1').update('lab').digest('hex')}.json`,
          JSON.stringify({
            startUrl,
            region: lab.state.aws.region,
            accessToken: token.accessToken,
            expiresAt: new Date(Date.now() + 30_000).toISOString().replace(/\.\d+/, ''),
            clientId: client.clientId,
            clientSecret: client.clientSecret,
            registrationExpiresAt: new Date(Number(client.clientSecretExpiresAt) * 1000)
              .toISOString()
              .replace(/\.\d+/, ''),
            refreshToken: token.refreshToken,
          }),
        );
        const before = [...lab.state.aws.signIn.refreshTokens.keys()];
        expectRole(await cli.run('sts', 'get-caller-identity', '--profile', 'lab', '--output', 'json'));
        expect([...lab.state.aws.signIn.refreshTokens.keys()]).not.toEqual(before);
      } finally {
        cli.close();
      }
    },
  );

  it.skipIf(any === undefined)(
    `finds refused sign-ins in the event history ${any === undefined ? '(skipped: no AWS CLI on this machine)' : ''}`,
    async () => {
      if (any === undefined) return;
      const cli = new AwsCli(any, lab);
      try {
        const [key] = lab.state.aws.accessKeys.values();
        cli.write(
          'credentials',
          `[lab]\naws_access_key_id = ${key?.id}\naws_secret_access_key = ${key?.secret}\n`,
        );
        await new Browser(lab).post(acsOf(lab), provider.form('nobody@elsewhere.example'));
        const found = await cli.run(
          'cloudtrail',
          'lookup-events',
          '--profile',
          'lab',
          '--output',
          'json',
          '--max-results',
          '1',
          '--lookup-attributes',
          'AttributeKey=EventName,AttributeValue=ExternalIdPDirectoryLogin',
        );
        expect(found).toContain('User is not provisioned');
      } finally {
        cli.close();
      }
    },
  );
});
