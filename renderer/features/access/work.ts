import type { ChannelInput } from '../../../shared/contract/whole.ts';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import { runJob } from '../../bridge/job.ts';

type WorkKind = 'read' | 'plan' | 'apply';
type RefreshPart = ChannelInput<'access.refresh'>;
type Progress = Parameters<Parameters<typeof runJob<'access.read'>>[2]['onProgress']>[0];
export type ShownPlan = Awaited<ReturnType<typeof runJob<'access.plan'>>>;
export type ApplyReport = Awaited<ReturnType<typeof runJob<'access.apply'>>>;

export interface WorkState {
  /** What runs, or ran last. */
  readonly kind: WorkKind | undefined;
  readonly busy: boolean;
  readonly progress: Progress | undefined;
  readonly error: WireError | undefined;
  readonly plan: ShownPlan | undefined;
  readonly report: ApplyReport | undefined;
  /** The desired state as it is written now. */
  readonly text: string;
}

const NOTHING: WorkState = {
  kind: undefined,
  busy: false,
  progress: undefined,
  error: undefined,
  plan: undefined,
  report: undefined,
  text: '',
};

/** Reading, planning and applying: one at a time, and alive while other pages are shown. */
class AccessWork {
  readonly #listeners = new Set<() => void>();
  #state = NOTHING;
  #running: AbortController | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly snapshot = (): WorkState => this.#state;

  write(text: string): void {
    // A plan of another text would be applied by mistake.
    this.#set({
      text,
      plan: undefined,
      ...(this.#state.busy ? {} : { error: undefined, report: undefined }),
    });
  }

  read(identityId: string): Promise<void> {
    return this.#run('read', async (signal, onProgress) => {
      await runJob('access.read', { identityId }, { signal, onProgress });
      return { plan: undefined, report: undefined };
    });
  }

  /** Reads one account or permission set again. */
  refresh(part: RefreshPart): Promise<void> {
    return this.#run('read', async (signal, onProgress) => {
      await runJob('access.refresh', part, { signal, onProgress });
      return {};
    });
  }

  plan(text: string, options: { readonly prune: boolean; readonly provision: boolean }): Promise<void> {
    return this.#run('plan', async (signal, onProgress) => ({
      plan: await runJob('access.plan', { text, ...options }, { signal, onProgress }),
      report: undefined,
    }));
  }

  apply(planId: string): Promise<void> {
    return this.#run('apply', async (signal, onProgress) => ({
      report: await runJob('access.apply', { planId }, { signal, onProgress }),
      plan: undefined,
    }));
  }

  resume(journal: string, identityId: string): Promise<void> {
    return this.#run('apply', async (signal, onProgress) => {
      const { planId } = await call('access.planResume', { journal, identityId });
      return { report: await runJob('access.apply', { planId }, { signal, onProgress }), plan: undefined };
    });
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** Takes plan, report and error off the page. */
  clear(): void {
    this.#set({ plan: undefined, report: undefined, error: undefined });
  }

  async #run(
    kind: WorkKind,
    work: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Partial<WorkState>>,
  ): Promise<void> {
    if (this.#state.busy) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#set({ kind, busy: true, progress: undefined, error: undefined });
    try {
      this.#set(await work(controller.signal, (progress) => this.#set({ progress })));
    } catch (thrown) {
      const error = wireErrorOf(thrown);
      // Nobody needs to be told of their own decision.
      if (error.code !== 'ERR_CANCELLED' && error.code !== 'ERR_PLAN_DECLINED') this.#set({ error });
    } finally {
      this.#running = undefined;
      this.#set({ busy: false, progress: undefined });
    }
  }

  #set(change: Partial<WorkState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The window's one. */
export const accessWork = new AccessWork();
