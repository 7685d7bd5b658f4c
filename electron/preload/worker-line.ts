import { CANCELLED } from './refusal.ts';

/** The page's end of the line, as the preload script gets it from main. */
export interface PagePort {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

interface Asked {
  readonly message: { readonly id: number; readonly callId: unknown };
  readonly resolve: (result: unknown) => void;
}

/** What comes from the worker, as far as it is looked at here. */
interface Received {
  readonly type: string;
  readonly id: number;
  readonly result: { readonly ok: boolean; readonly value?: { readonly jobId?: unknown } };
  readonly event: { readonly type: string; readonly jobId?: unknown };
}

/**
 * Asks the worker past main, and outlives the workers it asks. What is asked and answered is judged by the worker and shown
 * by the page; here it is only passed on.
 */
export class WorkerLine {
  readonly #tell: (event: unknown) => void;
  readonly #asked = new Map<number, Asked>();
  readonly #jobs = new Set<unknown>();
  #port: PagePort | undefined;
  #lastId = 0;

  /** @param tell gets the events of jobs */
  constructor(tell: (event: unknown) => void) {
    this.#tell = tell;
  }

  /**
   * Goes over to the next worker, or to none for now.
   *
   * @param news what main says of the worker before: shared/contract/worker-line.ts
   */
  connect(
    port: PagePort | undefined,
    news: { readonly stopped?: unknown; readonly askAgain?: boolean },
  ): void {
    this.#port = port;
    if (news.stopped !== undefined) this.#end({ ok: false, error: news.stopped }, news.askAgain === true);
    if (port === undefined) return;
    port.onmessage = ({ data }) => this.#receive(data as Received);
    for (const { message } of this.#asked.values()) port.postMessage(message);
  }

  /** Waits for a worker where there is none yet. */
  ask(channel: string, input: unknown, callId?: unknown): Promise<unknown> {
    this.#lastId += 1;
    const message = { type: 'ask', id: this.#lastId, channel, input, callId };
    return new Promise((resolve) => {
      this.#port?.postMessage(message);
      this.#asked.set(message.id, { message, resolve });
    });
  }

  /** Answers a call at once, and tells the worker, which may be too busy to hear it. */
  cancel(id: unknown): void {
    for (const { message, resolve } of this.#asked.values()) {
      if (message.callId !== id) continue;
      this.#asked.delete(message.id);
      resolve(CANCELLED);
    }
    this.#port?.postMessage({ type: 'cancel', id });
  }

  #receive({ type, id, result, event }: Received): void {
    if (type === 'event') {
      if (event.type === 'job-end') this.#jobs.delete(event.jobId);
      this.#tell(event);
      return;
    }
    if (result.value?.jobId !== undefined) this.#jobs.add(result.value.jobId);
    this.#asked.get(id)?.resolve(result);
    this.#asked.delete(id);
  }

  /** Jobs cannot be taken up by another worker; calls can be asked again where they were not the reason. */
  #end(result: unknown, keepCalls: boolean): void {
    for (const jobId of this.#jobs) this.#tell({ type: 'job-end', jobId, result });
    this.#jobs.clear();
    if (keepCalls) return;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { resolve } of asked) resolve(result);
  }
}
