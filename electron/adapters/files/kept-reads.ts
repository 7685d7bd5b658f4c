import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { KeptRead } from '../../../shared/core/access/kept-read.ts';
import type { KeptReads } from '../../../shared/ports/kept-reads.ts';
import { writeWholeFile } from './write-file.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Raised when the model changes: what another version kept is read from AWS again. */
const VERSION = 1;
const ENDING = '.read.gz';
const NO_WORKSPACE = 'terminal';
/** Bytes of JSON that one may become: several times the largest organization. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Kept reads as packed files in one folder, readable by this user only. */
export class FileKeptReads implements KeptReads {
  readonly #folder: string;

  /** @param folder is made when something is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async save(read: KeptRead): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ kind: 'access-read', version: VERSION, read });
    const name = `${instanceOf(read.snapshot.instance.arn)}.${plain(read.workspaceId ?? NO_WORKSPACE)}${ENDING}`;
    // Most of it is the same few names again and again, so that the quickest level already packs it to a tenth.
    await writeWholeFile(join(this.#folder, name), await pack(text, { level: 1 }), true);
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

/** The checksum of the packing tells a damaged file; a newer or older version is no read of ours. */
async function readKept(path: string): Promise<KeptRead | undefined> {
  try {
    const text = await unpack(await readFile(path), { maxOutputLength: MOST_BYTES });
    const { kind, version, read } = JSON.parse(text.toString('utf8'));
    return kind === 'access-read' && version === VERSION ? (read as KeptRead) : undefined;
  } catch {
    return undefined;
  }
}

/** The last part of an instance's ARN. */
const instanceOf = (arn: string): string => plain(arn.split('/').at(-1) ?? arn);

/** Ids as part of a file's name, whatever they hold. */
const plain = (id: string): string => id.replace(/[^\w-]/g, '_').slice(0, 80);
