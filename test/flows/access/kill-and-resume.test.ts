import { describe, expect, it } from 'vitest';
import type { AccessPlan } from '../../../shared/core/access/plan/plan.ts';
import { type ApplyReport, applyPlan, resumeApply } from '../../../shared/flows/access/apply/apply-plan.ts';
import { AwsCalls } from '../../../shared/flows/access/aws-calls.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import type { MemoryOptions } from './memory-identity-center.ts';
import { MemoryJournal } from './memory-journal.ts';
import { Mortal } from './mortal.ts';
import { planTo, snapshotOf } from './planning.ts';
import { essence } from './random-states.ts';
import { SeededRandom } from './seeded-random.ts';
import { type World, world } from './world.ts';

const DESIRED = `version: 1
permissionSets:
  Admin: {managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess], tags: {Owner: sec}}
  Ops: {managedPolicies: [arn:aws:iam::aws:policy/Billing], customerManagedPolicies: [local]}
assignments:
  - {permissionSets: [Ops, Reader], groups: [Admins, Nobody], users: [cy@example.com], accounts: ["*"]}
  - {permissionSet: Admin, groups: [Developers], accounts: [shop-dev], absent: true}
`;
const READER_ABSENT = DESIRED.replace('permissionSets: [Ops, Reader]', 'permissionSets: [Ops]').replace(
  'permissionSets:\n',
  'permissionSets:\n  Reader: {absent: true}\n',
);

/** A life that ends at each of these steps, then one that lives on; each begins where the journal ends. */
async function livesOf(
  plan: AccessPlan,
  deaths: readonly number[],
  options: MemoryOptions,
  pause: number,
): Promise<{ here: World; report: ApplyReport; steps: number }> {
  const here = world(SMALL, options);
  const journal = new MemoryJournal();
  for (const step of [...deaths, Number.POSITIVE_INFINITY]) {
    const mortal = new Mortal(step);
    // A new process has nothing of the one before but the journal.
    const ports = mortal.ports(here.ports);
    const calls = new AwsCalls(ports);
    const begun = journal.text.includes('\n');
    const run = begun
      ? resumeApply(ports, calls, journal.text, mortal.journal(journal), here.signal)
      : applyPlan(ports, calls, plan, mortal.journal(journal), here.signal);
    const report = await Promise.race([run, mortal.died]);
    if (report !== undefined) return { here, report, steps: mortal.steps };
    await here.clock.sleep(pause);
  }
  throw new Error('the last life does not end');
}

describe.each([
  ['creating', DESIRED],
  ['deleting', READER_ABSENT],
])('killed while %s, at every single step', (_name, desired) => {
  const plan = planTo(SMALL, desired);

  it.each([0, 1500])(
    'and resumed after %i ms, it ends exactly as planned',
    async (pause) => {
      const whole = await livesOf(plan, [], {}, 0);
      expect(whole.report).toMatchObject({ failed: [], remaining: 0 });
      const end = essence(snapshotOf(whole.here.center));
      for (let step = 1; step <= whole.steps; step++) {
        const { here, report } = await livesOf(plan, [step], {}, pause);
        expect(report, `killed at step ${step}`).toMatchObject({
          applied: plan.changes.length,
          failed: [],
          remaining: 0,
        });
        expect(essence(snapshotOf(here.center)), `killed at step ${step}`).toEqual(end);
        expect(here.center.violations, `killed at step ${step}`).toEqual([]);
      }
    },
    120_000,
  );
});

it('survives many deaths at random moments under faults', async () => {
  const plan = planTo(SMALL, DESIRED);
  const end = essence(snapshotOf((await livesOf(plan, [], {}, 0)).here.center));
  for (let seed = 1; seed <= 40; seed++) {
    const random = new SeededRandom(seed);
    const deaths = Array.from({ length: 6 }, () => 1 + random.below(60));
    const options = { seed, throttle: 0.05, error: 0.05, reset: 0.05 };
    const { here, report } = await livesOf(plan, deaths, options, random.below(5000));
    expect(report, `seed ${seed}`).toMatchObject({ failed: [], remaining: 0 });
    expect(essence(snapshotOf(here.center)), `seed ${seed}`).toEqual(end);
    expect(here.center.violations, `seed ${seed}`).toEqual([]);
  }
}, 120_000);
