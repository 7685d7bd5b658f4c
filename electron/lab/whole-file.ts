import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

/**
 * Writes a file so that whoever reads it finds the one before or all of the new one, also after a power cut.
 *
 * @param mode permissions of the new file
 * @throws WorkbenchError ERR_STORE_PERMISSION, ERR_STORE_FULL, ERR_STORE_WRITE
 */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (thrown) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw writeError(path, thrown);
  }
}

function writeError(path: string, thrown: unknown): WorkbenchError {
  const cause = String((thrown as NodeJS.ErrnoException).code ?? 'unknown');
  const text = { message: `${path} could not be written (${cause}).`, cause: thrown };
  if (cause === 'EACCES' || cause === 'EPERM' || cause === 'EROFS')
    return new WorkbenchError('ERR_STORE_PERMISSION', 'lab', { path }, text);
  if (cause === 'ENOSPC' || cause === 'EDQUOT')
    return new WorkbenchError('ERR_STORE_FULL', 'lab', { path }, text);
  return new WorkbenchError('ERR_STORE_WRITE', 'lab', { path, cause }, text);
}
