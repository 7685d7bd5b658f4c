import { type Channel, CONTRACT, type WholeContract } from '../../../shared/contract/whole.ts';
import type { Jobs } from '../ipc/jobs.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';
import type { WorkerHost } from '../ipc/worker-host.ts';
import { type AppHandlerParts, appHandlers } from './app-handlers.ts';
import { type WorkspaceHandlerParts, workspaceHandlers } from './workspace-handlers.ts';

type WriteChannel = {
  [C in Channel]: WholeContract[C]['effect'] extends 'write' ? C : never;
}[Channel];
type WorkerChannel = {
  [C in Channel]: WholeContract[C]['place'] extends 'worker' ? C : never;
}[Channel];

/** What main itself answers. */
type OwnHandlers = Omit<HandlersOf<WholeContract>, WriteChannel | WorkerChannel>;

export interface AllHandlerParts {
  readonly app: AppHandlerParts;
  readonly workspace: WorkspaceHandlerParts;
  readonly plans: Plans;
  readonly worker: Pick<WorkerHost, 'run'>;
  /** Late, because jobs run through the router that these handlers make. */
  readonly jobs: () => Pick<Jobs, 'cancel'>;
}

/**
 * One handler for each channel. A channel with the effect `write` has none of its own: it applies the plan that main stored,
 * so that no capability can write past the confirmation. A channel placed in the worker is passed on to it.
 */
export function allHandlers(parts: AllHandlerParts): HandlersOf<WholeContract> {
  const own: OwnHandlers = {
    ...appHandlers(parts.app),
    ...workspaceHandlers(parts.workspace),
    'jobs.cancel': ({ id }, { windowId }) => ({ cancelled: parts.jobs().cancel(windowId, id) }),
  };
  const passed = Object.entries(CONTRACT).flatMap(([channel, entry]) => {
    if (entry.effect === 'write') {
      const apply: AnyHandler = (input, context) => {
        const { planId } = input as { readonly planId: string };
        return parts.plans.apply(planId, channel, context.windowId, context.signal);
      };
      return [[channel, apply] as const];
    }
    if (entry.place === 'worker') {
      const pass: AnyHandler = (input, context) => parts.worker.run(channel, input, context);
      return [[channel, pass] as const];
    }
    return [];
  });
  return { ...own, ...Object.fromEntries(passed) } as HandlersOf<WholeContract>;
}

type AnyHandler = (input: unknown, context: Parameters<HandlersOf<WholeContract>[Channel]>[1]) => unknown;
