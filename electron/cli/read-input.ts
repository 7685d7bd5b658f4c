import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { ByteSource } from '../../shared/flows/inspector/byte-source.ts';
import type { Terminal } from './terminal.ts';

const CHUNK = 1024 * 1024;
const MAX_KEY_FILE = 4 * 1024 * 1024;

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
  const size = await sizeOf(path);
  return {
    name: path,
    size,
    async *chunks() {
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) yield chunk as Uint8Array;
      } catch (thrown) {
        throw fileError(path, thrown);
      }
    },
  };
}

/**
 * Reads a key, certificate or metadata file as text.
 *
 * @throws WorkbenchError as openInput does, and ERR_INPUT_TOO_LARGE
 */
export async function readKeyFile(path: string): Promise<string> {
  const size = await sizeOf(path);
  if (size > MAX_KEY_FILE)
    throw new WorkbenchError('ERR_INPUT_TOO_LARGE', path, { bytes: size, limit: MAX_KEY_FILE });
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    throw fileError(path, thrown);
  }
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

async function sizeOf(path: string): Promise<number> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(path);
  } catch (thrown) {
    throw fileError(path, thrown);
  }
  if (found.isDirectory())
    throw new WorkbenchError(
      'ERR_INPUT_DIRECTORY',
      'file',
      { path },
      { message: `${path} is a folder, not a file.` },
    );
  return found.size;
}

function fileError(path: string, thrown: unknown): WorkbenchError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new WorkbenchError(
      'ERR_INPUT_NOT_FOUND',
      'file',
      { path },
      { message: `There is no file ${path}.` },
    );
  }
  if (code === 'EISDIR') return new WorkbenchError('ERR_INPUT_DIRECTORY', 'file', { path });
  if (code === 'EACCES' || code === 'EPERM') {
    return new WorkbenchError(
      'ERR_INPUT_PERMISSION',
      'file',
      { path },
      { message: `${path} may not be read.` },
    );
  }
  return new WorkbenchError(
    'ERR_INPUT_READ',
    'file',
    { path, cause: code },
    { message: `${path} could not be read (${code}).` },
  );
}
