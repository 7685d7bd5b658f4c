import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { countsOf } from './control/overview.ts';
import { Lab, type LabParts, type LabPorts } from './lab.ts';
import { type ReadyDocument, readyDocument } from './ready.ts';
import { StateFolder } from './state-folder.ts';
import { writeWhole } from './whole-file.ts';

export interface ServeOptions {
  readonly parts: Omit<LabParts, 'authority' | 'facts'>;
  readonly ports: LabPorts;
  /** Where state and certificate authority are kept from run to run. */
  readonly stateFolder?: string;
  /** An existing folder for the certificate of the authority; without it and `stateFolder` a temporary one is made. */
  readonly caFolder?: string;
  /** Gets the ready document once every listener accepts; removed at the end. */
  readonly readyFile?: string;
  /** Is told what a person should know, in whole sentences. */
  readonly say: (sentence: string) => void;
}

/** A Lab that listens, with the files that belong to its run. */
export interface ServedLab {
  readonly lab: Lab;
  readonly ready: ReadyDocument;
  /** Keeps the state, closes every listener, removes what belongs to this run. */
  stop(): Promise<void>;
}

const SAVE_INTERVAL = 60_000;
/** It holds passwords and the control token. */
const PRIVATE = 0o600;
const PUBLIC = 0o644;

/**
 * Starts a Lab with its files: ready file, certificate of the authority, kept state.
 *
 * @throws WorkbenchError ERR_LAB_PORT_TAKEN, ERR_STORE_*; RangeError for a scale that cannot be. Nothing is left behind then.
 */
export async function serveLab(options: ServeOptions): Promise<ServedLab> {
  const { parts, say } = options;
  const folder =
    options.stateFolder === undefined
      ? undefined
      : new StateFolder(resolve(options.stateFolder), () => parts.clock.now(), say);
  const authority = await folder?.authority();
  const lab = await Lab.create({
    ...parts,
    ...(authority === undefined ? {} : { authority }),
    facts: (described) => readyDocument(described, caFile.path),
  });
  const caFile = await caFileOf(options);
  const keeper = new StateKeeper(lab, folder, say);
  const readyFile = options.readyFile === undefined ? undefined : resolve(options.readyFile);
  let readyText = '';
  const cleanUp = async (): Promise<void> => {
    if (caFile.temporary !== undefined) await rm(caFile.temporary, { recursive: true, force: true });
    // Another Lab may have been given the same file since.
    const now = readyFile === undefined ? '' : await readFile(readyFile, 'utf8').catch(() => '');
    if (readyFile !== undefined && now === readyText && readyText !== '')
      await rm(readyFile, { force: true });
  };
  try {
    await keeper.restore();
    await writeWhole(caFile.path, lab.ground.tls.caPem, PUBLIC);
    await folder?.saveAuthority(await lab.ground.tls.export());
    await lab.start(options.ports);
    const ready = readyDocument(lab, caFile.path);
    readyText = `${JSON.stringify(ready)}\n`;
    if (readyFile !== undefined) await writeWhole(readyFile, readyText, PRIVATE);
    keeper.start();
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await lab.stop();
      try {
        await keeper.stop();
      } finally {
        await cleanUp();
      }
    };
    return {
      lab,
      ready,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (thrown) {
    await lab.stop();
    await cleanUp();
    throw thrown;
  }
}

async function caFileOf(
  options: ServeOptions,
): Promise<{ readonly path: string; readonly temporary?: string }> {
  if (options.stateFolder !== undefined) return { path: join(resolve(options.stateFolder), 'ca.pem') };
  if (options.caFolder !== undefined) return { path: join(resolve(options.caFolder), 'ca.pem') };
  const temporary = await mkdtemp(join(tmpdir(), 'fedbench-lab-'));
  return { path: join(temporary, 'ca.pem'), temporary };
}

/** Keeps a Lab's state in its folder: at the end, and every minute in which something was asked of it. */
class StateKeeper {
  readonly #lab: Lab;
  readonly #folder: StateFolder | undefined;
  readonly #say: (sentence: string) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #saved = '';
  #saving: Promise<void> = Promise.resolve();

  constructor(lab: Lab, folder: StateFolder | undefined, say: (sentence: string) => void) {
    this.#lab = lab;
    this.#folder = folder;
    this.#say = say;
  }

  async restore(): Promise<void> {
    const lab = this.#lab;
    const restored = await this.#folder?.restore((snapshot) => {
      lab.restore(snapshot);
      // What is no state in its inside shows here, not at the first request.
      countsOf(lab.state);
      readyDocument(lab, '');
    });
    if (restored === false) await lab.reset();
    if (restored !== true) return;
    // Clients live in the machine's time: tokens of a Lab that stood still would be expired before they are read.
    const { clock } = lab.ground;
    const { offset } = clock.setting;
    if (offset < 0) clock.advance(-offset);
    if (lab.state.seed !== lab.seedName)
      this.#say(
        `The kept state grew from the seed ${lab.state.seed}; a reset starts over from ${lab.seedName}.`,
      );
  }

  start(): void {
    if (this.#folder === undefined) return;
    this.#saved = this.#mark();
    this.#timer = setInterval(() => {
      if (this.#mark() !== this.#saved)
        this.#save().catch((thrown: Error) => this.#say(`The state was not kept: ${thrown.message}`));
    }, SAVE_INTERVAL);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#folder !== undefined) await this.#save();
  }

  #save(): Promise<void> {
    this.#saved = this.#mark();
    const snapshot = this.#lab.snapshot();
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#folder?.saveState(snapshot));
    return this.#saving;
  }

  /** Another text where something may have changed: every change comes with a request or a pending event. */
  #mark(): string {
    const { log, random } = this.#lab.ground;
    const { next, events } = this.#lab.state.pending;
    return [log.list(0, 1)[0]?.id ?? 0, random.state, next, events.length].join(' ');
  }
}
