import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { testKey } from '../generators/keys.ts';
import { documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const sample = INSPECTOR_SAMPLES[0];
const token = sample?.input ?? '';
const keys = sample?.options.trust[0]?.text ?? '';
const at = ['--at', '2026-11-20T09:30:00Z'];
const part = (text: string): string => Buffer.from(text).toString('base64url');
const [header = '', payload = '', signature = ''] = token.split('.');
const isRoot = process.getuid?.() === 0;

/** Each is one coded error and exit 2: an input no verdict can be given on. */
const REFUSED: Readonly<Record<string, readonly [content: () => string | Uint8Array, code: string]>> = {
  'an empty input': [() => '', 'ERR_INPUT_EMPTY'],
  'white space': [() => ' \r\n\t\n', 'ERR_INPUT_EMPTY'],
  'a picture': [
    () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    'ERR_INPUT_BINARY',
  ],
  'random bytes': [
    () => Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + 131) % 256),
    'ERR_INPUT_',
  ],
  '50 MB': [() => Buffer.alloc(50 * 1024 * 1024, 'a'), 'ERR_INPUT_TOO_LARGE'],
  prose: [() => 'Dear colleague, the sign-in fails since Monday.', 'ERR_INPUT_UNRECOGNISED'],
  'an HTML page': [
    () => '<!doctype html><html><body>502 Bad Gateway</body></html>',
    'ERR_INPUT_UNRECOGNISED',
  ],
  'a JSON document': [() => '{"error":"invalid_grant"}', 'ERR_INPUT_UNRECOGNISED'],
  'a certificate': [() => testKey('idp-rsa').certificatePem, 'ERR_INPUT_IS_KEY'],
  'a private key': [() => testKey('idp-rsa').privatePem, 'ERR_INPUT_IS_KEY'],
  'a JWK Set': [() => keys, 'ERR_INPUT_IS_KEY'],
  '10,000 nested arrays': [() => '['.repeat(10_000) + ']'.repeat(10_000), 'ERR_INPUT_UNRECOGNISED'],
  'a token in the wrong alphabet': [() => token.replaceAll('e', '\u0435'), 'ERR_INPUT_UNRECOGNISED'],
  'a token cut in its payload': [() => token.slice(0, header.length + 40), 'ERR_INPUT_TRUNCATED'],
  'UTF-8 cut inside a character': [
    () => Uint8Array.from([0x65, 0x79, 0x4a, 0xe2, 0x82]),
    'ERR_INPUT_ENCODING',
  ],
};

describe('an input that is no message', () => {
  it.each(Object.entries(REFUSED))(
    '%s is one coded error, with and without --json',
    async (_name, [content, code]) => {
      const stdin = content();
      const run = await runCli(['inspect', '-', '--json'], { stdin });
      const { error } = documentOf(run) as { error: unknown };
      expect(wireErrorSchema.parse(error).code).toContain(code);
      expect(run).toMatchObject({ exit: 2, err: '' });
      const text = await runCli(['inspect', '-'], { stdin });
      expect(text).toMatchObject({ exit: 2, out: '' });
      expect(text.err).toMatch(/^fedbench: \S.*\(ERR_\w+\)\n\S.*\n$/);
    },
  );
});

/** Damaged messages still get a verdict, whose first failure names the damage. */
const INVALID: Readonly<Record<string, readonly [message: () => string, failed: RegExp]>> = {
  'a truncated token': [() => token.slice(0, -20), /^signature\./],
  'a token with a letter of the wrong alphabet': [
    () => `${header}.${payload}.${signature.slice(0, -3)}+/=`,
    /^token\./,
  ],
  'duplicate members': [
    () => `${header}.${part('{"sub":"a","sub":"b"}')}.${signature}`,
    /duplicate|json|token\./,
  ],
  'a header with duplicate members': [
    () => `${part('{"alg":"RS256","alg":"none"}')}.${payload}.${signature}`,
    /./,
  ],
  '10,000 nested arrays in a payload': [
    () => `${header}.${part(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)}.${signature}`,
    /./,
  ],
};

