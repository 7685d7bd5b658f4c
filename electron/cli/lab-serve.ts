import { startLab } from '../compose/lab.ts';
import { type LabFlags, settingsOf } from './lab-flags.ts';
import { EXIT } from './outcome.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench lab serve`: runs a Lab until it is told to end. Standard output gets the ready document, one line, when every
 * listener accepts; everything for people goes to standard error.
 *
 * @returns 0 when it was ended by SIGTERM or Ctrl+C
 * @throws WorkbenchError of the catalogue
 */
export async function labServeCommand(flags: LabFlags, terminal: Terminal): Promise<number> {
  const settings = settingsOf(flags);
  const paint = painter(terminal.colour);
  const say = (sentence: string): void => terminal.note(printable(sentence));
  const served = await startLab(settings, say);
  try {
    terminal.out(`${JSON.stringify(served.ready)}\n`);
    const { endpoints } = served.ready;
    say(
      `${paint('bold', 'The Lab runs.')} Entra is at ${endpoints.entra}, AWS at ${endpoints.aws}; Ctrl+C ends it.`,
    );
    await aborted(terminal.signal);
  } finally {
    await served.stop();
  }
  return EXIT.yes;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
