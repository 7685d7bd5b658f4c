import { existsSync } from 'node:fs';
import { type FileHandle, open, readFile, rm, writeFile } from 'node:fs/promises';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Journal } from '../../../shared/ports/journal.ts';
import { writeError, writeWholeFile } from './write-file.ts';

/** A journal in a file, which only this process writes until it is closed. */
export interface JournalFile extends Journal {
  close(): Promise<void>;
}

/** Journals that this very process holds. */
const held = new Set<string>();

/**
 * Begins a journal. Its file appears with its first line, whole: nobody ever meets a journal that does not say what it is.
 *
 * @param path of a file that does not exist yet
 * @throws WorkbenchError ERR_OUTPUT_EXISTS, ERR_ACCESS_JOURNAL_BUSY, ERR_INPUT_NOT_FOUND for its folder, ERR_STORE_*
 */
export async function createJournal(path: string): Promise<JournalFile> {
  await lock(path);
  if (!existsSync(path)) return new LockedJournal(path, undefined);
  await unlock(path);
  throw writeError(path, 'EEXIST');
}

/**
 * Opens a journal to go on with it. A line that the death of its writer cut is taken off the file.
 *
 * @returns what it holds, and the journal to append to
 * @throws WorkbenchError ERR_INPUT_NOT_FOUND, ERR_ACCESS_JOURNAL_BUSY, ERR_STORE_*
 */
export async function openJournal(
  path: string,
): Promise<{ readonly text: string; readonly journal: JournalFile }> {
  const known = await open(path, 'r').catch((thrown: unknown) => {
    const code = codeOf(thrown);
    if (code !== 'ENOENT') throw writeError(path, code);
    throw new WorkbenchError(
      'ERR_INPUT_NOT_FOUND',
      'file',
      { path },
      { message: `There is no file ${path}.` },
    );
  });
  await known.close();
  await lock(path);
  try {
    const bytes = await readFile(path);
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    const file = await open(path, 'a+', 0o600);
    await file.truncate(whole.length);
    return { text: whole.toString('utf8'), journal: new LockedJournal(path, file) };
  } catch (thrown) {
    await unlock(path);
    throw writeError(path, codeOf(thrown));
  }
}

class LockedJournal implements JournalFile {
  readonly path: string;
  #file: FileHandle | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param file undefined where the first line makes it */
  constructor(path: string, file: FileHandle | undefined) {
    this.path = path;
    this.#file = file;
  }

  /** Lines go one after the other, whoever writes them; after one failed, none follows. */
  append(line: string): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.#file === undefined) {
        await writeWholeFile(this.path, `${line}\n`, false);
        this.#file = await open(this.path, 'a', 0o600);
        return;
      }
      try {
        await this.#file.appendFile(`${line}\n`);
        await this.#file.datasync();
      } catch (thrown) {
        throw writeError(this.path, codeOf(thrown));
      }
    });
    return this.#last;
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#file?.close();
    await unlock(this.path);
  }
}

const lockOf = (path: string): string => `${path}.lock`;

/** Two processes that resume one journal would do everything twice. */
async function lock(path: string): Promise<void> {
  const busy = (): WorkbenchError =>
    new WorkbenchError(
      'ERR_ACCESS_JOURNAL_BUSY',
      'journal',
      { path },
      { hint: `Wait for the other process, or stop it; if there is none, delete ${lockOf(path)}.` },
    );
  if (held.has(path)) throw busy();
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(lockOf(path), String(process.pid), { flag: 'wx', mode: 0o600 });
      held.add(path);
      return;
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') throw writeError(path, codeOf(thrown));
      const owner = Number(await readFile(lockOf(path), 'utf8').catch(() => ''));
      if (isAlive(owner)) throw busy();
      // Its process was killed.
      await rm(lockOf(path), { force: true });
    }
  }
  throw busy();
}

async function unlock(path: string): Promise<void> {
  held.delete(path);
  await rm(lockOf(path), { force: true }).catch(() => undefined);
}

function isAlive(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0 || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
}
