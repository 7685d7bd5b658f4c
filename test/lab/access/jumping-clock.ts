import type { LabClock } from '../../../electron/lab/platform/lab-clock.ts';
import type { Clock } from '../../../shared/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A Lab's time, which jumps to the next sleeper as soon as nobody waits for an answer: an hour of waiting costs nothing, while what
 * the machine takes for its answers still counts.
 */
export class JumpingClock implements Clock {
  readonly #lab: LabClock;
  readonly #sleepers: Sleeper[] = [];
  #held = 0;
  #ticking = false;

  constructor(lab: LabClock) {
    this.#lab = lab;
  }

  now(): number {
    return this.#lab.now();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const abort = (): void => reject(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      const at = this.now() + Math.max(0, milliseconds);
      const after = this.#sleepers.findIndex((other) => other.at > at);
      this.#sleepers.splice(after === -1 ? this.#sleepers.length : after, 0, {
        at,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      });
      this.#tick();
    });
  }

  /** Time does not jump while this runs. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held++;
    try {
      return await work();
    } finally {
      this.#held--;
      this.#tick();
    }
  }

  /** A macrotask comes only after every promise that could go on has gone on. */
  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      const [next] = this.#sleepers;
      if (next === undefined || (this.#held > 0 && next.at > this.now())) return;
      this.#sleepers.shift();
      const ahead = next.at - this.now();
      if (ahead > 0) this.#lab.advance(ahead);
      next.wake();
      this.#tick();
    });
  }
}
