import { homedir } from 'node:os';
import { app } from 'electron';
import type { LabReady } from '../../shared/contract/lab-ready.ts';
import type { LabFacts } from '../../shared/core/connections/lab-workspace.ts';
import type { SecretStore } from '../../shared/ports/secret-store.ts';
import type { WorkspaceStore } from '../../shared/ports/workspace-store.ts';
import { writeWholeFile } from '../adapters/files/write-file.ts';
import { Connections, type RunningLab, runningLab } from '../compose/connections.ts';
import { systemClock } from '../compose/system-clock.ts';
import { systemRandom } from '../compose/system-random.ts';
import type { ConnectionsHandlerParts } from './handlers/connections-handlers.ts';
import type { SignInWindow } from './handlers/sign-in-run.ts';
import type { Plans } from './ipc/plans.ts';
import type { LabHost } from './lab/lab-host.ts';
import { openLabSignIn } from './lab/lab-sign-in.ts';
import type { Log } from './log.ts';
import { chooseFileToRead, chooseFileToWrite } from './save-dialog.ts';
import { openSignInPage } from './security/external-links.ts';
import { systemProxy } from './system-proxy.ts';

/** What of the application the connections stand on. */
export interface ConnectionsFrom {
  readonly store: WorkspaceStore;
  readonly secrets: SecretStore;
  readonly lab: Pick<LabHost, 'running' | 'ask' | 'refresh'>;
  readonly plans: Plans;
  readonly log: Log;
  readonly changed: (channels: readonly string[]) => void;
}

/** Everything that reaches the clouds from the window. Large: it is loaded when it is first asked for. */
export function connectionsParts(from: ConnectionsFrom): ConnectionsHandlerParts {
  const { lab } = from;
  const connections = new Connections({
    store: from.store,
    secrets: from.secrets,
    lab: labReader(lab),
    home: homedir(),
    environment: process.env,
    systemProxy,
    requested: () => from.changed(['connections.requests']),
  });
  return {
    connections: () => connections,
    plans: from.plans,
    changed: from.changed,
    chooseFile: chooseFileToWrite,
    readChosenFile: chooseFileToRead,
    write: writeWholeFile,
    signInWindow: signInWindow(lab, from.log),
    refreshLab: () => lab.refresh(),
    home: homedir(),
    environment: process.env,
    version: app.getVersion(),
  };
}

/** The running Lab as a workspace; made anew only where the Lab says something else of itself. */
function labReader(lab: Pick<LabHost, 'running'>): () => RunningLab | undefined {
  let known: { readonly ready: LabReady; readonly made: RunningLab } | undefined;
  return () => {
    const { running } = lab;
    if (running === undefined) known = undefined;
    else if (known?.ready !== running.ready)
      known = { ready: running.ready, made: runningLab(running.ready as LabFacts, running.caPem) };
    return known?.made;
  };
}

function signInWindow(lab: Pick<LabHost, 'running' | 'ask'>, log: Log): SignInWindow {
  return {
    open: async (url, origins, isLab) => {
      if (isLab) {
        const logRefusal = (what: string): void => log.write('warning', 'refused', { what });
        return openLabSignIn(url, lab, { newId: systemRandom.uuid, now: systemClock.now, logRefusal });
      }
      await openSignInPage(url, origins);
      return undefined;
    },
  };
}
