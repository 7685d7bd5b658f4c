import type { OperationState, OperationSummary, Page } from '../../../ports/identity-center.ts';
import { codeOf } from '../aws-calls.ts';
import { type ApplyContext, readAll, readCall } from './apply-context.ts';

/** How an operation ended. `lost`: AWS does not know it, so that the state itself must be asked. */
export type Ending =
  | { readonly status: 'SUCCEEDED' | 'lost' }
  | { readonly status: 'FAILED'; readonly reason: string };

/** The calls that tell of one kind of operation. */
export interface StatusCalls {
  list(input: {
    readonly nextToken?: string;
    readonly status?: OperationState;
  }): Promise<Page<OperationSummary>>;
  describe(requestId: string): Promise<OperationSummary & { readonly failureReason?: string }>;
}

interface Waiter {
  readonly since: number;
  readonly resolve: (ending: Ending) => void;
  readonly reject: (thrown: unknown) => void;
  misses: number;
}

const SOONEST = 250;
const LATEST = 2000;
/** Share of the time an operation takes, after which it is asked about again. */
const PATIENCE = 1 / 12;
const MAX_MISSES = 5;

/**
 * Waits for operations of one kind. One list answers for all of them; only what failed is described, for its reason. Where the newest
 * operations do not stand on the first page, it asks for those in progress instead, and describes each that left them.
 */
export class StatusPoller {
  readonly #context: ApplyContext;
  readonly #status: StatusCalls;
  readonly #waiters = new Map<string, Waiter>();
  #running = false;
  #onlyInProgress = false;
  #usualTime = SOONEST / PATIENCE;

  constructor(context: ApplyContext, status: StatusCalls) {
    this.#context = context;
    this.#status = status;
  }

  /** @throws what the reads throw when patience is at its end; the signal's reason */
  wait(requestId: string): Promise<Ending> {
    const ending = new Promise<Ending>((resolve, reject) => {
      this.#waiters.set(requestId, { since: this.#context.clock.now(), resolve, reject, misses: 0 });
    });
    if (!this.#running) {
      this.#running = true;
      this.#poll().catch((thrown: unknown) => {
        this.#running = false;
        for (const { reject } of this.#waiters.values()) reject(thrown);
        this.#waiters.clear();
      });
    }
    return ending;
  }

  async #poll(): Promise<void> {
    const { clock, signal } = this.#context;
    while (this.#waiters.size > 0) {
      await clock.sleep(Math.min(LATEST, Math.max(SOONEST, this.#usualTime * PATIENCE)), signal);
      const askedAt = clock.now();
      if (this.#onlyInProgress) await this.#askInProgress(askedAt);
      else await this.#askNewest(askedAt);
    }
    this.#running = false;
  }

  async #askNewest(askedAt: number): Promise<void> {
    const page = await readCall(this.#context, () => this.#status.list({}));
    const found = new Map(page.items.map((item) => [item.requestId, item.status]));
    for (const [requestId, waiter] of [...this.#waiters]) {
      const status = found.get(requestId);
      if (status === 'SUCCEEDED') this.#end(requestId, { status });
      else if (status === 'FAILED') await this.#describe(requestId, true);
      else if (status === undefined && waiter.since < askedAt) {
        if (page.nextToken !== undefined) this.#onlyInProgress = true;
        else if (++waiter.misses >= MAX_MISSES) await this.#describe(requestId);
      }
    }
  }

  async #askInProgress(askedAt: number): Promise<void> {
    const running = await readAll(this.#context, (page) =>
      this.#status.list({ ...page, status: 'IN_PROGRESS' }),
    );
    const found = new Set(running.map(({ requestId }) => requestId));
    for (const [requestId, waiter] of [...this.#waiters])
      if (!found.has(requestId) && waiter.since < askedAt) await this.#describe(requestId);
  }

  /** @param failed true where the list says so already, so that only the reason is asked for */
  async #describe(requestId: string, failed = false): Promise<void> {
    try {
      const { status, failureReason } = await readCall(this.#context, () => this.#status.describe(requestId));
      if (status === 'SUCCEEDED') this.#end(requestId, { status });
      else if (status === 'FAILED')
        this.#end(requestId, { status, reason: failureReason ?? 'AWS gives no reason.' });
    } catch (thrown) {
      const code = codeOf(thrown);
      if (
        failed &&
        (code === 'ERR_AWS_ACCESS_DENIED' || code === 'ERR_AWS_VALIDATION' || code === 'ERR_AWS_NOT_FOUND')
      ) {
        this.#end(requestId, { status: 'FAILED', reason: `AWS does not tell why (${code}).` });
        return;
      }
      if (code !== 'ERR_AWS_NOT_FOUND') throw thrown;
      const waiter = this.#waiters.get(requestId);
      if (waiter !== undefined && ++waiter.misses >= MAX_MISSES) this.#end(requestId, { status: 'lost' });
    }
  }

  #end(requestId: string, ending: Ending): void {
    const waiter = this.#waiters.get(requestId);
    if (waiter === undefined) return;
    this.#usualTime = 0.8 * this.#usualTime + 0.2 * (this.#context.clock.now() - waiter.since);
    this.#waiters.delete(requestId);
    waiter.resolve(ending);
  }
}