describe('a damaged token', () => {
  it.each(Object.entries(INVALID))(
    '%s is invalid, by a check that says why',
    async (_name, [message, failed]) => {
      const jwks = folder.put('keys.json', keys);
      const run = await runCli(['inspect', '-', '--json', '--jwks', jwks, ...at], { stdin: message() });
      const { messages } = inspectDocumentSchema.parse(documentOf(run));
      const failures = messages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'fail'));
      expect(run.exit).toBe(1);
      expect(failures.map(({ id }) => id)).toContainEqual(expect.stringMatching(failed));
      for (const { fix, spec } of failures)
        expect([fix, spec]).toEqual([expect.any(String), expect.any(String)]);
    },
  );

  it('names the key that a JWK Set lacks', async () => {
    const other = folder.put('other.json', keys.replace('5E8a25-bGTAMvHDGlOredX_14K8', 'another-key'));
    const run = await runCli(['inspect', '-', '--json', '--jwks', other, ...at], { stdin: token });
    const [message] = inspectDocumentSchema.parse(documentOf(run)).messages;
    expect(message?.verdict).toBe('invalid');
    const check = message?.checks.find(
      ({ id, status }) => status === 'fail' && /^(key|signature)\./.test(id),
    );
    expect(`${check?.message} ${check?.expected} ${check?.actual}`).toContain('another-key');
  });
});

describe('a file that cannot be read', () => {
  const refused = async (args: readonly string[], code: string): Promise<void> => {
    const run = await runCli([...args, '--json']);
    expect(run.exit).toBe(2);
    expect(documentOf(run)).toMatchObject({ error: { code } });
    expect((await runCli(args)).err).toContain(`(${code})`);
  };

  it('is named', async () => {
    await refused(['inspect', join(folder.path, 'missing')], 'ERR_INPUT_NOT_FOUND');
    await refused(['inspect', folder.path], 'ERR_INPUT_DIRECTORY');
    await refused(['diff', folder.path, folder.path], 'ERR_INPUT_DIRECTORY');
    const message = folder.put('message.txt', token);
    await refused(['inspect', join(message, 'below')], 'ERR_INPUT_NOT_FOUND');
    for (const flag of ['--cert', '--jwks', '--key', '--metadata', '--decrypt-key', '--payload']) {
      await refused(['inspect', message, flag, join(folder.path, 'missing')], 'ERR_INPUT_NOT_FOUND');
      await refused(['inspect', message, flag, folder.path], 'ERR_INPUT_DIRECTORY');
    }
  });

  it('is named where a key file holds no key', async () => {
    const message = folder.put('message.txt', token);
    for (const [flag, content] of [
      ['--cert', 'no certificate'],
      ['--jwks', '{"keys":'],
      ['--key', ''],
      ['--metadata', '<html/>'],
    ] as const) {
      await refused(['inspect', message, flag, folder.put('bad-key', content)], 'ERR_KEY_UNREADABLE');
    }
  });

  it.skipIf(isRoot)('is named where the permission is missing (root may read everything)', async () => {
    const secret = folder.put('secret.txt', token);
    chmodSync(secret, 0o000);
    await refused(['inspect', secret], 'ERR_INPUT_PERMISSION');
    const closed = join(folder.path, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o000);
    await refused(['inspect', join(closed, 'token')], 'ERR_INPUT_PERMISSION');
  });
});

describe('a wrong call', () => {
  it.each([
    [['inspect', '--nonsense']],
    [['inspect', 'a', 'b']],
    [['inspect', '--at', 'yesterday', '-']],
    [['inspect', '--at', '2026-02-31T25:00:00Z', '-']],
    [['inspect', '--at', '2026-02-30', '-']],
    [['inspect', '--clock-skew', '-1', '-']],
    [['inspect', '-', '--expect-user']],
    [['inspect', '-', '--expect-audience', '']],
    [['inspect', '-', '--cert']],
    [['inspect', '--profile', 'okta', '-']],
    [['inspekt']],
    [['diff', 'a']],
    [[]],
  ])('%j is ERR_USAGE with --json', async (args) => {
    const run = await runCli([...args, '--json'], { stdin: token });
    expect(documentOf(run)).toMatchObject({
      error: { code: 'ERR_USAGE', message: expect.stringMatching(/^[A-Z].*[.?!]$/) },
    });
    expect(run).toMatchObject({ exit: 2, err: '' });
  });

  it('suggests the command that was meant', async () => {
    const run = await runCli(['inspekt']);
    expect(run).toMatchObject({ exit: 2, out: '' });
    expect(run.err).toContain('Did you mean inspect?');
  });

  it('waits for nobody where nothing is named and nothing is piped', async () => {
    expect(await runCli(['inspect'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('Nothing was named'),
    });
  });

  it('is 130 where it was cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const run = await runCli(['inspect', '-', '--json'], { stdin: token, signal: controller.signal });
    expect(run.exit).toBe(130);
    expect(documentOf(run)).toMatchObject({ error: { code: 'ERR_CANCELLED' } });
  });

  it('helps and tells its version with 0', async () => {
    expect(await runCli(['--help'])).toMatchObject({ exit: 0, err: '' });
    expect((await runCli(['inspect', '--help'])).out).toContain('--expect-audience');
    expect(await runCli(['--version'])).toEqual({ exit: 0, out: '0.0.0-test\n', err: '' });
  });
});
