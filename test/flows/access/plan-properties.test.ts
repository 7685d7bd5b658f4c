import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { applyPlan } from '../../../shared/flows/access/apply/apply-plan.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import { MemoryJournal } from './memory-journal.ts';
import { planTo, snapshotOf } from './planning.ts';
import { anyState, essence } from './random-states.ts';
import { world } from './world.ts';

const FAULTS = { throttle: 0.05, error: 0.04, reset: 0.03 };
const yamlOf = (snapshot: AccessSnapshot): string => exportDesired(new AccessIndex(snapshot));

/** AWS cannot take a description or relay state away, so that a state without one keeps what was there. */
function keepingSettings(current: AccessSnapshot, desired: AccessSnapshot): AccessSnapshot {
  const before = new Map(current.permissionSets.map((set) => [set.name, set]));
  const permissionSets = desired.permissionSets.map((set) => {
    const description = set.description ?? before.get(set.name)?.description;
    const relayState = set.relayState ?? before.get(set.name)?.relayState;
    return {
      ...set,
      ...(description === undefined ? {} : { description }),
      ...(relayState === undefined ? {} : { relayState }),
    };
  });
  return { ...desired, permissionSets };
}

describe('for random current and desired states', () => {
  it('apply(plan(current, desired)) with prune is desired, whatever faults there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyState,
        anyState,
        fc.integer({ min: 1, max: 1e6 }),
        async (current, desired, seed) => {
          const here = world(current, { ...FAULTS, seed });
          const plan = planTo(snapshotOf(here.center), yamlOf(desired), { prune: true });
          const report = await applyPlan(here.ports, here.calls, plan, new MemoryJournal(), here.signal);
          expect(report).toMatchObject({ failed: [], remaining: 0, applied: plan.changes.length });
          expect(essence(snapshotOf(here.center))).toEqual(essence(keepingSettings(current, desired)));
          expect(snapshotOf(here.center).outdated).toEqual([]);
          expect(here.center.violations).toEqual([]);
          expect(planTo(snapshotOf(here.center), yamlOf(desired), { prune: true }).changes).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('nothing that desired does not mention is deleted unless asked', () => {
    fc.assert(
      fc.property(anyState, anyState, (current, desired) => {
        const plan = planTo(current, yamlOf(desired));
        expect(
          plan.changes.filter(({ kind }) => kind === 'delete-assignment' || kind === 'delete-permission-set'),
        ).toEqual([]);
        const names = desired.permissionSets.map(({ name }) => name);
        expect(plan.changes.every(({ permissionSet }) => names.includes(permissionSet))).toBe(true);
        const key = ({
          accountId,
          permissionSetArn,
          principalId,
        }: AccessSnapshot['assignments'][number]): string => accountId + permissionSetArn + principalId;
        const wanted = new Set(desired.assignments.map(key));
        expect(plan.unmentioned.assignments).toBe(
          current.assignments.filter((assignment) => !wanted.has(key(assignment))).length,
        );
      }),
    );
  });

  it('a member that desired does not mention stays', () => {
    const plan = planTo(SMALL, 'version: 1\npermissionSets:\n  Reader:\n  Admin: {description: New}\n', {
      prune: false,
    });
    expect(plan.changes).toMatchObject([
      { kind: 'update-permission-set', permissionSet: 'Admin', description: 'New', sessionDuration: 'PT8H' },
      { kind: 'provision-permission-set', permissionSet: 'Admin' },
    ]);
  });

  it('the plan of an unchanged export is empty', () => {
    fc.assert(
      fc.property(anyState, fc.boolean(), (state, prune) => {
        expect(planTo(state, yamlOf(state), { prune }).changes).toEqual([]);
      }),
    );
  });
});
