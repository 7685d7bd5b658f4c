import { basename } from 'node:path';
import type { LabChoices, labContract } from '../../../shared/contract/lab.ts';
import { labPeopleSchema, labRequestsSchema } from '../../../shared/contract/lab-told.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { LabSettings } from '../../../shared/core/lab/settings.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';
import type { LabHost } from '../lab/lab-host.ts';

export interface LabHandlerParts {
  readonly host: Pick<LabHost, 'status' | 'start' | 'stop' | 'ask'>;
  readonly plans: Pick<Plans, 'keep'>;
  readonly changed: (channels: readonly string[]) => void;
  /** Asks with a dialog of the operating system's for a file to write. @returns undefined where it was cancelled */
  readonly chooseFile: (windowId: number, suggested: string, title: string) => Promise<string | undefined>;
  /** The same for a seed file to read. */
  readonly chooseSeed: (windowId: number) => Promise<string | undefined>;
  readonly write: (path: string, content: string, replace: boolean) => Promise<void>;
}

const CHANGED = ['lab.status', 'lab.requests', 'lab.people', 'connections.list'];

/** The handlers of the Lab; `lab.apply` is main's own, as every write is. */
export function labHandlers(parts: LabHandlerParts): Omit<HandlersOf<typeof labContract>, 'lab.apply'> {
  const { host } = parts;
  let seedPath: string | undefined;
  const seedFile = (): string | undefined => (seedPath === undefined ? undefined : basename(seedPath));
  const change = async (method: string, path: string, body?: unknown): Promise<Record<string, never>> => {
    await host.ask(method, path, body);
    parts.changed(CHANGED);
    return {};
  };
  /** Dialogs end with the path that was chosen, so that the page has no say in it. */
  const save = async (windowId: number, name: string, title: string, content: () => Promise<string>) => {
    const path = await parts.chooseFile(windowId, name, title);
    if (path === undefined) return {};
    await parts.write(path, await content(), true);
    return { path };
  };
  return {
    'lab.status': () => host.status(seedFile()),
    'lab.chooseSeed': async (_input, { windowId }) => {
      const chosen = await parts.chooseSeed(windowId);
      if (chosen !== undefined) {
        seedPath = chosen;
        parts.changed(['lab.status']);
      }
      const name = seedFile();
      return name === undefined ? {} : { seedFile: name };
    },
    'lab.start': async ({ choices }) => {
      await host.start(choices, settingsOf(choices, seedPath));
      return {};
    },
    'lab.stop': async () => {
      await host.stop();
      return {};
    },
    'lab.requests': async ({ after, limit }) =>
      labRequestsSchema.parse(await host.ask('GET', `/requests?after=${after}&limit=${limit}`)),
    'lab.saveRequests': (_input, { windowId }) =>
      save(windowId, 'lab-requests.har', 'Save the request log', async () =>
        JSON.stringify(await host.ask('GET', '/requests.har?limit=10000'), null, 2),
      ),
    'lab.people': async ({ search, from, count }) =>
      labPeopleSchema.parse(
        await host.ask('GET', `/people?search=${encodeURIComponent(search)}&from=${from}&count=${count}`),
      ),
    'lab.setFaults': ({ faults }) => change('PUT', '/faults', faults),
    'lab.setClock': (moved) => change('PUT', '/clock', moved),
    'lab.setLimits': async ({ rateLimit, settle, checkSignatures }) => {
      await host.ask('PUT', '/rate-limit', { perSecond: rateLimit });
      await host.ask('PUT', '/signatures', { check: checkSignatures });
      return change('PUT', '/settle', { milliseconds: settle });
    },
    'lab.exportCa': (_input, { windowId }) =>
      save(windowId, 'federation-workbench-lab.pem', 'Export the certificate of the Lab', async () =>
        String(await host.ask('GET', '/ca')),
      ),
    'lab.planReset': (_input, { windowId }) => {
      const { planId, expiresAt } = parts.plans.keep({
        channel: 'lab.apply',
        windowId,
        summary: {
          question: 'Reset the Lab?',
          detail:
            'Everything goes back to the seed: people, sessions, assignments, the request log, faults. It cannot be undone.',
          confirm: 'Reset',
        },
        run: () => change('POST', '/reset'),
      });
      return { planId, expiresAt: new Date(expiresAt).toISOString() };
    },
  };
}

/** @throws WorkbenchError ERR_USAGE where the seed is a file and none was chosen */
function settingsOf(choices: LabChoices, seedPath: string | undefined): LabSettings {
  const { seed, scale, rateLimit, ...rest } = choices;
  if (seed === 'file' && seedPath === undefined)
    throw new WorkbenchError(
      'ERR_USAGE',
      'lab',
      {},
      { message: 'No seed file was chosen.', hint: 'Choose one.' },
    );
  return {
    ...rest,
    seed: seed === 'file' ? (seedPath ?? seed) : seed,
    ...(scale === undefined ? {} : { scale }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
  };
}
