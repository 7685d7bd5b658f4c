import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { type LabReady, labReadySchema } from '../../shared/contract/lab-ready.ts';
import { type CliRun, documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const published = z.fromJSONSchema(
  JSON.parse(readFileSync(join(projectRoot, 'docs/schema/cli/lab-serve.json'), 'utf8')),
);

interface Running {
  readonly ready: LabReady;
  readonly readyFile: string;
  end(): Promise<CliRun>;
}

let started = 0;

async function serve(...args: readonly string[]): Promise<Running> {
  started += 1;
  const readyFile = join(folder.path, `ready-${started}.json`);
  const controller = new AbortController();
  const ports = ['--https-port', '0', '--http-port', '0'];
  const run = runCli(['lab', 'serve', ...ports, '--ready-file', readyFile, ...args], {
    signal: controller.signal,
  });
  const ended = run.then(({ err }) => {
    if (!controller.signal.aborted) throw new Error(`the Lab ended: ${err}`);
  });
  while (!existsSync(readyFile)) await Promise.race([ended, new Promise((go) => setTimeout(go, 10))]);
  return {
    ready: labReadySchema.parse(JSON.parse(readFileSync(readyFile, 'utf8'))),
    readyFile,
    end: () => {
      controller.abort();
      return run;
    },
  };
}

function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) }, () =>
      resolve(socket.destroy() !== undefined),
    );
    socket.on('error', () => resolve(false));
  });
}

