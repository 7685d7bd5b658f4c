import { expect, it } from 'vitest';
import { LabClock } from '../../../electron/lab/platform/lab-clock.ts';
import { MachineTime } from './machine-time.ts';

it('runs with the machine, moved by what it was advanced', () => {
  const machine = new MachineTime();
  const clock = new LabClock(machine);
  expect(clock.now()).toBe(machine.now());
  clock.advance(3_600_000);
  machine.pass(1_000);
  expect(clock.now()).toBe(machine.now() + 3_600_000);
  clock.advance(-7_200_000);
  expect(clock.setting).toEqual({ offset: -3_600_000, scale: 1 });
});

it('changes its pace without a jump', () => {
  const machine = new MachineTime();
  const clock = new LabClock(machine, 60);
  const start = clock.now();
  machine.pass(1_000);
  expect(clock.now() - start).toBe(60_000);
  clock.setScale(1);
  expect(clock.now() - start).toBe(60_000);
  machine.pass(1_000);
  expect(clock.now() - start).toBe(61_000);
  clock.setScale(0.5);
  machine.pass(2_000);
  expect(clock.now() - start).toBe(62_000);
});

it('sleeps for a span of its own time', async () => {
  const machine = new MachineTime();
  const clock = new LabClock(machine, 60);
  const [start, machineStart] = [clock.now(), machine.now()];
  await clock.sleep(60_000);
  expect([clock.now() - start, machine.now() - machineStart]).toEqual([60_000, 1_000]);
  expect(clock.machineTime(-5)).toBe(0);
});

it('stands still while something is done at its own moment, also when that fails', () => {
  const clock = new LabClock(new MachineTime());
  const now = clock.now();
  expect(clock.at(42, () => clock.at(7, () => clock.now()) + clock.now())).toBe(49);
  expect(() =>
    clock.at(42, () => {
      throw new RangeError('no');
    }),
  ).toThrow(RangeError);
  expect(clock.now()).toBe(now);
});
