import { randomUUID } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/**
 * Writes a whole file or none of it, readable by this user only, because what is written may hold a token.
 *
 * @param path absolute, or relative to the working directory; its folder must exist
 * @param replace false: a file that is there is left alone
 * @throws WorkbenchError ERR_OUTPUT_EXISTS, ERR_INPUT_DIRECTORY, ERR_INPUT_NOT_FOUND for its folder, ERR_STORE_PERMISSION,
 *   ERR_STORE_FULL, ERR_STORE_WRITE
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  replace: boolean,
): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory() === true) throw writeError(path, 'EISDIR');
  if (existing !== undefined && !replace) throw writeError(path, 'EEXIST');
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeOut(await open(unfinished, 'wx', 0o600), content);
    if (replace) await rename(unfinished, path);
    else await renameUnlessThere(unfinished, path);
  } catch (thrown) {
    throw writeError(path, thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown');
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

async function writeOut(file: FileHandle, content: string | Uint8Array): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link fails where somebody was faster; file systems without links leave that moment open. */
async function renameUnlessThere(unfinished: string, path: string): Promise<void> {
  try {
    await link(unfinished, path);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') throw thrown;
    await rename(unfinished, path);
  }
}

/** @returns the error that belongs to a system's code when a file was to be written */
export function writeError(path: string, code: string): WorkbenchError {
  switch (code) {
    case 'EEXIST':
      return new WorkbenchError(
        'ERR_OUTPUT_EXISTS',
        'file',
        { path },
        { message: `There is already a file ${path}.` },
      );
    case 'EISDIR':
      return new WorkbenchError(
        'ERR_INPUT_DIRECTORY',
        'file',
        { path },
        { message: `${path} is a folder, not a file.`, hint: 'Name a file in it.' },
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new WorkbenchError(
        'ERR_INPUT_NOT_FOUND',
        'file',
        { path },
        { message: `There is no folder ${dirname(path)}.`, hint: 'Make the folder first, or name another.' },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new WorkbenchError(
        'ERR_STORE_PERMISSION',
        'file',
        { path },
        { message: `${path} may not be written.`, hint: 'Name a file in a folder of yours.' },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError('ERR_STORE_FULL', 'file', { path });
    default:
      return new WorkbenchError(
        'ERR_STORE_WRITE',
        'file',
        { path, cause: code },
        { message: `${path} could not be written (${code}).` },
      );
  }
}
