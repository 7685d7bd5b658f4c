import { expect, it } from 'vitest';
import type { Change } from '../../../shared/core/access/plan/change.ts';
import { applyPlan } from '../../../shared/flows/access/apply/apply-plan.ts';
import { largeOrganization } from './large-organization.ts';
import { MemoryJournal } from './memory-journal.ts';
import { planTo, snapshotOf } from './planning.ts';
import { world } from './world.ts';

const SETTLE = 3;

it.each([1])(
  'applies 3,000 changes under faults exactly once, hardly longer than AWS needs (seed %i)',
  async (seed) => {
    const organization = largeOrganization({
      accounts: 500,
      permissionSets: 60,
      assignments: 3000,
      groups: 300,
      seed,
    });
    const here = world(
      { ...organization, assignments: [] },
      { throttle: 0.05, error: 0.02, reset: 0.01, rateLimit: 20, settle: SETTLE * 1000, latency: 30, seed },
    );
    const plan = planTo(
      snapshotOf(here.center),
      yamlOfAssignments(
        organization.assignments.map(({ accountId, permissionSetArn, principalType, principalId }) => ({
          accountId,
          set: Number(permissionSetArn.slice(-4)),
          principalType,
          principalId,
        })),
      ),
    );
    expect(plan.changes).toHaveLength(3000);
    const report = await applyPlan(here.ports, here.calls, plan, new MemoryJournal(), here.signal);
    expect(report).toMatchObject({ applied: 3000, failed: [], remaining: 0 });
    expect(here.center.state.assignments.size).toBe(3000);
    expect(here.center.violations).toEqual([]);
    expect(here.center.mostOutstanding).toBeLessThanOrEqual(15);
    const largest = largestAccount(plan.changes);
    const bound = Math.max(report.calls['sso-admin'] / 20, (3000 * SETTLE) / 15, largest * SETTLE);
    expect(report.seconds).toBeLessThanOrEqual(1.15 * bound);
  },
  60_000,
);

function largestAccount(changes: readonly Change[]): number {
  const counts = new Map<string, number>();
  for (const change of changes)
    if ('accountId' in change) counts.set(change.accountId, (counts.get(change.accountId) ?? 0) + 1);
  return Math.max(...counts.values());
}

function yamlOfAssignments(
  assignments: readonly { accountId: string; set: number; principalType: string; principalId: string }[],
): string {
  const entries = assignments.map(
    ({ accountId, set, principalType, principalId }) =>
      `  - {permissionSet: Set${set}, ${principalType === 'GROUP' ? 'groups' : 'users'}: [{id: ${principalId}}], accounts: ["${accountId}"]}`,
  );
  return `version: 1\nassignments:\n${entries.join('\n')}\n`;
}
