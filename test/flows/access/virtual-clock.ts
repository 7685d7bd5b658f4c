import { setMaxListeners } from 'node:events';
import type { Clock } from '../../../shared/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Time that jumps to the next sleeper as soon as nobody has anything else to do: hours pass in milliseconds. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #ticking = false;
  /** A heap by time, then by who came first. */
  readonly #sleepers: Sleeper[] = [];

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const abort = (): void => reject(signal?.reason);
      if (signal !== undefined) setMaxListeners(0, signal);
      signal?.addEventListener('abort', abort, { once: true });
      this.#push({
        at: this.#now + Math.max(0, milliseconds),
        order: this.#order++,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      });
      this.#tick();
    });
  }

  /** A macrotask comes only after every promise that could go on has gone on. */
  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      const next = this.#pop();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      this.#tick();
    });
  }

  #push(sleeper: Sleeper): void {
    const heap = this.#sleepers;
    heap.push(sleeper);
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) break;
      at = parent;
    }
  }

  #pop(): Sleeper | undefined {
    const heap = this.#sleepers;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (this.#before(left, least)) least = left;
      if (this.#before(right, least)) least = right;
      if (least === at) return first;
      this.#swapIfBefore(least, at);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#sleepers[a], this.#sleepers[b]];
    if (x === undefined || y === undefined) return false;
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  }

  #swapIfBefore(child: number, parent: number): boolean {
    const [x, y] = [this.#sleepers[child], this.#sleepers[parent]];
    if (x === undefined || y === undefined || !this.#before(child, parent)) return false;
    this.#sleepers[child] = y;
    this.#sleepers[parent] = x;
    return true;
  }
}
