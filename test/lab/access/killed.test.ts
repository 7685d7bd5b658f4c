import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../../build/bootstrap/paths.mjs';
import type { Lab } from '../../../electron/lab/lab.ts';
import type { LoggedRequest } from '../../../electron/lab/platform/request-log.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { accessApplySchema } from '../../../shared/contract/access.ts';
import { scratchFolder } from '../../cli/scratch-folder.ts';
import { SeededRandom } from '../../flows/access/seeded-random.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab, indexOf, planOn } from './access-lab.ts';
import { assignmentsIn, createsIn, repeatedCreates, spreadAssignments } from './assignments.ts';

const program = join(projectRoot, 'out', 'cli', 'index.js');
const isBuilt = existsSync(program);
const KILLS = 20;
const CHANGES = 90;
const folder = scratchFolder();
const journal = join(folder.path, 'killed.journal');
let lab: Lab;
let ready = '';

beforeAll(async () => {
  lab = await runningLab({
    scale: { users: 10, groups: 17, accounts: 37, permissionSets: 0, assignments: 0 },
    settle: 400,
    faults: [
      // Holds requests that were sent long enough for their senders to die before the answer.
      { kind: 'latency', probability: 0.6, amount: 40, operation: 'CreateAccountAssignment' },
      { kind: 'throttle', probability: 0.03 },
      { kind: 'error', probability: 0.02 },
      { kind: 'reset', probability: 0.02 },
    ],
  });
  folder.put('ca.pem', lab.ground.tls.caPem);
  ready = folder.put('ready.json', JSON.stringify(readyDocument(lab, 'ca.pem')));
});
afterAll(() => lab.stop());

function fedbench(...args: readonly string[]): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(
    process.execPath,
    [program, 'access', ...args, '--workspace', 'lab', '--json', '--rate', '300'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH, HOME, FEDBENCH_LAB: ready, FEDBENCH_DATA: folder.path },
    },
  );
}

/**
 * Ends a process when so many requests of it came in since it has a journal, and a moment later.
 *
 * @param killing is told which requests have no answer at that moment
 */
function killAfter(
  child: ChildProcess,
  requests: number,
  milliseconds: number,
  killing: (unanswered: readonly LoggedRequest[]) => void,
): NodeJS.Timeout {
  let done = false;
  let from: number | undefined;
  return setInterval(() => {
    const latest = lab.ground.log.list(0, 1).at(-1)?.id ?? 0;
    if (from === undefined && existsSync(journal)) from = latest;
    if (done || from === undefined || latest < from + requests) return;
    done = true;
    setTimeout(() => {
      killing(
        lab.ground.log.list(latest - 30).filter(({ status, fault }) => status === 0 && fault === undefined),
      );
      child.kill('SIGKILL');
    }, milliseconds);
  }, 1);
}

it.skipIf(!isBuilt)(
  `killed ${KILLS} times at random moments and resumed, creates everything once and ends as planned (needs out/cli)`,
  async () => {
    const seed = Date.now() % 100_000;
    console.info(`seed ${seed}`);
    const random = new SeededRandom(seed);
    const before = assignmentsIn(lab);
    const desired = `${spreadAssignments(lab, CHANGES, seed)}permissionSets:\n  Killed: {managedPolicies: [arn:aws:iam::aws:policy/Billing]}\n`;
    const file = folder.put('desired.yaml', desired);
    let kills = 0;
    let inFlight = 0;
    let printed = '';
    for (let exit: number | undefined; exit === undefined; ) {
      const child = existsSync(journal)
        ? fedbench('resume', journal)
        : fedbench('apply', file, '--yes', '--journal', journal);
      printed = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
      let unanswered: readonly LoggedRequest[] = [];
      const timer =
        kills < KILLS
          ? killAfter(child, 1 + random.below(14), random.below(3) * random.below(30), (requests) => {
              unanswered = requests;
            })
          : undefined;
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      clearInterval(timer);
      if (signal !== 'SIGKILL') exit = code ?? -1;
      else {
        kills++;
        inFlight += unanswered.filter(({ operation }) => operation === 'CreateAccountAssignment').length;
      }
    }
    expect(accessApplySchema.parse(JSON.parse(printed))).toMatchObject({ failed: [], remaining: 0 });
    expect(kills).toBe(KILLS);
    expect(inFlight, 'writes without an answer when their sender died').toBeGreaterThan(0);

    lab.ground.faults.set([]);
    const asked = lab.ground.log.list();
    expect(repeatedCreates(asked, before)).toEqual([]);
    expect(createsIn(asked)).toHaveLength(CHANGES);
    expect(assignmentsIn(lab).size).toBe(before.size + CHANGES);
    const index = await indexOf(accessLab(lab));
    expect(planOn(index, desired).changes).toEqual([]);
    expect([...index.setsByName.keys()].filter((name) => name === 'Killed')).toHaveLength(1);
  },
  240_000,
);
