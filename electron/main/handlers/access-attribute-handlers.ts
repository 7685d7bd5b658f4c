import {
  type accessAttributeChannels,
  testSignInSchema,
} from '../../../shared/contract/access-attributes.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { SessionFacts } from '../../worker/access/access-sessions.ts';
import type { AccessHost } from '../access/access-host.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';

/** The Lab as far as attributes need it: whether a workspace points at it, and a sign-in there. */
export interface LabAtHand {
  readonly isAt: (endpoint: string) => boolean;
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

export interface AttributeParts {
  readonly host: Pick<AccessHost, 'ask'>;
  readonly plans: Pick<Plans, 'keep'>;
  readonly lab: LabAtHand;
  readonly changed: (channels: readonly string[]) => void;
}

type Facts = (progress: (told: unknown) => void, signal: AbortSignal) => Promise<SessionFacts>;

/**
 * @param live the live workspace
 * @param facts as whom the organization was read, signed in again where that is needed
 * @param refuseReadOnly throws where the workspace has become read only or another one is live
 */
export function accessAttributeHandlers(
  { host, plans, lab, changed }: AttributeParts,
  live: () => Promise<Workspace>,
  facts: Facts,
  refuseReadOnly: (planned: string) => Promise<void>,
): HandlersOf<typeof accessAttributeChannels> {
  return {
    'access.attributes': async (_input, { signal, progress }) => {
      const told = await host.ask('attributes', { facts: await facts(progress, signal) }, { signal });
      const { endpoint } = (await live()).aws ?? {};
      return { ...told, canProve: endpoint !== undefined && lab.isAt(endpoint) };
    },
    'access.planAttributes': async ({ attributes }, { windowId, signal, progress }) => {
      const workspace = await live();
      const input = {
        facts: await facts(progress, signal),
        ...(attributes === undefined ? {} : { attributes }),
      };
      const { key, ...shown } = await host.ask('planAttributes', input, { signal });
      const plan = { ...shown, writable: workspace.writable };
      if (key === undefined || !workspace.writable) return plan;
      const { planId } = plans.keep({
        channel: 'access.apply',
        windowId,
        summary: {
          question: `Change the attributes for access control in ${workspace.name}?`,
          detail: [
            ...shown.changes.slice(0, 20).map(({ text }) => text),
            ...(shown.changes.length > 20 ? [`… and ${shown.changes.length - 20} more`] : []),
            `By ${shown.calls.join(', ')}, which AWS takes as a whole. It counts for sign-ins from then on.`,
            ...shown.warnings.slice(0, 5).map((warning) => `Warning: ${warning}`),
          ].join('\n'),
          confirm: 'Apply',
        },
        run: async (cancelled, told) => {
          await refuseReadOnly(workspace.id);
          const again = await facts(told, cancelled);
          return host
            .ask('applyAttributes', { facts: again, key }, { signal: cancelled, progress: told })
            .finally(() => changed(['access.attributes']));
        },
      });
      return { ...plan, planId };
    },
    'access.proveAttributes': async (wanted) => {
      const { endpoint } = (await live()).aws ?? {};
      if (endpoint === undefined || !lab.isAt(endpoint))
        throw new WorkbenchError(
          'ERR_LAB_NOT_RUNNING',
          'lab',
          {},
          { message: 'The live workspace is not the Lab’s.' },
        );
      return testSignInSchema.parse(await lab.ask('POST', '/test-sign-in', wanted));
    },
  };
}
