import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromIni } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SdkCredentials } from '../../../electron/adapters/aws-credentials/sdk-credentials.ts';
import { SsoCache } from '../../../electron/adapters/aws-credentials/sso-cache.ts';
import { awsRequestHandler } from '../../../electron/adapters/http/aws-request-handler.ts';
import { nodeNetwork } from '../../../electron/adapters/http/node-network.ts';
import { NO_PROMPTS, openSecrets } from '../../lab/connections/lab-connection.ts';
import { derivingServer } from './deriving-server.ts';
import { BROKEN, CREDENTIALS, configOf, GOOD } from './profile-corpus.ts';

const signal = new AbortController().signal;
let server: Awaited<ReturnType<typeof derivingServer>>;
let home: string;
let config: string;

/** The same files, variables and servers for both. */
beforeAll(async () => {
  server = await derivingServer();
  home = mkdtempSync(join(tmpdir(), 'fedbench-profiles-'));
  mkdirSync(join(home, '.aws'));
  config = configOf(home);
  const keys = { Version: 1, AccessKeyId: 'AKIAPROCESS000000000', SecretAccessKey: 'process' };
  writeFileSync(join(home, 'process.json'), JSON.stringify(keys));
  const expiring = { ...keys, SessionToken: 'token', Expiration: '2099-01-01T00:00:00Z' };
  writeFileSync(join(home, 'expiring.json'), JSON.stringify(expiring));
  writeFileSync(join(home, 'expired.json'), JSON.stringify({ ...keys, Expiration: '2020-01-01T00:00:00Z' }));
  writeFileSync(join(home, 'token'), 'a-web-identity-token');
  const cache = new SsoCache(home);
  const expiresAt = Date.now() + 8 * 3_600_000;
  for (const [key, accessToken] of [
    ['corp', 'token-of-corp'],
    ['https://old.awsapps.com/start', 'token-of-old'],
  ] as const)
    await cache.write(key, { startUrl: 'x', region: 'us-east-1', accessToken, expiresAt });
  const variables = {
    HOME: home,
    USERPROFILE: home,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT00000',
    AWS_SECRET_ACCESS_KEY: 'environment',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/container`,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url,
    AWS_REGION: 'us-east-1',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  write(config, CREDENTIALS);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  await server.close();
});

function write(configText: string, credentialsText: string): void {
  writeFileSync(join(home, '.aws', 'config'), configText);
  writeFileSync(join(home, '.aws', 'credentials'), credentialsText);
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
const shown = ({ accessKeyId, secretAccessKey, sessionToken }: Keys) => ({
  accessKeyId,
  secretAccessKey,
  sessionToken,
});

async function ours(profile: string) {
  const credentials = new SdkCredentials({
    requestHandler: awsRequestHandler(nodeNetwork, 5_000),
    secrets: openSecrets(),
    clock: { now: Date.now },
    browser: { open: () => Promise.reject(new Error('nobody was to be asked')) },
    home,
    environment: process.env,
  });
  const { keys } = await credentials.resolve(
    { id: profile, name: profile, kind: 'aws-profile', profile },
    { interactive: false, endpoint: server.url },
    NO_PROMPTS,
    signal,
  );
  return shown(keys);
}

const theirs = async (profile: string) => shown(await fromIni({ profile, ignoreCache: true })());

describe('a profile resolves as with the AWS SDK', () => {
  it.each(GOOD)('%s', async (profile) => {
    expect(await ours(profile)).toEqual(await theirs(profile));
  });

  it.each(BROKEN)('and is refused as there: %s', async (profile) => {
    await expect(theirs(profile)).rejects.toThrow();
    const failure = await ours(profile).catch((thrown) => thrown);
    expect(failure.code, String(failure)).toMatch(
      /^ERR_(AWS_PROFILE|AWS_CREDENTIALS|SIGN_IN_NEEDED|INPUT_NOT_FOUND)$/,
    );
    expect(failure.message).not.toMatch(/^The AWS configuration does not give/);
  });

  it('also out of files with CRLF and a byte order mark', async () => {
    const expected = await ours('everything');
    write(`\uFEFF${config.replaceAll('\n', '\r\n')}`, CREDENTIALS.replaceAll('\n', '\r\n'));
    expect(await ours('everything')).toEqual(expected);
    expect(await theirs('everything')).toEqual(expected);
  });

  it('also where there is no file at all', async () => {
    rmSync(join(home, '.aws', 'config'));
    rmSync(join(home, '.aws', 'credentials'));
    await expect(theirs('static')).rejects.toThrow();
    await expect(ours('static')).rejects.toMatchObject({ code: 'ERR_AWS_PROFILE' });
  });
});

describe('where the SDK for JavaScript passes over what other tools stop at', () => {
  it.each([
    ['a bracket that is not closed', '[profile x\naws_access_key_id = AKIAX\n', 1],
    ['a line that is nothing', '[profile x]\nregion = us-east-1\nhello\n', 3],
  ])('%s is told with its line', async (_name, text, line) => {
    write(text, CREDENTIALS);
    await expect(ours('static')).rejects.toMatchObject({ code: 'ERR_AWS_PROFILE', details: { line } });
  });

  it('a profile that contradicts its sso-session is refused, as with the AWS CLI', async () => {
    write(config, CREDENTIALS);
    await expect(ours('portal-other-url')).rejects.toThrow(/differs from that of \[sso-session corp\]/);
  });

  it('a name with blanks in quotes is one, as with the AWS CLI', async () => {
    write('[profile "two words"]\naws_access_key_id = AKIATWO\naws_secret_access_key = two\n', '');
    expect(await ours('two words')).toMatchObject({ accessKeyId: 'AKIATWO' });
  });
});
