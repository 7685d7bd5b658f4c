import type { Clock } from '../../../shared/ports/clock.ts';

/** How the Lab's time runs; part of a snapshot. */
export interface ClockSetting {
  /** Milliseconds between the machine's time and the Lab's at `origin`. */
  readonly offset: number;
  /** Lab seconds that pass in one second of the machine: 60 makes a minute of waiting a second. */
  readonly scale: number;
}

/**
 * The Lab's own time: the machine's, moved and scaled. Scaling changes how long one waits, never what comes before what.
 */
export class LabClock implements Clock {
  readonly #machine: Clock;
  #origin: number;
  #offset: number;
  #scale: number;
  #frozen: number | undefined;

  /**
   * @param machine the time it is made from
   * @param scale Lab milliseconds per machine millisecond, above 0
   */
  constructor(machine: Clock, scale = 1) {
    this.#machine = machine;
    this.#origin = machine.now();
    this.#offset = 0;
    this.#scale = scale;
  }

  now(): number {
    if (this.#frozen !== undefined) return this.#frozen;
    const machine = this.#machine.now();
    return Math.floor(this.#origin + (machine - this.#origin) * this.#scale + this.#offset);
  }

  get setting(): ClockSetting {
    return { offset: this.now() - this.#machine.now(), scale: this.#scale };
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleep(this.machineTime(milliseconds), signal);
  }

  /** @returns how many milliseconds of the machine's time a span of the Lab's takes */
  machineTime(milliseconds: number): number {
    return Math.max(0, milliseconds) / this.#scale;
  }

  /** Moves the time on (or back) at once. @param milliseconds of the Lab's time */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  /** Changes the pace from now on; the time itself does not jump. */
  setScale(scale: number): void {
    const now = this.now();
    this.#origin = this.#machine.now();
    this.#offset = now - this.#origin;
    this.#scale = scale;
  }

  /** Runs something that was due earlier as if it were that moment, so that what it writes has the right time. */
  at<T>(moment: number, run: () => T): T {
    const before = this.#frozen;
    this.#frozen = moment;
    try {
      return run();
    } finally {
      this.#frozen = before;
    }
  }
}
