import { ERROR_CATALOGUE } from '../../shared/core/errors/catalogue.ts';
import { toWireError, type WireError } from '../../shared/core/errors/workbench-error.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Exit statuses as docs/cli.md promises them. */
export const EXIT = { yes: 0, no: 1, usage: 2, unreachable: 3, cancelled: 130 } as const;

/** @returns the exit status that belongs to an error */
function exitOf(error: WireError): number {
  return ERROR_CATALOGUE[error.code].exit;
}

/**
 * Prints a failure: `{"error":…}` on standard output with --json, else a sentence and the next step on standard error.
 *
 * @param thrown what a command threw
 * @returns the exit status
 */
export function printFailure(thrown: unknown, json: boolean, terminal: Terminal): number {
  const error = toWireError(thrown);
  if (json) {
    terminal.out(`${JSON.stringify({ error }, null, 2)}\n`);
  } else {
    const paint = painter(terminal.colour);
    terminal.note(`${paint('red', 'fedbench:')} ${printable(error.message)} (${error.code})`);
    if (error.hint !== undefined) terminal.note(printable(error.hint));
  }
  return exitOf(error);
}
