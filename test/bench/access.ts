import { systemClock } from '../../electron/compose/system-clock.ts';
import type { Lab } from '../../electron/lab/lab.ts';
import type { FaultRule } from '../../shared/core/lab/fault-rule.ts';
import { applyPlan } from '../../shared/flows/access/apply/apply-plan.ts';
import { AwsCalls } from '../../shared/flows/access/aws-calls.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { MemoryJournal } from '../flows/access/memory-journal.ts';
import { type AccessLab, accessLab, indexOf, planOn } from '../lab/access/access-lab.ts';
import { assignmentsIn, repeatedCreates, spreadAssignments } from '../lab/access/assignments.ts';
import { runningLab } from '../lab/running-lab.ts';
import { benchFiles } from './access-files.ts';

/** Together with the cast: 500 accounts, 60 permission sets, 3,000 assignments. */
const READ = { users: 1000, groups: 297, accounts: 497, permissionSets: 55, assignments: 2994 };
const APPLY = { ...READ, assignments: 0 };
const RATE = 20;
const SETTLE = 3;
/** Accounts that the naive loop is timed on. */
const NAIVE_ACCOUNTS = 20;
const FAULTS: readonly FaultRule[] = [
  { kind: 'throttle', probability: 0.05 },
  { kind: 'error', probability: 0.02 },
  { kind: 'reset', probability: 0.01 },
];

/**
 * What reading and changing a large organization of the Lab costs, in calls and in the Lab's time at AWS's rate; and the files of an
 * even larger one.
 *
 * @param args one of `read`, `apply`, `real-time`, `files`; without, all of them
 * @returns false where a goal was missed
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const parts: Readonly<Record<string, () => Promise<boolean>>> = {
    read: () => withLab({ scale: READ, rateLimit: RATE }, benchRead),
    apply: () =>
      withLab({ scale: APPLY, rateLimit: RATE, settle: SETTLE * 1000 }, (lab) => {
        console.log('\n3,000 changes in the Lab’s time, with faults');
        return benchApply(lab, 3000);
      }),
    'real-time': () => withLab({ scale: APPLY, rateLimit: RATE, settle: SETTLE * 1000 }, benchRealTime),
    files: benchFiles,
  };
  const [wanted] = args;
  let good = true;
  for (const [name, part] of Object.entries(parts))
    if (wanted === undefined || wanted === name) good = (await part()) && good;
  return good;
}

async function withLab(
  parts: Parameters<typeof runningLab>[0],
  work: (lab: Lab) => Promise<boolean>,
): Promise<boolean> {
  const lab = await runningLab(parts);
  try {
    return await work(lab);
  } finally {
    await lab.stop();
  }
}

async function benchRead(lab: Lab): Promise<boolean> {
  const world = accessLab(lab);
  const began = performance.now();
  const read = await world.read({ firstView: true, details: true });
  const took = (performance.now() - began) / 1000;
  const { snapshot, calls, setFirstCalls, detailCalls, naiveCalls, seconds, firstViewSeconds = 0 } = read;
  const groups = snapshot.groups.length;
  console.log(
    `read of ${snapshot.accounts.length} accounts, ${snapshot.permissionSets.length} sets, ${snapshot.assignments.length} assignments, ${groups} groups at ${RATE} calls a second`,
  );
  const asked = calls['sso-admin'];
  console.log(
    `  ${asked} calls of sso-admin: ${asked - detailCalls} for who has access (${setFirstCalls} are the fewest), ${detailCalls} for details of sets`,
  );
  console.log(
    `  ${calls.identitystore} of identitystore and ${calls.organizations} of organizations, beside them`,
  );
  console.log(
    `  first view after ${firstViewSeconds.toFixed(1)} s (goal ${(groups / RATE + 2).toFixed(1)} s), all after ${seconds.toFixed(1)} s (goal ${((1.1 * asked) / RATE).toFixed(1)} s); ${took.toFixed(1)} s on this machine`,
  );
  const naive = await benchNaive(world, NAIVE_ACCOUNTS);
  const whole = (naive.seconds / naive.calls) * naiveCalls;
  console.log(
    `  naive: ${naiveCalls} calls, ${whole.toFixed(0)} s by ${naive.calls} of them in ${naive.seconds.toFixed(1)} s; ${(naiveCalls / setFirstCalls).toFixed(1)} times the calls, ${(whole / seconds).toFixed(1)} times as long, without any details`,
  );
  return (
    snapshot.unknown.length === 0 &&
    asked - detailCalls <= setFirstCalls &&
    firstViewSeconds <= groups / RATE + 2 &&
    seconds <= (1.1 * asked) / RATE
  );
}

/** What other tools do: ask for every account with every set, as fast as AWS answers. */
async function benchNaive(world: AccessLab, accounts: number): Promise<{ calls: number; seconds: number }> {
  const { ports, signal, clock } = world;
  const { ssoAdmin, organizations } = ports.identityCenter;
  const calls = world.calls();
  const began = clock.now();
  const [instance] = (await calls.read('sso-admin', () => ssoAdmin.listInstances({}, signal), signal)).items;
  const instanceArn = instance?.arn ?? '';
  const sets = await calls.read(
    'sso-admin',
    () => ssoAdmin.listPermissionSets({ instanceArn }, signal),
    signal,
  );
  const some = await organizations.listAccounts({}, signal);
  const pairs = some.items
    .slice(0, accounts)
    .flatMap(({ id }) => sets.items.map((permissionSetArn) => ({ accountId: id, permissionSetArn })));
  const lanes = Array.from({ length: 8 }, async () => {
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
      const input = { instanceArn, ...pair };
      await calls.read('sso-admin', () => ssoAdmin.listAccountAssignments(input, signal), signal);
    }
  });
  await Promise.all(lanes);
  return { calls: calls.counts['sso-admin'], seconds: (clock.now() - began) / 1000 };
}

async function benchApply(lab: Lab, count: number, clock?: Clock): Promise<boolean> {
  const world = accessLab(lab);
  const before = assignmentsIn(lab);
  const plan = planOn(await indexOf(world), spreadAssignments(lab, count));
  lab.ground.faults.set(FAULTS);
  world.requests();
  const used = clock === undefined ? world.ports : { ...world.ports, clock };
  const began = performance.now();
  const report = await applyPlan(used, new AwsCalls(used), plan, new MemoryJournal(), world.signal);
  const took = (performance.now() - began) / 1000;
  lab.ground.faults.set([]);
  const asked = world.requests();
  const perAccount = Math.ceil(count / lab.state.aws.organization.accounts.size);
  const calls = report.calls['sso-admin'];
  const bound = Math.max(calls / RATE, (count * SETTLE) / 15, perAccount * SETTLE);
  const repeated = repeatedCreates(asked, before).length;
  const struck = asked.filter(({ fault }) => fault !== undefined).length;
  console.log(
    `  ${report.applied} applied, ${report.failed.length} failed, ${repeated} sent twice; ${calls} calls, ${struck} of them struck by a fault`,
  );
  console.log(
    `  ${report.seconds.toFixed(1)} s, where AWS needs ${bound.toFixed(1)} s at least: ${(report.seconds / bound).toFixed(2)}x (goal 1.15x); ${took.toFixed(1)} s on this machine`,
  );
  return (
    report.applied === count &&
    repeated === 0 &&
    assignmentsIn(lab).size === before.size + count &&
    report.seconds <= 1.15 * bound
  );
}

async function benchRealTime(lab: Lab): Promise<boolean> {
  console.log('\n200 changes in real time');
  return benchApply(lab, 200, systemClock);
}
