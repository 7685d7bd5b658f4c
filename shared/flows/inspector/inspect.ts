import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { recognise } from '../../core/inspector/recognise.ts';
import type { InspectedMessage, InspectReport } from '../../core/inspector/report.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/** Messages judged before others get a turn. */
const BATCH = 16;

/**
 * Judges every token and message found in a text: what `fedbench inspect` and the window show.
 *
 * @param input pasted text, or the bytes of a file
 * @param signal ends the run between two messages
 * @param progress called after every batch with the messages judged and found
 * @throws WorkbenchError ERR_INPUT_*, ERR_KEY_*, ERR_CANCELLED
 */
export async function inspect(
  ports: InspectorPorts,
  input: string | Uint8Array,
  options: InspectOptions,
  signal: AbortSignal,
  progress: (done: number, found: number) => void = () => undefined,
): Promise<InspectReport> {
  const candidates = recognise(input, ports.crypto);
  const judge = new Judge(ports, options);
  const messages: InspectedMessage[] = [];
  for (const [position, candidate] of candidates.entries()) {
    if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'inspector', {});
    messages.push(...judge.judge(candidate, messages.length));
    if (position % BATCH === BATCH - 1) {
      progress(position + 1, candidates.length);
      await ports.clock.sleep(0);
    }
  }
  return { messages };
}
