import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { Terminal } from './terminal.ts';

/** @returns the next line of standard input, without its end; empty where there is none */
export async function readLine(terminal: Terminal): Promise<string> {
  let text = '';
  const chunks = terminal.stdin[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await chunks.next();
    if (done === true) return text;
    text += new TextDecoder().decode(value);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end).replace(/\r$/, '');
  }
}

/**
 * Asks before something is changed.
 *
 * @param yes true where `--yes` was given
 * @throws WorkbenchError ERR_USAGE where there is no terminal to ask at, ERR_PLAN_DECLINED where the answer is not yes
 */
export async function confirm(question: string, yes: boolean, terminal: Terminal): Promise<void> {
  if (yes) return;
  if (terminal.stdin.isTTY !== true)
    throw new WorkbenchError(
      'ERR_USAGE',
      'command line',
      { option: '--yes' },
      {
        message: 'This changes access, and there is no terminal to ask at.',
        hint: 'Give --yes to go on without asking.',
      },
    );
  terminal.note(`${question} Type yes to go on.`);
  if ((await readLine(terminal)).trim().toLowerCase() !== 'yes')
    throw new WorkbenchError('ERR_PLAN_DECLINED', 'command line', { planId: '' });
}
