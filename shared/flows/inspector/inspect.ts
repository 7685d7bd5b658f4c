import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { recognise } from '../../core/inspector/recognise.ts';
import type { InspectedMessage, InspectReport } from '../../core/inspector/report.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/**
 * Recognises and judges every token and message in a text.
 *
 * @param input pasted text, or the bytes of a file
 * @param options how to judge; a given key that cannot be read is an error before anything is judged
 * @returns at least one message, nested ones behind the one that holds them
 * @throws WorkbenchError ERR_INPUT_*, ERR_KEY_*, ERR_CANCELLED
 */
export async function inspect(
  ports: InspectorPorts,
  input: string | Uint8Array,
  options: InspectOptions,
  signal: AbortSignal,
): Promise<InspectReport> {
  const judge = new Judge(ports, options);
  const messages: InspectedMessage[] = [];
  for (const candidate of recognise(input, ports.crypto)) {
    if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'inspector', {});
    messages.push(...judge.judge(candidate, messages.length));
  }
  return { messages };
}
