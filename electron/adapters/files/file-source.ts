import { type FileHandle, open, stat } from 'node:fs/promises';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { ByteSource } from '../../../shared/ports/byte-source.ts';

const CHUNK = 1024 * 1024;

/**
 * Opens a file for reading as a stream. Every chunk lies in the same buffer, so that a file of any size takes the same memory.
 *
 * @param path absolute, or relative to the working directory
 * @throws WorkbenchError ERR_INPUT_NOT_FOUND, ERR_INPUT_DIRECTORY, ERR_INPUT_PERMISSION, ERR_INPUT_READ; the reading throws
 *   the same
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  // Not by opening it: a pipe can be opened only once.
  const file = await stat(path).catch((thrown: unknown) => {
    throw fileError(path, codeOf(thrown));
  });
  if (file.isDirectory()) throw fileError(path, 'EISDIR');
  return {
    name: path,
    // Of a pipe or device the size says nothing.
    ...(file.isFile()
      ? { size: file.size, version: `${file.dev}:${file.ino}:${file.size}:${file.mtimeMs}` }
      : {}),
    async *chunks() {
      const handle = await opened(path);
      try {
        const buffer = new Uint8Array(CHUNK);
        for (;;) {
          const { bytesRead } = await handle.read(buffer, 0, CHUNK).catch((thrown: unknown) => {
            throw fileError(path, codeOf(thrown));
          });
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
  };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (thrown) {
    throw fileError(path, codeOf(thrown));
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
}

function fileError(path: string, code: string): WorkbenchError {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = `There is no file ${path}.`;
    return new WorkbenchError('ERR_INPUT_NOT_FOUND', 'file', { path }, { message });
  }
  if (code === 'EISDIR') {
    const message = `${path} is a folder, not a file.`;
    return new WorkbenchError('ERR_INPUT_DIRECTORY', 'file', { path }, { message });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `${path} may not be read.`;
    return new WorkbenchError('ERR_INPUT_PERMISSION', 'file', { path }, { message });
  }
  const message = `${path} could not be read (${code}).`;
  return new WorkbenchError('ERR_INPUT_READ', 'file', { path, cause: code }, { message });
}
