import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/ports/clock.ts';
import type { LogFields } from './ipc/describe-error.ts';

const MAX_BYTES = 1_048_576;
const KEPT = 3;

export type LogLevel = 'info' | 'warning' | 'error';

/**
 * A few lines about the application's own life, in a file that is turned over at 1 MiB, three old ones kept. Inputs, secrets,
 * addresses and messages of errors never get here: an error is its code or name, and where in the product's code it rose.
 */
export class Log {
  readonly file: string;
  readonly #clock: Pick<Clock, 'now'>;
  #bytes = 0;
  #broken = false;

  constructor(folder: string, clock: Pick<Clock, 'now'>) {
    this.file = join(folder, 'workbench.log');
    this.#clock = clock;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#bytes = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    } catch {
      this.#broken = true;
    }
  }

  /** Adds one line; a log that cannot be written is given up, because nothing may fail for its sake. */
  write(level: LogLevel, event: string, fields: LogFields = {}): void {
    if (this.#broken) return;
    const line = `${JSON.stringify({ at: new Date(this.#clock.now()).toISOString(), level, event, ...fields })}\n`;
    try {
      if (this.#bytes + line.length > MAX_BYTES) this.#turnOver();
      appendFileSync(this.file, line, { mode: 0o600 });
      this.#bytes += line.length;
    } catch {
      this.#broken = true;
    }
  }

  #turnOver(): void {
    for (let age = KEPT - 1; age >= 0; age--) {
      const from = age === 0 ? this.file : `${this.file}.${age}`;
      if (statSync(from, { throwIfNoEntry: false }) !== undefined)
        renameSync(from, `${this.file}.${age + 1}`);
    }
    this.#bytes = 0;
  }
}
