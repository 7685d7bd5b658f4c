import type { Clock } from '../../../shared/ports/clock.ts';

/** A machine's time that stands still until it is moved. */
export class MachineTime implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 10, 23)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
