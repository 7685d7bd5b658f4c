import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import type { Change } from '../../../shared/core/access/plan/change.ts';
import { applyPlan } from '../../../shared/flows/access/apply/apply-plan.ts';
import { MemoryJournal } from '../../flows/access/memory-journal.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab, indexOf, planOn } from './access-lab.ts';
import { assignmentsIn, repeatedCreates, spreadAssignments } from './assignments.ts';

const CHANGES = 900;
const SETTLE = 3;
const FAULTS = [
  { kind: 'throttle', probability: 0.05 },
  { kind: 'error', probability: 0.02 },
  { kind: 'reset', probability: 0.01 },
] as const;
let lab: Lab;

beforeAll(async () => {
  lab = await runningLab({
    scale: { users: 500, groups: 197, accounts: 497, permissionSets: 55, assignments: 0 },
    rateLimit: 20,
    settle: SETTLE * 1000,
  });
});
afterAll(() => lab.stop());

it('applies hundreds of changes under faults exactly once, hardly longer than AWS needs', async () => {
  const world = accessLab(lab);
  const before = assignmentsIn(lab);
  const plan = planOn(await indexOf(world), spreadAssignments(lab, CHANGES));
  expect(plan.changes).toHaveLength(CHANGES);
  lab.ground.faults.set(FAULTS);
  world.requests();
  const report = await applyPlan(world.ports, world.calls(), plan, new MemoryJournal(), world.signal);
  lab.ground.faults.set([]);

  expect(report).toMatchObject({ applied: CHANGES, failed: [], remaining: 0 });
  expect(assignmentsIn(lab).size).toBe(before.size + CHANGES);
  const asked = world.requests();
  expect(asked).toHaveLength(report.calls['sso-admin']);
  expect(asked.filter(({ fault }) => fault !== undefined).length).toBeGreaterThan(40);
  expect(repeatedCreates(asked, before)).toEqual([]);
  const bound = Math.max(
    report.calls['sso-admin'] / 20,
    (CHANGES * SETTLE) / 15,
    largestAccount(plan.changes) * SETTLE,
  );
  console.info(
    `${report.seconds.toFixed(0)} s of Lab time, at least ${bound} s; ${report.calls['sso-admin']} calls`,
  );
  expect(report.seconds).toBeLessThanOrEqual(1.15 * bound);
}, 180_000);

function largestAccount(changes: readonly Change[]): number {
  const counts = new Map<string, number>();
  for (const change of changes)
    if ('accountId' in change) counts.set(change.accountId, (counts.get(change.accountId) ?? 0) + 1);
  return Math.max(...counts.values());
}
