import type { LabChoices, labStatusSchema } from '../../../shared/contract/lab.ts';
import { type LabReady, labReadySchema } from '../../../shared/contract/lab-ready.ts';
import { labOverviewSchema } from '../../../shared/contract/lab-told.ts';
import { toWireError, type WireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { LabSettings } from '../../../shared/core/lab/settings.ts';
import type { LabOrder, LabReport } from '../../worker/lab-protocol.ts';

/** The Lab's process as main sees it. */
export interface LabProcess {
  send(order: LabOrder): void;
  onReport(listener: (report: LabReport) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface LabHostParts {
  readonly fork: () => LabProcess;
  /** Asks a control route. */
  readonly ask: (ready: LabReady, method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Answers of these channels are out of date. */
  readonly changed: (channels: readonly string[]) => void;
  readonly now: () => number;
  /** A folder for the certificate of one run, and the way to be rid of it. */
  readonly newFolder: () => { readonly path: string; remove(): void };
  readonly logExit: (code: number) => void;
}

type LabStatus = typeof labStatusSchema._output;

/** One run: a process from its start to its end. */
interface Run {
  readonly process: LabProcess;
  readonly since: number;
  readonly choices: LabChoices;
  readonly folder: { readonly path: string; remove(): void };
  /** What it said of itself last, and whom its servers are certified by. */
  ready?: LabReady;
  caPem?: string;
  /** It was told to end. */
  stopping?: boolean;
}

/** Milliseconds a Lab may take to end before its process is taken down. */
const PATIENCE = 1_500;
const MOST_NOTES = 20;
/** Requests a second where no limit is set: more than one machine makes. */
const UNLIMITED = 10_000;
/** Channels that tell of the workspace which a running Lab fills. */
const WORKSPACE = ['connections.list', 'connections.live'];

/**
 * Keeps at most one Lab, in a process of its own: it outlives the page, and ends with the application. One that ends by itself
 * is not started again, because its state went with it; the user is told and starts another.
 */
export class LabHost {
  readonly #parts: LabHostParts;
  #run: Run | undefined;
  #error: WireError | undefined;
  #notes: string[] = [];

  constructor(parts: LabHostParts) {
    this.#parts = parts;
  }

  /** The Lab that runs, as far as others need it: what it says of itself, and its certificate authority. */
  get running(): { readonly ready: LabReady; readonly caPem: string } | undefined {
    const { ready, caPem } = this.#run ?? {};
    return ready === undefined || caPem === undefined ? undefined : { ready, caPem };
  }

  /** Hears anew what the Lab says of itself: its clients and tokens come and go. */
  async refresh(): Promise<void> {
    const run = this.#run;
    if (run?.ready === undefined) return;
    // One that ends while it is asked is over in a moment.
    const facts = await this.ask('GET', '/facts').catch(() => undefined);
    const read = labReadySchema.safeParse(facts);
    if (read.success && this.#run === run) run.ready = read.data;
  }

  /** @param seedFile name of the seed file that was chosen last */
  async status(seedFile: string | undefined): Promise<LabStatus> {
    const run = this.#run;
    const named = seedFile === undefined ? {} : { seedFile };
    const notes = [...this.#notes];
    if (run === undefined) {
      const error = this.#error;
      return { state: error === undefined ? 'off' : 'failed', ...named, notes, ...(error && { error }) };
    }
    const shown = { since: new Date(run.since).toISOString(), choices: run.choices, ...named, notes };
    if (run.ready === undefined) return { state: 'starting', ...shown };
    const { controlToken: _kept, ...ready } = run.ready;
    // One that ends while it is asked is over in a moment; its page is told then.
    const overview = await this.ask('GET', '').then(labOverviewSchema.parse, () => undefined);
    return { state: 'running', ...shown, ready, ...(overview === undefined ? {} : { overview }) };
  }

  /**
   * @param endpoint where somebody is about to call AWS
   * @returns requests a second that each AWS service answers there, where it is this Lab; undefined where it is not
   */
  async awsRate(endpoint: string): Promise<number | undefined> {
    if (endpoint !== this.#run?.ready?.endpoints.aws) return undefined;
    const { rateLimit, clock } = await this.ask('GET', '').then(labOverviewSchema.parse);
    // The Lab counts seconds of its own time.
    return rateLimit === 'off' ? UNLIMITED : rateLimit * clock.scale;
  }

  /**
   * Starts a Lab unless one runs.
   *
   * @param settings without folders, which are the host's own
   * @throws WorkbenchError with what the Lab says, ERR_WORKER_STOPPED where its process died, ERR_CANCELLED where it was
   *   stopped before it ran
   */
  start(choices: LabChoices, settings: LabSettings): Promise<void> {
    if (this.#run !== undefined) return Promise.resolve();
    const folder = this.#parts.newFolder();
    const run: Run = { process: this.#parts.fork(), since: this.#parts.now(), choices, folder };
    this.#run = run;
    this.#error = undefined;
    this.#notes = [];
    const started = new Promise<void>((resolve, reject) => {
      run.process.onReport((report) => {
        if (this.#run !== run) return;
        if (report.type === 'started') {
          run.ready = report.ready;
          run.caPem = report.caPem;
          this.#parts.changed(WORKSPACE);
          resolve();
        }
        if (report.type === 'refused') {
          this.#error = report.error;
          this.#end(run);
          reject(errorOf(report.error));
        }
        this.#hear(report);
      });
      run.process.onExit((code) => {
        reject(run.stopping === true ? new WorkbenchError('ERR_CANCELLED', 'lab', {}) : stopped(code));
        if (this.#run !== run) return;
        if (run.stopping !== true) {
          this.#parts.logExit(code);
          this.#error = toWireError(stopped(code));
        }
        this.#end(run);
        this.#parts.changed(['lab.status']);
      });
    });
    run.process.send({ type: 'start', settings: { ...settings, caFolder: folder.path } });
    this.#parts.changed(['lab.status']);
    return started;
  }

  /** Ends the Lab; one that does not end by itself is taken down. */
  async stop(): Promise<void> {
    const run = this.#run;
    if (run === undefined) {
      this.#error = undefined;
      this.#parts.changed(['lab.status']);
      return;
    }
    run.stopping = true;
    const ended = new Promise<void>((resolve) => run.process.onExit(() => resolve()));
    run.process.send({ type: 'stop' });
    const timer = setTimeout(() => run.process.kill(), PATIENCE);
    await ended;
    clearTimeout(timer);
  }

  /** Takes the Lab down with the application. */
  close(): void {
    const run = this.#run;
    if (run === undefined) return;
    run.stopping = true;
    this.#end(run);
    run.process.kill();
  }

  /**
   * Asks a control route of the Lab that runs.
   *
   * @throws WorkbenchError ERR_LAB_NOT_RUNNING, ERR_USAGE
   */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const ready = this.#run?.ready;
    if (ready === undefined) throw new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', {});
    return this.#parts.ask(ready, method, path, body);
  }

  #hear(report: LabReport): void {
    if (report.type === 'said') this.#notes = [...this.#notes, report.sentence].slice(-MOST_NOTES);
    this.#parts.changed(report.type === 'requests' ? ['lab.requests', 'lab.status'] : ['lab.status']);
  }

  #end(run: Run): void {
    this.#run = undefined;
    run.folder.remove();
    if (run.ready !== undefined) this.#parts.changed(WORKSPACE);
  }
}

function stopped(exitCode: number): WorkbenchError {
  const message = 'The Lab ended by itself; what was in it is gone.';
  return new WorkbenchError('ERR_WORKER_STOPPED', 'lab', { exitCode }, { message, hint: 'Start it again.' });
}

function errorOf({ code, where, details, message, hint }: WireError): WorkbenchError {
  return new WorkbenchError(code, where, details, { message, ...(hint === undefined ? {} : { hint }) });
}
