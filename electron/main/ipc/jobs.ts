import type { Contract } from '../../../shared/contract/contract.ts';
import { runIdSchema } from '../../../shared/contract/jobs.ts';
import type { WorkbenchEvent } from '../../../shared/contract/workbench-api.ts';
import { type Result, toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Random } from '../../../shared/ports/random.ts';
import type { AcceptedCall, Router } from './router.ts';

/** Milliseconds between two progress events of one job: the page draws no faster. */
const PROGRESS_INTERVAL = 100;

type Emit = (windowId: number, event: WorkbenchEvent) => void;

/**
 * Everything that runs for a window: calls, which answer once, and jobs, which are followed by events. Whatever runs can be
 * cancelled by the window that started it, and is when that window goes away.
 */
export class Jobs {
  readonly #router: Pick<Router<Contract>, 'accept' | 'isJob'>;
  readonly #random: Random;
  readonly #emit: Emit;
  readonly #running = new Map<number, Map<string, AbortController>>();

  constructor(parts: { router: Pick<Router<Contract>, 'accept' | 'isJob'>; random: Random; emit: Emit }) {
    this.#router = parts.router;
    this.#random = parts.random;
    this.#emit = parts.emit;
  }

  /**
   * Runs a call to its answer, or starts a job and answers with its id.
   *
   * @param callId the page's own id for the call; it can be cancelled by it
   */
  async handle(
    windowId: number,
    channel: string,
    input: unknown,
    callId?: unknown,
  ): Promise<Result<unknown>> {
    const id = runIdSchema.optional().safeParse(callId);
    if (!id.success) {
      const problems = ['callId: 1 to 64 of A-Z, a-z, 0-9 and hyphen'];
      return {
        ok: false,
        error: toWireError(new WorkbenchError('ERR_IPC_INPUT', 'ipc', { channel, problems })),
      };
    }
    const accepted = this.#router.accept(channel, input);
    if (!accepted.ok) return accepted;
    if (this.#router.isJob(channel)) return { ok: true, value: this.#start(windowId, accepted.value) };
    return this.#follow(windowId, id.data ?? this.#random.uuid(), accepted.value, () => {});
  }

  /** @returns false when nothing of that id runs for that window */
  cancel(windowId: number, id: string): boolean {
    const controller = this.#running.get(windowId)?.get(id);
    controller?.abort(cancellation());
    return controller !== undefined;
  }

  /** Cancels all that runs for a window which was closed, reloaded or has crashed. */
  endWindow(windowId: number): void {
    for (const controller of this.#running.get(windowId)?.values() ?? []) controller.abort(cancellation());
    this.#running.delete(windowId);
  }

  #start(windowId: number, call: AcceptedCall): { readonly jobId: string } {
    const jobId = this.#random.uuid();
    let latest: { readonly progress: unknown } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      if (latest === undefined) return;
      this.#emit(windowId, { type: 'job-progress', jobId, progress: latest.progress });
      latest = undefined;
      timer = setTimeout(tell, PROGRESS_INTERVAL);
    };
    const progress = (value: unknown): void => {
      latest = { progress: value };
      if (timer === undefined) tell();
    };
    const begun: AcceptedCall = {
      // Behind the answer with the id, so that a page knows the job before it hears of it.
      run: async (context) => {
        await new Promise((resolve) => setImmediate(resolve));
        return call.run(context);
      },
    };
    void this.#follow(windowId, jobId, begun, progress).then((result) => {
      clearTimeout(timer);
      if (latest !== undefined) {
        this.#emit(windowId, { type: 'job-progress', jobId, progress: latest.progress });
      }
      this.#emit(windowId, { type: 'job-end', jobId, result });
    });
    return { jobId };
  }

  async #follow(
    windowId: number,
    id: string,
    call: AcceptedCall,
    progress: (value: unknown) => void,
  ): Promise<Result<unknown>> {
    const controller = new AbortController();
    const runs = this.#running.get(windowId) ?? new Map<string, AbortController>();
    this.#running.set(windowId, runs.set(id, controller));
    try {
      return await call.run({ windowId, signal: controller.signal, progress });
    } finally {
      if (runs.get(id) === controller) runs.delete(id);
    }
  }
}

function cancellation(): WorkbenchError {
  return new WorkbenchError('ERR_CANCELLED', 'ipc', {});
}
