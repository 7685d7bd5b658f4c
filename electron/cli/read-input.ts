import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { keyText } from '../../shared/core/inspector/key-text.ts';
import type { ByteSource } from '../../shared/ports/byte-source.ts';
import { openFileSource } from '../compose/inspector-ports.ts';
import type { Terminal } from './terminal.ts';

const MAX_KEY_FILE = 4 * 1024 * 1024;
const MAX_TEXT = 256 * 1024 * 1024;

/**
 * Opens what a command reads: a file, or standard input for `-` and where nothing is named.
 *
 * @throws WorkbenchError ERR_USAGE where standard input is a terminal nobody types into; ERR_INPUT_NOT_FOUND,
 *   ERR_INPUT_DIRECTORY, ERR_INPUT_PERMISSION, ERR_INPUT_READ
 */
export async function openInput(path: string | undefined, terminal: Terminal): Promise<ByteSource> {
  if (path === undefined || path === '-') {
    if (terminal.stdin.isTTY === true && path === undefined) {
      throw new WorkbenchError(
        'ERR_USAGE',
        'command line',
        {},
        {
          message: 'Nothing was named to read.',
          hint: 'Name a file, or pipe a token in: pbpaste | fedbench inspect',
        },
      );
    }
    return { name: 'standard input', chunks: () => untilAborted(terminal.stdin, terminal.signal) };
  }
  return openFileSource(path);
}

/**
 * Reads a key, certificate or metadata file as text, DER as its base64.
 *
 * @throws WorkbenchError as openInput does, ERR_INPUT_TOO_LARGE, ERR_KEY_UNREADABLE
 */
export async function readKeyFile(path: string): Promise<string> {
  const bytes = await readSmallFile(path);
  try {
    return keyText(bytes);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    throw new WorkbenchError(thrown.code, path, thrown.details, {
      message: `${path}: ${thrown.message}`,
      hint: thrown.hint,
    });
  }
}

/**
 * Reads the content that belongs to a detached signature.
 *
 * @throws WorkbenchError as openInput does, and ERR_INPUT_TOO_LARGE
 */
export async function readPayloadFile(path: string): Promise<string> {
  return Buffer.from(await readSmallFile(path)).toString('utf8');
}

/**
 * Reads a whole text.
 *
 * @throws WorkbenchError ERR_INPUT_TOO_LARGE, ERR_INPUT_ENCODING where it is not UTF-8, and what the reading throws
 */
export async function readText(source: ByteSource): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    bytes += chunk.length;
    if (bytes > MAX_TEXT)
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', source.name, { bytes, limit: MAX_TEXT });
    pieces.push(chunk.slice());
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw new WorkbenchError('ERR_INPUT_ENCODING', source.name, { encoding: 'not UTF-8' });
  }
}

async function readSmallFile(path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (await openFileSource(path)).chunks()) {
    bytes += chunk.length;
    if (bytes > MAX_KEY_FILE)
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', path, { bytes, limit: MAX_KEY_FILE });
    pieces.push(chunk.slice());
  }
  return Buffer.concat(pieces);
}

/** Gives chunks until there are no more, or at once an end by error where the signal aborts while the other end is silent. */
async function* untilAborted(
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new WorkbenchError('ERR_CANCELLED', 'standard input', {}));
    signal.addEventListener('abort', abort, { once: true });
  });
  aborted.catch(() => undefined);
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
