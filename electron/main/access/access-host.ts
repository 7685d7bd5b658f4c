import { fromWireError } from '../../../shared/core/errors/from-wire.ts';
import { type Result, toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { AccessDesk } from '../../worker/access/access-desk.ts';
import type { AccessOrder, AccessReport } from '../../worker/access/access-protocol.ts';

type CallReport = Extract<AccessReport, { readonly type: 'call' }>;

/** The process as main sees it. */
export interface AccessProcess {
  send(order: AccessOrder): void;
  onReport(listener: (report: AccessReport) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface AccessHostParts {
  readonly fork: () => AccessProcess;
  /** Makes one call to AWS for the process. */
  readonly call: (call: Omit<CallReport, 'type' | 'id'>, signal: AbortSignal) => Promise<unknown>;
  readonly logExit: (code: number) => void;
}

interface Asked {
  readonly end: (result: Result<unknown>) => void;
  readonly progress: (progress: unknown) => void;
}

type MethodName = keyof AccessDesk & string;
type InputOf<M extends MethodName> =
  Parameters<AccessDesk[M]> extends [infer I, ...unknown[]] ? I : undefined;
type OutputOf<M extends MethodName> = Awaited<ReturnType<AccessDesk[M]>>;

/**
 * Keeps the process that holds an organization's access: starts it when it is first asked something, carries its calls to AWS out,
 * and starts another when it died. What it held is gone with it; what it applied stands in the journal.
 */
export class AccessHost {
  readonly #parts: AccessHostParts;
  readonly #asked = new Map<number, Asked>();
  readonly #calls = new Map<number, AbortController>();
  #process: AccessProcess | undefined;
  #last = 0;

  constructor(parts: AccessHostParts) {
    this.#parts = parts;
  }

  /**
   * @param more.signal cancels it there too
   * @throws WorkbenchError as the process met it, ERR_WORKER_STOPPED where it died
   */
  ask<M extends MethodName>(
    method: M,
    input: InputOf<M>,
    more: { readonly signal?: AbortSignal; readonly progress?: (progress: unknown) => void } = {},
  ): Promise<OutputOf<M>> {
    const process = this.#start();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const cancel = (): void => process.send({ type: 'cancel', id });
      more.signal?.addEventListener('abort', cancel, { once: true });
      this.#asked.set(id, {
        progress: more.progress ?? (() => undefined),
        end: (result) => {
          this.#asked.delete(id);
          more.signal?.removeEventListener('abort', cancel);
          if (result.ok) resolve(result.value as OutputOf<M>);
          else reject(fromWireError(result.error));
        },
      });
      process.send({ type: 'ask', id, method, input });
      if (more.signal?.aborted === true) cancel();
    });
  }

  close(): void {
    this.#process?.kill();
  }

  #start(): AccessProcess {
    if (this.#process !== undefined) return this.#process;
    const process = this.#parts.fork();
    this.#process = process;
    process.onReport((report) => {
      if (this.#process === process) this.#hear(process, report);
    });
    process.onExit((exitCode) => {
      if (this.#process !== process) return;
      this.#process = undefined;
      this.#parts.logExit(exitCode);
      for (const controller of this.#calls.values()) controller.abort();
      this.#calls.clear();
      const error = toWireError(new WorkbenchError('ERR_WORKER_STOPPED', 'access', { exitCode }));
      for (const { end } of [...this.#asked.values()]) end({ ok: false, error });
    });
    return process;
  }

  #hear(process: AccessProcess, report: AccessReport): void {
    switch (report.type) {
      case 'told':
        this.#asked.get(report.id)?.end(report.result);
        break;
      case 'progress':
        this.#asked.get(report.id)?.progress(report.progress);
        break;
      case 'abort':
        this.#calls.get(report.id)?.abort();
        break;
      case 'call':
        void this.#carryOut(process, report);
        break;
    }
  }

  async #carryOut(process: AccessProcess, { id, session, target, method, input }: CallReport): Promise<void> {
    const controller = new AbortController();
    this.#calls.set(id, controller);
    let result: Result<unknown>;
    try {
      const value = await this.#parts.call({ session, target, method, input }, controller.signal);
      result = { ok: true, value };
    } catch (thrown) {
      result = { ok: false, error: toWireError(thrown) };
    }
    this.#calls.delete(id);
    if (this.#process === process) process.send({ type: 'answer', id, result });
  }
}
