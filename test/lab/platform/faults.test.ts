import { expect, it } from 'vitest';
import { Faults } from '../../../electron/lab/platform/faults.ts';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import type { FaultRule } from '../../../shared/core/lab/fault-rule.ts';

const faults = (...rules: readonly FaultRule[]): Faults => new Faults(new LabRandom(1), rules);

it('strikes only the kind, service and operation of its rule', () => {
  const rule: FaultRule = { kind: 'throttle', probability: 1, service: 'scim', operation: 'CreateUser' };
  const set = faults(rule);
  expect(set.strike(['throttle', 'error'], 'scim', 'CreateUser')).toBe(rule);
  expect(set.strike(['error'], 'scim', 'CreateUser')).toBeUndefined();
  expect(set.strike(['throttle'], 'graph', 'CreateUser')).toBeUndefined();
  expect(set.strike(['throttle'], 'scim', 'ListUsers')).toBeUndefined();
});

it('strikes as often as it may, then no more', () => {
  const set = faults({ kind: 'error', probability: 1, times: 2 });
  const struck = Array.from({ length: 5 }, () => set.strike(['error'], 'x', 'y') !== undefined);
  expect(struck).toEqual([true, true, false, false, false]);
  set.set([]);
  expect(set.rules).toEqual([]);
});

it('strikes the fraction it names, the same requests each time', () => {
  const strikes = (seed: number): boolean[] => {
    const set = new Faults(new LabRandom(seed), [{ kind: 'reset', probability: 0.2 }]);
    return Array.from({ length: 2_000 }, () => set.strike(['reset'], 'x', 'y') !== undefined);
  };
  const count = strikes(3).filter(Boolean).length;
  expect(count).toBeGreaterThan(320);
  expect(count).toBeLessThan(480);
  expect(strikes(3)).toEqual(strikes(3));
  expect(strikes(3)).not.toEqual(strikes(4));
  expect(faults({ kind: 'reset', probability: 0 }).strike(['reset'], 'x', 'y')).toBeUndefined();
});

it('lets half of the cut connections carry out the request', () => {
  const set = faults();
  const after = Array.from({ length: 1_000 }, () => set.afterwards()).filter(Boolean).length;
  expect(after).toBeGreaterThan(400);
  expect(after).toBeLessThan(600);
});
