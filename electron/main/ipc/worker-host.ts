import type { LineNews } from '../../../shared/contract/worker-line.ts';
import { toWireError, type WireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** Milliseconds a worker may take to hear that something was cancelled: one long calculation hears nothing. */
const PATIENCE = 500;

/** A worker that lived shorter than this many milliseconds is not started again at once. */
const SHORT_LIFE = 2000;
const LONGEST_PAUSE = 10_000;

/** The worker as main sees it. */
export interface WorkerProcess<Port> {
  /** Gives it the worker's end of a line. */
  connect(port: Port): void;
  /** Asks for a sign of life. */
  ping(): void;
  onPong(listener: () => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

/** A page as the worker's host sees it: gets the page's end of a line, or the news that there is none. */
export type PageEnd<Port> = (news: LineNews, port?: Port) => void;

export interface WorkerHostParts<Port> {
  readonly fork: () => WorkerProcess<Port>;
  readonly newLine: () => { readonly page: Port; readonly worker: Port };
  readonly now: () => number;
  readonly logExit: (code: number) => void;
}

/**
 * Keeps one worker process for all windows: starts it with the first page, starts it again when it died, and replaces it when
 * it is deaf to a cancellation. Each page gets a line of its own to every worker there is in turn.
 */
export class WorkerHost<Port> {
  readonly #parts: WorkerHostParts<Port>;
  readonly #pages = new Map<number, PageEnd<Port>>();
  #process: WorkerProcess<Port> | undefined;
  #startedAt = 0;
  #pause = 0;
  #listening: ReturnType<typeof setTimeout> | undefined;
  #restart: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(parts: WorkerHostParts<Port>) {
    this.#parts = parts;
  }

  /** Gives a page its line. A page that was reloaded gets a new one; the old one ended with the page it had. */
  connect(pageId: number, page: PageEnd<Port>): void {
    if (this.#closed) return;
    this.#pages.set(pageId, page);
    if (this.#process !== undefined) this.#join(this.#process, page, {});
    else if (this.#restart === undefined) this.#start({});
  }

  /** The page has gone; its lines with it. */
  disconnect(pageId: number): void {
    this.#pages.delete(pageId);
  }

  /** Replaces the worker unless it answers soon; what runs in it and was not cancelled is asked again by its page. */
  checkHearing(): void {
    const process = this.#process;
    if (process === undefined || this.#listening !== undefined) return;
    process.ping();
    this.#listening = setTimeout(() => {
      this.#listening = undefined;
      if (this.#process !== process) return;
      this.#process = undefined;
      process.kill();
      this.#start({ stopped: stoppedError(0), askAgain: true });
    }, PATIENCE);
  }

  /** Takes the worker down for good. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#listening);
    clearTimeout(this.#restart);
    this.#process?.kill();
  }

  #start(news: LineNews): void {
    const process = this.#parts.fork();
    this.#process = process;
    this.#startedAt = this.#parts.now();
    process.onPong(() => {
      if (this.#process !== process) return;
      clearTimeout(this.#listening);
      this.#listening = undefined;
    });
    process.onExit((code) => {
      if (this.#process !== process) return;
      this.#process = undefined;
      this.#parts.logExit(code);
      if (!this.#closed) this.#recover(code);
    });
    for (const page of this.#pages.values()) this.#join(process, page, news);
  }

  /** Tells the pages at once, and starts the next worker, later each time when they keep dying young. */
  #recover(exitCode: number): void {
    for (const page of this.#pages.values()) page({ stopped: stoppedError(exitCode) });
    const young = this.#parts.now() - this.#startedAt < SHORT_LIFE;
    this.#pause = young ? Math.min(Math.max(this.#pause * 2, 250), LONGEST_PAUSE) : 0;
    this.#restart = setTimeout(() => {
      this.#restart = undefined;
      this.#start({});
    }, this.#pause);
  }

  #join(process: WorkerProcess<Port>, page: PageEnd<Port>, news: LineNews): void {
    const line = this.#parts.newLine();
    process.connect(line.worker);
    page(news, line.page);
  }
}

function stoppedError(exitCode: number): WireError {
  return toWireError(new WorkbenchError('ERR_WORKER_STOPPED', 'worker', { exitCode }));
}
