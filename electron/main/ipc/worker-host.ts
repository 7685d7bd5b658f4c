import { type Result, toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { FromWorker, ToWorker } from '../../worker/protocol.ts';
import { RemoteFailure, type RunContext } from './router.ts';

/** Milliseconds a cancelled run may go on before the process is taken down: one long calculation hears no message. */
const PATIENCE = 2000;

/** The worker as main sees it. */
export interface WorkerProcess {
  postMessage(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

interface Run {
  readonly message: ToWorker;
  readonly context: RunContext;
  /** Told to the page already; the process may still be at it. */
  cancelled: boolean;
  /** Begun again once, after the process had to be taken down for another run. */
  repeated: boolean;
  end(result: Result<unknown>): void;
}

/**
 * Runs heavy calls in a process of its own, which is started by the first of them and again after it died. Cancelling is
 * answered at once; a process that does not hear it is replaced, and what else ran in it begins anew.
 */
export class WorkerHost {
  readonly #fork: () => WorkerProcess;
  readonly #logExit: (code: number) => void;
  readonly #runs = new Map<number, Run>();
  #process: WorkerProcess | undefined;
  #lastId = 0;
  #closed = false;

  constructor(parts: { fork: () => WorkerProcess; logExit: (code: number) => void }) {
    this.#fork = parts.fork;
    this.#logExit = parts.logExit;
  }

  /** Starts the process before it is needed. */
  warm(): void {
    if (!this.#closed) this.#process ??= this.#start();
  }

  /**
   * @param input what the contract's entry has accepted
   * @throws RemoteFailure with the worker's error; WorkbenchError ERR_CANCELLED; ERR_WORKER_STOPPED, which is retryable
   */
  run(channel: string, input: unknown, context: RunContext): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const abort = (): void => this.#cancel(id);
      const end = (result: Result<unknown>): void => {
        context.signal.removeEventListener('abort', abort);
        if (result.ok) resolve(result.value);
        else reject(new RemoteFailure(result.error));
      };
      const message: ToWorker = { type: 'run', id, channel, input };
      this.#runs.set(id, { message, context, cancelled: false, repeated: false, end });
      context.signal.addEventListener('abort', abort, { once: true });
      this.warm();
      this.#process?.postMessage(message);
    });
  }

  /** Takes the process down for good. */
  close(): void {
    this.#closed = true;
    this.#process?.kill();
  }

  #start(): WorkerProcess {
    const process = this.#fork();
    process.onMessage((message) => {
      const run = this.#runs.get(message.id);
      if (run === undefined || this.#process !== process) return;
      if (message.type === 'progress') {
        if (!run.cancelled) run.context.progress(message.progress);
        return;
      }
      this.#runs.delete(message.id);
      run.end(message.result);
    });
    process.onExit((code) => {
      if (this.#process !== process) return;
      this.#process = undefined;
      this.#logExit(code);
      const stopped = new WorkbenchError('ERR_WORKER_STOPPED', 'worker', { exitCode: code });
      for (const run of this.#runs.values()) run.end({ ok: false, error: toWireError(stopped) });
      this.#runs.clear();
    });
    return process;
  }

  #cancel(id: number): void {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    run.cancelled = true;
    run.end({ ok: false, error: toWireError(new WorkbenchError('ERR_CANCELLED', 'worker', {})) });
    this.#process?.postMessage({ type: 'cancel', id });
    const process = this.#process;
    setTimeout(() => {
      if (this.#process === process && this.#runs.has(id)) this.#replace();
    }, PATIENCE).unref?.();
  }

  /** Only reads run here, so that what is begun again gives the same answer. */
  #replace(): void {
    const deaf = this.#process;
    this.#process = undefined;
    deaf?.kill();
    for (const [id, run] of this.#runs) {
      if (run.cancelled) this.#runs.delete(id);
    }
    if (this.#runs.size === 0 || this.#closed) return;
    const fresh = this.#start();
    this.#process = fresh;
    for (const [id, run] of this.#runs) {
      if (run.repeated) {
        this.#runs.delete(id);
        const stopped = new WorkbenchError('ERR_WORKER_STOPPED', 'worker', { exitCode: 0 });
        run.end({ ok: false, error: toWireError(stopped) });
      } else {
        run.repeated = true;
        fresh.postMessage(run.message);
      }
    }
  }
}
