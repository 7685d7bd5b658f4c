import { CapturedMessages } from '../../core/capture/candidates.ts';
import { captureKindOf } from '../../core/capture/capture-kind.ts';
import { CaptureScanner } from '../../core/capture/capture-scanner.ts';
import type { CaptureSummary } from '../../core/capture/exchange.ts';
import { captureNotes } from '../../core/capture/notes.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { findMessages, MAX_INPUT } from '../../core/inspector/recognise.ts';
import type { InspectedMessage, InspectReport } from '../../core/inspector/report.ts';
import type { ByteSource } from './byte-source.ts';
import { inspect } from './inspect.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/** How far a source has been read. */
export interface InspectProgress {
  readonly bytes: number;
  readonly total?: number;
  readonly messages: number;
}

/** Bytes by which a capture shows what it is. */
const HEAD = 64 * 1024;
/** Messages judged before others get a turn. */
const BATCH = 16;

/**
 * Judges everything in a file or stream. A HAR or SAML-tracer export is read as a stream, whatever its size; any other input
 * is a text of one or more messages.
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
  const total = source.size === undefined ? {} : { total: source.size };
  const collected: Uint8Array[] = [];
  let bytes = 0;
  let capture: { readonly scanner: CaptureScanner; readonly messages: CapturedMessages } | undefined;
  for await (const chunk of source.chunks()) {
    throwIfCancelled(signal);
    bytes += chunk.length;
    if (capture === undefined) {
      collected.push(chunk.slice());
      const kind =
        bytes <= HEAD + chunk.length ? captureKindOf(joined(collected, Math.min(bytes, HEAD))) : undefined;
      if (kind !== undefined) {
        const messages = new CapturedMessages((text) => findMessages(text, ports.crypto), kind);
        capture = { scanner: new CaptureScanner((exchange) => messages.add(exchange)), messages };
        capture.scanner.push(joined(collected, bytes));
        collected.length = 0;
      } else if (bytes > MAX_INPUT) {
        throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', {
          bytes: source.size ?? bytes,
          limit: MAX_INPUT,
        });
      }
    } else {
      capture.scanner.push(chunk);
    }
    progress({ bytes, ...total, messages: capture?.messages.count ?? 0 });
  }
  if (capture === undefined) return inspect(ports, joined(collected, bytes), options, signal);
  const summary = capture.scanner.end();
  if (capture.messages.count === 0) throw nothingIn(summary);
  const judge = new Judge(ports, options);
  const messages: InspectedMessage[] = [];
  for (const [position, { candidate, origin }] of capture.messages.list().entries()) {
    for (const message of judge.judge(candidate, messages.length)) messages.push({ ...message, origin });
    if (position % BATCH === BATCH - 1) {
      progress({ bytes, ...total, messages: messages.length });
      await ports.clock.sleep(0);
      throwIfCancelled(signal);
    }
  }
  return { messages: [...messages, ...captureNotes(summary, messages.length, options.strict)] };
}

function nothingIn({ exchanges, truncated }: CaptureSummary): WorkbenchError {
  return new WorkbenchError(
    'ERR_INPUT_UNRECOGNISED',
    'input',
    { looksLike: 'a capture' },
    {
      message: `There is no SAML message or token in the capture's ${exchanges} exchanges${truncated ? ', and its end is missing' : ''}.`,
      hint: 'Record again with the network panel open before the sign-in begins, and keep the log when pages change.',
    },
  );
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'inspector', {});
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1)
    return only.length === length ? only : only.subarray(0, length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, Math.max(0, length - at));
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
