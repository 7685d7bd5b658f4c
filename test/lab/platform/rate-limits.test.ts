import { expect, it } from 'vitest';
import { RateLimits } from '../../../electron/lab/platform/rate-limits.ts';
import { MachineTime } from './machine-time.ts';

const taken = (limits: RateLimits, bucket: 'scim' | 'sso-admin', times: number): number =>
  Array.from({ length: times }, () => limits.take(bucket)).filter(Boolean).length;

it('lets a second’s worth through at once, then what has been refilled', () => {
  const time = new MachineTime();
  const limits = new RateLimits(time, 20);
  expect(taken(limits, 'scim', 30)).toBe(20);
  time.pass(100);
  expect(taken(limits, 'scim', 30)).toBe(2);
  time.pass(3_600_000);
  expect(taken(limits, 'scim', 30)).toBe(20);
});

it('counts each service for itself, and starts full after a change', () => {
  const limits = new RateLimits(new MachineTime(), 5);
  expect([taken(limits, 'scim', 9), taken(limits, 'sso-admin', 9)]).toEqual([5, 5]);
  limits.perSecond = 3;
  expect(taken(limits, 'scim', 9)).toBe(3);
  limits.reset();
  expect(taken(limits, 'scim', 9)).toBe(3);
  limits.perSecond = undefined;
  expect(taken(limits, 'scim', 900)).toBe(900);
});

it('does not gain from a clock that was set back', () => {
  const time = new MachineTime();
  const limits = new RateLimits(time, 2);
  expect(taken(limits, 'scim', 3)).toBe(2);
  time.pass(-60_000);
  expect(taken(limits, 'scim', 3)).toBe(0);
  time.pass(500);
  expect(taken(limits, 'scim', 3)).toBe(1);
});

it('lets a slow limit through as well: one request in two seconds', () => {
  const time = new MachineTime();
  const limits = new RateLimits(time, 0.5);
  const passed = Array.from({ length: 10 }, () => {
    time.pass(1_000);
    return limits.take('scim');
  });
  expect(passed).toEqual([true, false, true, false, true, false, true, false, true, false]);
});
