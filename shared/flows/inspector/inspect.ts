import { captureKindOf } from '../../core/capture/capture-kind.ts';
import { toUtf8 } from '../../core/encoding/utf8.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { recognise } from '../../core/inspector/recognise.ts';
import type { InspectedMessage, InspectReport } from '../../core/inspector/report.ts';
import type { ByteSource } from '../../ports/byte-source.ts';
import { inspectSource } from './inspect-source.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/** Characters by which a pasted capture shows what it is. */
const HEAD = 64 * 1024;
const CHUNK = 1024 * 1024;
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
  if (typeof input === 'string' && captureKindOf(toUtf8(input.slice(0, HEAD))) !== undefined) {
    return inspectSource(ports, pasted(input), options, signal, ({ judged, messages }) =>
      progress(judged, messages),
    );
  }
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

function pasted(text: string): ByteSource {
  const bytes = toUtf8(text);
  return {
    name: 'pasted text',
    size: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
    },
  };
}
