import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { Clock } from '../../shared/ports/clock.ts';

const MAX_BYTES = 1_048_576;
const KEPT = 3;

export type LogLevel = 'info' | 'warning' | 'error';

/** Values that cannot hold what a user pasted: callers give names and numbers, never texts from outside. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

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

/** An error without its message, which may quote what the user pasted. */
export function describeError(thrown: unknown): LogFields {
  if (thrown instanceof WorkbenchError) return { code: thrown.code, where: thrown.where };
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code.slice(0, 40) : undefined;
  return { name: thrown.name.slice(0, 80), code, at: stackOf(thrown.stack) };
}

/** @returns function, file and line of each frame; the file's last two names only, and nothing of the message */
export function stackOf(stack: string | undefined): string | undefined {
  if (stack === undefined) return undefined;
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const frame =
      /^\s+at (?:async )?(?:([\w$.<>[\] #]{1,80}) \()?\S*?((?:[\w.@+-]+\/)?[\w.@+-]+:\d+:\d+)\)?$/.exec(line);
    if (frame !== null) frames.push(`${frame[1] ?? ''}@${frame[2]}`);
    if (frames.length === 12) break;
  }
  return frames.join(' < ');
}
