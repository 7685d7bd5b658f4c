import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { systemClock } from '../../electron/compose/system-clock.ts';
import { accessApplySchema } from '../../shared/contract/access.ts';
import { AwsServer } from '../adapters/aws-identity-center/aws-server.ts';
import { SMALL } from '../core/access/small-organization.ts';
import { MemoryIdentityCenter } from '../flows/access/memory-identity-center.ts';
import { SeededRandom } from '../flows/access/seeded-random.ts';
import { memoryAws } from './memory-aws.ts';
import { scratchFolder } from './scratch-folder.ts';

const program = join(projectRoot, 'out', 'cli', 'index.js');
const isBuilt = existsSync(program);
const folder = scratchFolder();
const KILLS = 6;
let server: AwsServer;

beforeAll(async () => {
  server = await AwsServer.start();
});
afterAll(() => server.stop());

function fedbench(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, 'access', ...args, '--json', '--rate', '300'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  });
}

it.skipIf(!isBuilt)(
  'an apply that is killed again and again ends exactly as planned (needs out/cli)',
  async () => {
    const seed = Date.now() % 100_000;
    console.info(`seed ${seed}`);
    const random = new SeededRandom(seed);
    const center = new MemoryIdentityCenter(systemClock, SMALL, {
      latency: 5,
      settle: 150,
      throttle: 0.03,
      error: 0.03,
      reset: 0.03,
      seed,
    });
    server.answer = memoryAws(center.port);
    const desired = folder.put(
      'desired.yaml',
      'version: 1\npermissionSets: {Ops: {managedPolicies: [arn:aws:iam::aws:policy/Billing]}}\nassignments:\n' +
        '  - {permissionSets: [Ops, Reader], groups: [Admins, Developers, Nobody], users: [bob@example.com, cy@example.com], accounts: ["*"]}\n',
    );
    const journal = join(folder.path, 'killed.journal');
    let kills = 0;
    let printed = '';
    for (let last: number | null = null; last === null; ) {
      const child = existsSync(journal)
        ? fedbench('resume', journal)
        : fedbench('apply', desired, '--yes', '--journal', journal);
      printed = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      const begun = existsSync(journal) ? 0 : 400;
      const timer =
        kills < KILLS ? setTimeout(() => child.kill('SIGKILL'), begun + 250 + random.below(500)) : undefined;
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      clearTimeout(timer);
      if (signal === 'SIGKILL') kills++;
      else last = code;
    }
    expect(accessApplySchema.parse(JSON.parse(printed))).toMatchObject({ failed: [], remaining: 0 });
    expect(center.state.assignments.size).toBe(4 + 30);
    expect(center.violations).toEqual([]);
    expect(kills).toBeGreaterThan(2);
  },
  120_000,
);
