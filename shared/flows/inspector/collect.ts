import { toUtf8Chunks } from '../../core/capture/as-utf8.ts';
import { CapturedMessages } from '../../core/capture/candidates.ts';
import { captureKindOf } from '../../core/capture/capture-kind.ts';
import { CaptureScanner } from '../../core/capture/capture-scanner.ts';
import type { CaptureSummary } from '../../core/capture/exchange.ts';
import type { Crypto } from '../../core/crypto/crypto.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { Candidate } from '../../core/inspector/candidate.ts';
import { findMessages, MAX_INPUT, recognise } from '../../core/inspector/recognise.ts';
import type { MessageOrigin } from '../../core/inspector/report.ts';
import type { ByteSource } from '../../ports/byte-source.ts';

/** How far a source has been read, and how many of its messages are judged. */
export interface InspectProgress {
  readonly bytes: number;
  readonly total?: number;
  readonly messages: number;
  readonly judged: number;
}

/** Everything found in a source, not judged yet. */
export interface Collected {
  readonly found: readonly { readonly candidate: Candidate; readonly origin?: MessageOrigin }[];
  /** Captures only. */
  readonly summary?: CaptureSummary;
  readonly bytes: number;
}

/** Bytes by which a capture shows what it is. */
const HEAD = 64 * 1024;

interface OpenCapture {
  readonly scanner: CaptureScanner;
  readonly messages: CapturedMessages;
  readonly toUtf8: (chunk: Uint8Array) => Uint8Array;
  /** Characters in which a message was refused. */
  readonly refused: number;
}

/**
 * Finds every message of a file or stream. A HAR or SAML-tracer export is read as a stream, whatever its size; any other
 * input is a text of one or more messages.
 *
 * @param progress called after every chunk
 * @throws WorkbenchError ERR_INPUT_*, ERR_CANCELLED
 */
export async function collect(
  ports: { readonly crypto: Crypto },
  source: ByteSource,
  signal: AbortSignal,
  progress: (progress: InspectProgress) => void,
): Promise<Collected> {
  const total = source.size === undefined ? {} : { total: source.size };
  const collected: Uint8Array[] = [];
  let bytes = 0;
  let capture: OpenCapture | undefined;
  for await (const chunk of source.chunks()) {
    throwIfCancelled(signal);
    if (capture === undefined) {
      const mayShow = bytes < HEAD;
      bytes += chunk.length;
      collected.push(chunk.slice());
      capture = mayShow ? openCapture(joined(collected, Math.min(bytes, HEAD)), ports.crypto) : undefined;
      if (capture !== undefined) {
        for (const piece of collected) capture.scanner.push(capture.toUtf8(piece));
        collected.length = 0;
      } else if (bytes > MAX_INPUT) {
        throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', {
          bytes: source.size ?? bytes,
          limit: MAX_INPUT,
        });
      }
    } else {
      bytes += chunk.length;
      capture.scanner.push(capture.toUtf8(chunk));
    }
    progress({ bytes, ...total, messages: capture?.messages.count ?? 0, judged: 0 });
  }
  throwIfCancelled(signal);
  if (capture === undefined) {
    const found = recognise(joined(collected, bytes), ports.crypto);
    return { found: found.map((candidate) => ({ candidate })), bytes };
  }
  const ended = capture.scanner.end();
  const summary = {
    ...ended,
    oversized: ended.oversized + capture.refused,
    passedOver: capture.messages.passedOver,
  };
  if (capture.messages.count === 0) throw nothingIn(summary);
  return { found: capture.messages.list(), summary, bytes };
}

/** @throws WorkbenchError ERR_CANCELLED */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'inspector', {});
}

function openCapture(head: Uint8Array, crypto: Crypto): OpenCapture | undefined {
  const kind = captureKindOf(toUtf8Chunks(head)(head));
  if (kind === undefined) return undefined;
  const opened = { toUtf8: toUtf8Chunks(head), refused: 0 };
  const find = (text: string): Candidate[] => {
    try {
      return findMessages(text, crypto);
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
      // One message that inflates without end must not take the others with it.
      opened.refused += text.length;
      return [];
    }
  };
  const messages = new CapturedMessages(find, kind);
  const scanner = new CaptureScanner((exchange) => messages.add(exchange));
  return Object.assign(opened, { scanner, messages });
}

function nothingIn({ exchanges, truncated }: CaptureSummary): WorkbenchError {
  return new WorkbenchError(
    'ERR_INPUT_UNRECOGNISED',
    'input',
    { looksLike: 'a capture' },
    {
      message: `There is no SAML message or token in the capture's ${exchanges} exchanges${truncated ? ', and its end is missing' : ''}.`,
      // Chrome and Edge leave Authorization, Cookie and Set-Cookie out of a HAR unless a setting of DevTools allows them.
      hint: 'Record again from before the sign-in, keeping the log when pages change; in Chrome or Edge, export "with sensitive data", which the settings of DevTools have to allow first.',
    },
  );
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
