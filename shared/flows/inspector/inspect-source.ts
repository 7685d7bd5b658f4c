import { captureNotes } from '../../core/capture/notes.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import type { InspectedMessage, InspectReport } from '../../core/inspector/report.ts';
import type { ByteSource } from '../../ports/byte-source.ts';
import { type Collected, collect, type InspectProgress, throwIfCancelled } from './collect.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/** Messages judged before others get a turn. */
const BATCH = 16;

/**
 * Judges everything in a file or stream.
 *
 * @param progress called after every chunk and batch
 * @throws WorkbenchError ERR_INPUT_*, ERR_KEY_*, ERR_CANCELLED
 */
export async function inspectSource(
  ports: InspectorPorts,
  source: ByteSource,
  options: InspectOptions,
  signal: AbortSignal,
  progress: (progress: InspectProgress) => void = () => undefined,
): Promise<InspectReport> {
  const judge = new Judge(ports, options);
  const collected = await collect(ports, source, signal, progress);
  const messages: InspectedMessage[] = [];
  for await (const judged of judgeCollected(ports, judge, collected, options, signal, progress))
    messages.push(...judged);
  return { messages };
}

/**
 * Judges what was found, one candidate after the other, giving others a turn in between; last comes what could not be read
 * of a capture.
 *
 * @param judge made with the same options
 * @returns for each candidate its message and those nested in it
 */
export async function* judgeCollected(
  ports: InspectorPorts,
  judge: Judge,
  { found, summary, bytes }: Collected,
  options: InspectOptions,
  signal: AbortSignal,
  progress: (progress: InspectProgress) => void,
): AsyncGenerator<readonly InspectedMessage[]> {
  let count = 0;
  const tell = (judged: number): void => progress({ bytes, total: bytes, messages: found.length, judged });
  for (const [position, { candidate, origin }] of found.entries()) {
    const messages = judge.judge(candidate, count);
    count += messages.length;
    yield origin === undefined ? messages : messages.map((message) => ({ ...message, origin }));
    if (position % BATCH === BATCH - 1) {
      tell(position + 1);
      await ports.clock.sleep(0);
      throwIfCancelled(signal);
    }
  }
  tell(found.length);
  if (summary !== undefined) yield captureNotes(summary, count, options.strict);
}
