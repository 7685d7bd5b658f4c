import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Lab } from '../../../electron/lab/lab.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import { applyPlan } from '../../../shared/flows/access/apply/apply-plan.ts';
import { MemoryJournal } from '../../flows/access/memory-journal.ts';
import { SeededRandom } from '../../flows/access/seeded-random.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab, indexOf, planOn } from './access-lab.ts';

interface Entry {
  readonly permissionSet: string;
  readonly groups?: readonly unknown[];
  readonly users?: readonly unknown[];
  readonly accounts: readonly string[];
}

interface Desired {
  readonly version: number;
  readonly permissionSets: Record<string, Record<string, unknown>>;
  readonly assignments: readonly Entry[];
}

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab({
    scale: { users: 20, groups: 10, accounts: 10, permissionSets: 5, assignments: 60 },
    settle: 500,
    rateLimit: 20,
    faults: [
      { kind: 'throttle', probability: 0.03 },
      { kind: 'error', probability: 0.02 },
      { kind: 'reset', probability: 0.02 },
    ],
  });
});
afterAll(() => lab.stop());

const POLICIES = ['ReadOnlyAccess', 'PowerUserAccess', 'SecurityAudit', 'AdministratorAccess'].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
);

/** One assignment a text, so that it does not matter how they are put together. */
function flat({ assignments }: Desired): string[] {
  return assignments
    .flatMap(({ permissionSet, groups = [], users = [], accounts }) =>
      [...groups.map((one) => ['GROUP', one]), ...users.map((one) => ['USER', one])].flatMap((principal) =>
        accounts.map((account) => JSON.stringify([permissionSet, ...principal, account])),
      ),
    )
    .sort();
}

function unflat(texts: readonly string[]): Entry[] {
  return texts.map((text) => {
    const [permissionSet, type, principal, account] = JSON.parse(text) as [string, string, unknown, string];
    return { permissionSet, [type === 'GROUP' ? 'groups' : 'users']: [principal], accounts: [account] };
  });
}

/** Some sets edited, one gone, one new; some assignments gone, some new. */
function changed(desired: Desired, random: SeededRandom, round: number): Desired {
  const sets = Object.entries(desired.permissionSets).filter(() => random.fraction() < 0.9);
  const permissionSets: Desired['permissionSets'] = Object.fromEntries(
    sets.map(([name, set]) => [name, random.fraction() < 0.5 ? set : edited(set, random)]),
  );
  permissionSets[`New${round}`] = edited(
    { ...sets[0]?.[1], description: `made in round ${round}`, customerManagedPolicies: [] },
    random,
  );
  const names = Object.keys(permissionSets);
  const before = flat(desired);
  const kept = before.filter(
    (text) => names.includes((JSON.parse(text) as string[])[0] ?? '') && random.fraction() < 0.7,
  );
  const moved = before
    .filter(() => random.fraction() < 0.3)
    .map((text) => {
      const [, ...rest] = JSON.parse(text) as unknown[];
      return JSON.stringify([names[random.below(names.length)], ...rest]);
    });
  return { version: 1, permissionSets, assignments: unflat([...new Set([...kept, ...moved])]) };
}

function edited(set: Record<string, unknown>, random: SeededRandom): Record<string, unknown> {
  const action = ['s3:GetObject', 'ec2:Describe*', 'logs:*'][random.below(3)];
  return {
    ...set,
    sessionDuration: ['PT1H', 'PT2H', 'PT12H'][random.below(3)],
    tags: { round: String(random.below(100)) },
    managedPolicies: POLICIES.filter(() => random.fraction() < 0.4),
    inlinePolicy:
      random.fraction() < 0.5
        ? null
        : { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
    permissionsBoundary: random.fraction() < 0.5 ? null : { managedPolicy: POLICIES[1] },
  };
}

/** Lists of policies have no order. */
function setsOf({ permissionSets }: Desired): unknown {
  return Object.fromEntries(
    Object.entries(permissionSets).map(([name, set]) => [
      name,
      { ...set, managedPolicies: [...((set.managedPolicies as string[] | undefined) ?? [])].sort() },
    ]),
  );
}

it('export, change, plan, apply, export: what was written is what is read, in every round', async () => {
  const seed = Date.now() % 100_000;
  console.info(`seed ${seed}`);
  const random = new SeededRandom(seed);
  const world = accessLab(lab);
  for (let round = 1; round <= 4; round++) {
    const index = await indexOf(world);
    const text = exportDesired(index);
    expect(planOn(index, text, { prune: true, provisionOutdated: true }).changes).toEqual([]);

    const wanted = changed(parse(text) as Desired, random, round);
    const plan = planOn(index, stringify(wanted), { prune: true });
    expect(plan.changes.length).toBeGreaterThan(10);
    const report = await applyPlan(world.ports, world.calls(), plan, new MemoryJournal(), world.signal);
    expect(report).toMatchObject({ applied: plan.changes.length, failed: [], remaining: 0 });

    const after = await indexOf(world);
    const found = parse(exportDesired(after)) as Desired;
    expect(flat(found)).toEqual(flat(wanted));
    expect(setsOf(found)).toEqual(setsOf(wanted));
    expect(after.snapshot.outdated).toEqual([]);
    expect(planOn(after, stringify(wanted), { prune: true }).changes).toEqual([]);
  }
}, 120_000);
