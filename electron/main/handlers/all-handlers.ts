import { accessContract } from '../../../shared/contract/access-window.ts';
import { connectionsContract } from '../../../shared/contract/connections.ts';
import type { Contract } from '../../../shared/contract/contract.ts';
import { type ContractAt, contractAt } from '../../../shared/contract/whole.ts';
import type { Jobs } from '../ipc/jobs.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf, RunContext } from '../ipc/router.ts';
import type { AccessHandlerParts } from './access-handlers.ts';
import { type AppHandlerParts, appHandlers } from './app-handlers.ts';
import type { ConnectionsHandlerParts } from './connections-handlers.ts';
import { type EvidenceHandlerParts, evidenceHandlers } from './evidence-handlers.ts';
import { type HistoryHandlerParts, historyHandlers } from './history-handlers.ts';
import { type LabHandlerParts, labHandlers } from './lab-handlers.ts';
import { loadedLater } from './later.ts';
import { type WorkspaceHandlerParts, workspaceHandlers } from './workspace-handlers.ts';

type MainContract = ContractAt<'main'>;

type WriteChannel = {
  [C in keyof MainContract]: MainContract[C]['effect'] extends 'write' ? C : never;
}[keyof MainContract];

export interface AllHandlerParts {
  /** Made with the first call, as connections are. */
  readonly access: () => Promise<AccessHandlerParts>;
  readonly app: AppHandlerParts;
  /** Made with the first call: what reaches the clouds is large, and the first page needs none of it. */
  readonly connections: () => Promise<ConnectionsHandlerParts>;
  readonly evidence: EvidenceHandlerParts;
  readonly history: HistoryHandlerParts;
  readonly lab: LabHandlerParts;
  readonly workspace: WorkspaceHandlerParts;
  readonly plans: Plans;
  /** Finds out whether the worker still hears. */
  readonly checkHearing: () => void;
  /** Late, because jobs run through the router that these handlers make. */
  readonly jobs: () => Pick<Jobs, 'cancel'>;
}

/**
 * One handler for each channel that main answers. A channel with the effect `write` has none of its own: it applies the plan
 * that main stored, so that no capability can write past the confirmation.
 */
export function allHandlers(parts: AllHandlerParts): HandlersOf<MainContract> {
  const own: Omit<HandlersOf<MainContract>, WriteChannel> = {
    ...accessLater(parts.access),
    ...appHandlers(parts.app),
    ...connectionsLater(parts.connections),
    ...evidenceHandlers(parts.evidence),
    ...historyHandlers(parts.history),
    ...labHandlers(parts.lab),
    ...workspaceHandlers(parts.workspace),
    'jobs.cancel': ({ id }, { windowId }) => {
      // What main does not know may run in the worker, which is told by the page itself, if it hears.
      if (!parts.jobs().cancel(windowId, id)) parts.checkHearing();
      return {};
    },
  };
  const writes = Object.entries<Contract[string]>(contractAt('main'))
    .filter(([, entry]) => entry.effect === 'write')
    .map(([channel]) => {
      const apply = ({ planId }: { readonly planId: string }, { windowId, signal, progress }: RunContext) =>
        parts.plans.apply(planId, channel, windowId, signal, progress);
      return [channel, apply] as const;
    });
  return { ...own, ...Object.fromEntries(writes) } as HandlersOf<MainContract>;
}

function connectionsLater(parts: AllHandlerParts['connections']) {
  const channels = Object.keys(connectionsContract).filter(
    (channel) => channel !== 'connections.apply',
  ) as Exclude<keyof typeof connectionsContract, 'connections.apply'>[];
  return loadedLater<typeof connectionsContract, (typeof channels)[number]>(channels, async () =>
    (await import('./connections-handlers.ts')).connectionsHandlers(await parts()),
  );
}

function accessLater(parts: AllHandlerParts['access']) {
  const channels = Object.keys(accessContract).filter((channel) => channel !== 'access.apply') as Exclude<
    keyof typeof accessContract,
    'access.apply'
  >[];
  return loadedLater<typeof accessContract, (typeof channels)[number]>(channels, async () =>
    (await import('./access-handlers.ts')).accessHandlers(await parts()),
  );
}