describe('fedbench lab serve', { timeout: 20_000 }, () => {
  it('prints the ready document when every listener accepts, and ends with 0', async () => {
    const { ready, readyFile, end } = await serve();
    expect(await Promise.all(Object.values(ready.endpoints).map(accepts))).not.toContain(false);
    expect(readFileSync(ready.caFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    if (process.platform !== 'win32') expect(statSync(readyFile).mode & 0o777).toBe(0o600);
    expect(ready.apps.some(({ publicClient }) => publicClient)).toBe(true);
    expect(ready.apps.some(({ clientSecret }) => clientSecret !== undefined)).toBe(true);
    expect(ready.people.map(({ userName }) => userName)).toContain('lenny.leonard@partner.example');
    expect(ready.tenants.map(({ domain }) => domain)).toEqual(['jogcloud.com', 'partner.example']);
    const begun = performance.now();
    const run = await end();
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(run.exit).toBe(0);
    expect(run.out.trim().split('\n')).toHaveLength(1);
    expect(documentOf(run)).toEqual(ready);
    expect(published.safeParse(documentOf(run)).error).toBeUndefined();
    expect([existsSync(readyFile), existsSync(ready.caFile)]).toEqual([false, false]);
  });

  it('goes on from --state, and keeps aside what is damaged there', async () => {
    const state = join(folder.path, 'state');
    const first = await serve('--state', state);
    await fetch(`${first.ready.endpoints.control}/clock`, {
      method: 'PUT',
      headers: { 'x-lab-token': first.ready.controlToken },
      body: '{"advance":86400000}',
    });
    const ca = readFileSync(first.ready.caFile, 'utf8');
    await first.end();
    expect(readdirSync(state).sort()).toEqual(['ca.json', 'ca.pem', 'state.json']);

    const second = await serve('--state', state, '--random-seed', '2');
    expect(readFileSync(second.ready.caFile, 'utf8')).toBe(ca);
    expect(second.ready.aws).toEqual(first.ready.aws);
    expect(second.ready.controlToken).not.toBe(first.ready.controlToken);
    const { body } = {
      body: await (
        await fetch(`${second.ready.endpoints.control}/clock`, {
          headers: { 'x-lab-token': second.ready.controlToken },
        })
      ).json(),
    };
    expect((body as { offset: number }).offset).toBeGreaterThan(86_000_000);
    await second.end();

    writeFileSync(
      join(state, 'state.json'),
      '{"version":1,"at":0,"random":0,"state":{"directory":{},"aws":{}}}',
    );
    writeFileSync(join(state, 'ca.json'), 'half a fi');
    const third = await serve('--state', state, '--random-seed', '2');
    expect(third.ready.aws.instanceArn).not.toBe(first.ready.aws.instanceArn);
    const { err } = await third.end();
    expect(err.match(/kept aside/g)).toHaveLength(2);
    expect(readdirSync(state).filter((name) => name.includes('.damaged-'))).toHaveLength(2);
  });

  it('names who has a port that is taken, and a free one, with exit 3', async () => {
    const holder = createServer();
    await new Promise<void>((done) => void holder.listen(0, '127.0.0.1', () => done()));
    const { port } = holder.address() as { port: number };
    const args = ['lab', 'serve', '--https-port', '0', '--http-port', String(port), '--json'];
    const run = await runCli(args);
    holder.close();
    expect(run.exit).toBe(3);
    expect(documentOf(run)).toMatchObject({ error: { code: 'ERR_LAB_PORT_TAKEN', details: { port } } });
    if (process.platform === 'linux') expect(run.out).toContain(`(process ${process.pid}) has it`);
  });

  it('leaves the first Lab alone where a second one finds its ports taken', async () => {
    const first = await serve();
    const port = new URL(first.ready.endpoints.control).port;
    const taken = ['--https-port', '0', '--http-port', port, '--ready-file', first.readyFile];
    const second = await runCli(['lab', 'serve', ...taken, '--json']);
    expect(second.exit).toBe(3);
    expect(documentOf(second)).toMatchObject({ error: { code: 'ERR_LAB_PORT_TAKEN' } });
    expect(labReadySchema.parse(JSON.parse(readFileSync(first.readyFile, 'utf8')))).toEqual(first.ready);
    expect(await accepts(first.ready.endpoints.control)).toBe(true);
    expect((await first.end()).exit).toBe(0);
  });

  it('ends soon and with 0 in the middle of a request', async () => {
    const { ready, readyFile, end } = await serve('--faults', 'latency=30000ms');
    const waiting = fetch(`${ready.endpoints.managedIdentity}/imds/metadata/identity/oauth2/token`, {
      headers: { metadata: 'true' },
    }).then(
      () => 'answered',
      () => 'cut',
    );
    const uploading = connect({ host: '127.0.0.1', port: Number(new URL(ready.endpoints.control).port) });
    uploading.on('error', () => undefined);
    uploading.write('POST /scim/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf');
    await expect.poll(() => uploading.bytesWritten).toBeGreaterThan(0);
    const begun = performance.now();
    const { exit, err } = await end();
    expect([exit, await waiting]).toEqual([0, 'cut']);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(err).not.toMatch(/\bat .*:\d+:\d+/);
    expect(existsSync(readyFile)).toBe(false);
  });

  it('starts from a seed file, scaled', async () => {
    const { JOGCLOUD } = await import('../../electron/lab/seed/jogcloud.ts');
    const { stringify } = await import('yaml');
    const { tenants, aws, ...rest } = JOGCLOUD;
    const seed = folder.put(
      'own.yaml',
      stringify({ ...rest, name: 'own', tenants, aws: { ...aws, region: 'eu-west-1' } }),
    );
    const { ready, end } = await serve('--seed', seed, '--scale', 'users=20,accounts=3,assignments=10');
    expect(ready.aws.region).toBe('eu-west-1');
    expect(ready.aws.accounts).toHaveLength(6);
    expect(ready.people).toHaveLength(24);
    await end();
  });
});

it.each([
  [['--http-port', '70000'], 'port, 0 to 65535'],
  [['--scale', 'users'], '"users" is not of the form name=value'],
  [['--scale', 'people=3'], 'There is no people'],
  [['--scale', 'users=-1'], 'users as a whole number'],
  [['--scale', 'assignments=5000'], 'combinations'],
  [['--faults', 'flood=1'], 'There is no fault flood'],
  [['--faults', 'throttle=2'], 'throttle is a fraction'],
  [['--faults', 'latency=soon'], 'latency in milliseconds'],
  [['--rate-limit', '-3'], 'requests a second, or off'],
  [['--time-scale', '0'], '0.001'],
  [['--settle', ''], 'milliseconds'],
  [['--seed', ''], 'value is missing'],
  [['--state', '--json'], 'value is missing'],
  [['extra'], 'Too many arguments'],
])('refuses %j as bad usage', async (args, sentence) => {
  const run = await runCli(['lab', 'serve', '--https-port', '0', '--http-port', '0', ...args, '--json']);
  expect(run.exit).toBe(2);
  expect(documentOf(run)).toMatchObject({
    error: { code: 'ERR_USAGE', message: expect.stringContaining(sentence) },
  });
});

it('names what is wrong with a seed file, and a seed that is not there', async () => {
  const seed = folder.put('wrong.json', '{"name":"x"}');
  const wrong = await runCli(['lab', 'serve', '--seed', seed, '--json']);
  expect(wrong.exit).toBe(2);
  expect(documentOf(wrong)).toMatchObject({
    error: {
      code: 'ERR_LAB_SEED',
      details: { path: seed, problems: expect.arrayContaining([expect.stringContaining('tenants: ')]) },
    },
  });
  const missing = await runCli(['lab', 'serve', '--seed', join(folder.path, 'missing.json'), '--json']);
  expect(documentOf(missing)).toMatchObject({ error: { code: 'ERR_INPUT_NOT_FOUND' } });
});
