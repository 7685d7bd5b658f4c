import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { DocumentKind, LoadedDocument, WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import { isUnfinished, sweepUnfinished, syncFolder, writeAtomically } from './atomic-write.ts';
import { documentText, readDocument } from './document-file.ts';
import { codeOf, storeError } from './store-error.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * Documents as JSON files in one folder. Each save replaces the whole file at once, so of two processes the later one wins
 * and neither leaves a mixture; a damaged file is renamed, a newer version's is refused, and neither is ever overwritten.
 */
export class FileStore implements WorkspaceStore {
  readonly #folder: string;
  readonly #clock: Pick<Clock, 'now'>;
  /** One after the other for each document, in the order of the calls. */
  readonly #queues = new Map<string, Promise<unknown>>();
  #swept = false;

  constructor(folder: string, clock: Pick<Clock, 'now'>) {
    this.#folder = folder;
    this.#clock = clock;
  }

  load<T>(kind: DocumentKind<T>): Promise<LoadedDocument<T>> {
    return this.#inTurn(kind, async (file) => {
      const text = await this.#read(file);
      if (text === undefined) return { value: kind.empty };
      const reading = readDocument(kind, text);
      if (reading.state === 'good') return { value: reading.value };
      if (reading.state === 'newer') throw this.#newer(file, reading.version, kind.version);
      return { value: kind.empty, keptAside: await this.#keepAside(kind.name, file) };
    });
  }

  save<T>(kind: DocumentKind<T>, value: T): Promise<void> {
    return this.#inTurn(kind, async (file) => {
      const content = documentText(kind, kind.parse(value));
      const before = await this.#read(file);
      if (before === content) return;
      if (before !== undefined) {
        const reading = readDocument(kind, before);
        if (reading.state === 'newer') throw this.#newer(file, reading.version, kind.version);
        if (reading.state === 'damaged') await this.#keepAside(kind.name, file);
      }
      await writeAtomically(this.#folder, file, content);
    });
  }

  async files(): Promise<readonly string[]> {
    try {
      const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory() && !isUnfinished(entry.name))
        .map((entry) => relative(this.#folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw storeError(error, this.#folder);
    }
  }

  async remove(file: string): Promise<void> {
    const path = join(this.#folder, file);
    try {
      if (!(await this.files()).includes(file)) return;
      await rm(path, { force: true });
      await syncFolder(this.#folder);
    } catch (error) {
      throw storeError(error, path);
    }
  }

  async #inTurn<T, R>(kind: DocumentKind<T>, work: (file: string) => Promise<R>): Promise<R> {
    if (!NAME.test(kind.name))
      throw new TypeError('a document name is lower-case letters, digits and hyphens');
    const file = `${kind.name}.json`;
    const before = this.#queues.get(file) ?? Promise.resolve();
    const turn = before.then(async () => {
      if (!this.#swept) {
        this.#swept = true;
        await sweepUnfinished(this.#folder, this.#clock.now());
      }
      return work(file);
    });
    this.#queues.set(
      file,
      turn.catch(() => {}),
    );
    try {
      return await turn;
    } catch (error) {
      throw storeError(error, join(this.#folder, file));
    }
  }

  /** @returns undefined where there is no file; an empty text, which no document is, for a link or folder in its place */
  async #read(file: string): Promise<string | undefined> {
    try {
      const handle = await open(join(this.#folder, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        return await handle.readFile('utf8');
      } finally {
        await handle.close();
      }
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT') return undefined;
      if (code === 'ELOOP' || code === 'EISDIR') return '';
      throw error;
    }
  }

  async #keepAside(name: string, file: string): Promise<string> {
    const time = new Date(this.#clock.now()).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
    for (let attempt = 1; ; attempt++) {
      const aside = `${name}.damaged-${time}${attempt === 1 ? '' : `-${attempt}`}.json`;
      const taken = await lstat(join(this.#folder, aside)).catch(() => undefined);
      if (taken !== undefined) continue;
      await rename(join(this.#folder, file), join(this.#folder, aside));
      await syncFolder(this.#folder);
      return aside;
    }
  }

  #newer(file: string, found: number, known: number): WorkbenchError {
    return new WorkbenchError('ERR_STORE_NEWER', 'store', { path: join(this.#folder, file), found, known });
  }
}
