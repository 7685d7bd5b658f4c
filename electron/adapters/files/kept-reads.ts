import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip, createGzip } from 'node:zlib';
import type { KeptRead } from '../../../shared/core/access/kept-read.ts';
import type { Assignment } from '../../../shared/core/access/model.ts';
import type { KeptReads } from '../../../shared/ports/kept-reads.ts';
import { writeWholeFile } from './write-file.ts';

/** Raised when the model changes: what another version kept is read from AWS again. */
const VERSION = 1;
const ENDING = '.read.gz';
const NO_WORKSPACE = 'terminal';
/** Characters of JSON that one may become: several times the largest organization. */
const MOST_CHARACTERS = 512 * 1024 * 1024;
/** Assignments a line. */
const CHUNK = 1000;

/** Kept reads as packed files in one folder, readable by this user only. */
export class FileKeptReads implements KeptReads {
  readonly #folder: string;

  /** @param folder is made when something is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async save(read: KeptRead): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = `${instanceOf(read.snapshot.instance.arn)}.${plain(read.workspaceId ?? NO_WORKSPACE)}${ENDING}`;
    // Most of it is the same few names again and again, so that the quickest level already packs it to a tenth.
    const packed = await buffer(Readable.from(linesOf(read)).pipe(createGzip({ level: 1 })));
    await writeWholeFile(join(this.#folder, name), packed, true);
  }

  async ofInstance(instanceArn: string): Promise<readonly KeptRead[]> {
    const reads = await this.#load((name) => name.startsWith(`${instanceOf(instanceArn)}.`));
    return reads.filter(({ snapshot }) => snapshot.instance.arn === instanceArn);
  }

  async ofWorkspace(workspaceId: string): Promise<KeptRead | undefined> {
    const reads = await this.#load((name) => name.endsWith(`.${plain(workspaceId)}${ENDING}`));
    return reads
      .filter((read) => read.workspaceId === workspaceId)
      .sort((a, b) => b.snapshot.readAt - a.snapshot.readAt)[0];
  }

  async forget(instanceArn: string): Promise<void> {
    const names = await this.#names();
    for (const name of names.filter((one) => one.startsWith(`${instanceOf(instanceArn)}.`)))
      await rm(join(this.#folder, name), { force: true });
  }

  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => name.endsWith(ENDING));
  }

  async #load(wanted: (name: string) => boolean): Promise<KeptRead[]> {
    const names = (await this.#names()).filter(wanted);
    const reads = await Promise.all(names.map((name) => readKept(join(this.#folder, name))));
    return reads.filter((read) => read !== undefined);
  }
}

/** Everything but the assignments on the first line, then some assignments a line, so that it is never one text in memory. */
function* linesOf(read: KeptRead): Generator<string> {
  const { assignments, ...snapshot } = read.snapshot;
  yield `${JSON.stringify({ kind: 'access-read', version: VERSION, read: { ...read, snapshot } })}\n`;
  for (let from = 0; from < assignments.length; from += CHUNK)
    yield `${JSON.stringify(assignments.slice(from, from + CHUNK))}\n`;
}

/** The checksum of the packing tells a damaged file; a newer or older version is no read of ours. */
async function readKept(path: string): Promise<KeptRead | undefined> {
  try {
    let head: { readonly kind: unknown; readonly version: unknown; readonly read: KeptRead } | undefined;
    const assignments: Assignment[] = [];
    for await (const line of linesIn(await readFile(path))) {
      const value = JSON.parse(line);
      if (head === undefined) head = value;
      else assignments.push(...value);
    }
    if (head?.kind !== 'access-read' || head.version !== VERSION) return undefined;
    return { ...head.read, snapshot: { ...head.read.snapshot, assignments } };
  } catch {
    return undefined;
  }
}

/** @throws where the bytes are not whole or become too much text */
async function* linesIn(packed: Uint8Array): AsyncGenerator<string> {
  const unpacked = Readable.from([packed]).pipe(createGunzip()).setEncoding('utf8');
  let rest = '';
  let characters = 0;
  for await (const text of unpacked) {
    characters += text.length;
    if (characters > MOST_CHARACTERS) throw new RangeError('too much text');
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The last part of an instance's ARN. */
const instanceOf = (arn: string): string => plain(arn.split('/').at(-1) ?? arn);

/** Ids as part of a file's name, whatever they hold. */
const plain = (id: string): string => id.replace(/[^\w-]/g, '_').slice(0, 80);
