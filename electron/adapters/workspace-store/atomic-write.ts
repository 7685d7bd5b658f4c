import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is being written; never read, and swept away when whoever wrote it is long gone. */
const UNFINISHED = /^\.[a-z0-9.-]+\.tmp$/;
const STALE_AFTER = 60 * 60_000;
/** Virus scanners and indexers hold a file open on Windows for a moment after it was written. */
const RENAME_ATTEMPTS = process.platform === 'win32' ? 10 : 1;

/** @param name a file name without folders */
export function isUnfinished(name: string): boolean {
  return UNFINISHED.test(name);
}

/**
 * Replaces a file so that a reader, a power cut or a second writer sees the whole old content or the whole new one. A
 * symbolic link in its place is replaced, not followed.
 *
 * @param folder made if missing, for this user only
 * @param name a file name without folders
 * @throws what node:fs throws; the file before is intact, and nothing unfinished is left
 */
export async function writeAtomically(folder: string, name: string, content: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${name}.${randomUUID()}.tmp`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    await closeAfter(file, async () => {
      await file.writeFile(content);
      await file.sync();
    });
    await renameWithPatience(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

/** Makes a rename or removal last through a power cut, where the platform can. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await closeAfter(handle, () => handle.sync());
}

/** Removes what writers that were killed have left. */
export async function sweepUnfinished(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isUnfinished)) {
    const path = join(folder, name);
    const age = now - ((await stat(path).catch(() => undefined))?.mtimeMs ?? now);
    if (age > STALE_AFTER) await rm(path, { force: true }).catch(() => {});
  }
}

async function closeAfter(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}

async function renameWithPatience(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (attempt >= RENAME_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20));
    }
  }
}
