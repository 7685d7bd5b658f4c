import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { scratchFolder } from './scratch-folder.ts';

const built = join(projectRoot, 'out', 'cli');
const isBuilt = existsSync(join(built, 'index.js'));
const token = INSPECTOR_SAMPLES[0]?.input ?? '';
const folder = scratchFolder();
const NOBODY = 65_534;

function fedbench(args: readonly string[], input = '', program = join(built, 'index.js')) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: 'utf8',
    timeout: 20_000,
    ...(program.startsWith(built) ? {} : { uid: NOBODY, gid: NOBODY }),
  });
  return { status, stdout, stderr };
}

describe.skipIf(!isBuilt)('the built command (needs out/cli)', { timeout: 30_000 }, () => {
  it('judges standard input, and prints nothing but the document', () => {
    const run = fedbench(['inspect', '--json'], token);
    expect(run).toMatchObject({ status: 1, stderr: '' });
    expect(inspectDocumentSchema.parse(JSON.parse(run.stdout)).messages).toHaveLength(1);
    expect(run.stdout).not.toContain('\u001b');
  });

  it('tells its version and refuses unknown options', () => {
    expect(fedbench(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const run = fedbench(['inspect', '--nonsense', '--json']);
    expect(run).toMatchObject({ status: 2, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });

  it('says in one sentence that a file is missing, without a stack', () => {
    const run = fedbench(['inspect', join(folder.path, 'missing')]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    expect(run.stderr).toContain('ERR_INPUT_NOT_FOUND');
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  it('ends quietly where its reader has seen enough', async () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const tokens = Array.from({ length: 400 }, (_, sub) => `${part({ alg: 'none' })}.${part({ sub })}.\n`);
    const many = folder.put('many.txt', tokens.join(''));
    const child = spawn(process.execPath, [join(built, 'index.js'), 'inspect', many, '--json']);
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += String(chunk);
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect([status, errors]).toEqual([0, '']);
  });

  it.skipIf(process.platform === 'win32')('is cancelled by an interrupt with 130', async () => {
    const child = spawn(process.execPath, [join(built, 'index.js'), 'inspect', '-', '--json']);
    child.stdin.write(token);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    const ended = new Promise((resolve) => child.on('exit', (status) => resolve(status)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'ERR_CANCELLED' } });
  });

  it.skipIf(process.getuid?.() !== 0)('names a file it may not read (needs root, to become nobody)', () => {
    const copy = join(folder.path, 'cli');
    cpSync(built, copy, { recursive: true });
    chmodSync(folder.path, 0o755);
    const secret = folder.put('secret.txt', token);
    chmodSync(secret, 0o600);
    const run = fedbench(['inspect', secret, '--json'], '', join(copy, 'index.js'));
    expect(run.status).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'ERR_INPUT_PERMISSION' } });
  });
});
