import type { Clock } from '../../ports/clock.ts';

/** Calls that may go at once after a pause: so few that no window of a second sees more than AWS answers. */
const BURST = 2;
/** What is left of the rate after a call was throttled. */
const SLOWER = 0.8;
/** Share of the full rate that comes back a second. */
const RECOVERY = 0.2;
const SLOWEST = 0.1;
/** Milliseconds within which several throttled calls count as one: they were sent before the first answer came. */
const SAME_MOMENT = 1000;

/**
 * Spaces the calls of one service evenly at the rate AWS answers, and slower for a while after AWS said that it is too fast.
 * Shared by everything in the process that calls the service.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #full: number;
  #next = Number.NEGATIVE_INFINITY;
  #rate: number;
  #rateAt = 0;
  #throttledAt = Number.NEGATIVE_INFINITY;

  /** @param perSecond calls a second at most */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#full = perSecond;
    this.#rate = perSecond;
  }

  /** Resolves when the next call may go; first come, first served. Rejects with the signal's reason when aborted. */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const interval = 1000 / this.#currentRate(now);
    const start = Math.max(now - BURST * interval, this.#next);
    this.#next = start + interval;
    if (start > now) await this.#clock.sleep(start - now, signal);
    else signal.throwIfAborted();
  }

  /** Tells that AWS throttled a call. */
  throttled(): void {
    const now = this.#clock.now();
    if (now - this.#throttledAt < SAME_MOMENT) return;
    this.#throttledAt = now;
    this.#rate = Math.max(this.#full * SLOWEST, this.#currentRate(now) * SLOWER);
    this.#rateAt = now;
  }

  #currentRate(now: number): number {
    return Math.min(this.#full, this.#rate + ((now - this.#rateAt) / 1000) * this.#full * RECOVERY);
  }
}
