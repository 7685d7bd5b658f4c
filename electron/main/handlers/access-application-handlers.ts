import type { accessApplicationChannels } from '../../../shared/contract/access-applications.ts';
import type { SessionFacts } from '../../worker/access/access-sessions.ts';
import type { AccessHost } from '../access/access-host.ts';
import type { HandlersOf } from '../ipc/router.ts';

/** @param facts as whom the organization was read, signed in again where that is needed */
export function accessApplicationHandlers(
  host: Pick<AccessHost, 'ask'>,
  facts: (progress: (told: unknown) => void, signal: AbortSignal) => Promise<SessionFacts>,
): HandlersOf<typeof accessApplicationChannels> {
  return {
    'access.readApplications': async ({ again }, { signal, progress }) =>
      host.ask('readApplications', { facts: await facts(progress, signal), again }, { signal, progress }),
    'access.applications': (input) => host.ask('applications', input),
    'access.applicationUsers': (input) => host.ask('applicationUsers', input),
  };
}
