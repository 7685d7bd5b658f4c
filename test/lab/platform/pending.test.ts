import { beforeEach, expect, it, vi } from 'vitest';
import { LabClock } from '../../../electron/lab/platform/lab-clock.ts';
import { PendingEvents, type PendingState } from '../../../electron/lab/platform/pending.ts';
import { MachineTime } from './machine-time.ts';

let machine: MachineTime;
let clock: LabClock;
let state: PendingState;
let pending: PendingEvents;
let done: unknown[];
let failures: unknown[];
beforeEach(() => {
  machine = new MachineTime();
  clock = new LabClock(machine);
  state = { next: 1, events: [] };
  failures = [];
  pending = new PendingEvents(
    clock,
    () => state,
    (thrown) => void failures.push(thrown),
  );
  done = [];
  pending.on('note', (data, due) => void done.push([data, due, clock.now()]));
  return () => pending.stop();
});

it('does what is due in its order, each at its own moment', () => {
  const now = clock.now();
  pending.add(now + 300, 'note', 'third');
  pending.add(now + 100, 'note', 'first');
  pending.add(now + 100, 'note', 'second');
  pending.runDue();
  expect(done).toEqual([]);
  machine.pass(1_000);
  pending.runDue();
  expect(done).toEqual([
    ['first', now + 100, now + 100],
    ['second', now + 100, now + 100],
    ['third', now + 300, now + 300],
  ]);
  expect(pending.list()).toEqual([]);
});

it('does at once what an event sets off for a moment that has passed', () => {
  const now = clock.now();
  pending.on('chain', (data) => {
    done.push(data);
    if ((data as number) < 3) pending.add(clock.now() + 10, 'chain', (data as number) + 1);
  });
  pending.add(now + 10, 'chain', 1);
  machine.pass(1_000);
  pending.runDue();
  expect(done).toEqual([1, 2, 3]);
});

it('keeps nothing of itself: state that was taken up again goes on', () => {
  pending.add(clock.now() + 100, 'note', 'kept');
  state = JSON.parse(JSON.stringify(state));
  machine.pass(100);
  pending.runDue();
  expect(done).toMatchObject([['kept', expect.any(Number), expect.any(Number)]]);
});

it('takes back what has not happened, and passes by what nobody handles', () => {
  pending.add(clock.now() + 10, 'note', 'unwanted');
  pending.add(clock.now() + 10, 'unknown', 'x');
  pending.remove(({ data }) => data === 'unwanted');
  machine.pass(10);
  pending.runDue();
  expect([done, pending.list()]).toEqual([[], []]);
});

it('goes on after an event that fails', () => {
  pending.on('broken', () => {
    throw new RangeError('broken');
  });
  pending.add(clock.now(), 'broken', 'x');
  pending.add(clock.now(), 'note', 'after');
  pending.runDue();
  expect([done.length, failures]).toEqual([1, [new RangeError('broken')]]);
});

it('wakes up by itself, sooner where time runs faster', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    clock.setScale(60);
    pending.add(clock.now() + 60_000, 'note', 'woken');
    machine.pass(1_001);
    vi.advanceTimersByTime(1_001);
    expect(done).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});
