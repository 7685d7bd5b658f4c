import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { AccessView } from '../../shared/core/access/views.ts';
import type { LabFacts } from '../../shared/core/connections/lab-workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { proxyFromEnvironment } from '../../shared/core/network/proxy.ts';
import type { KeptReads } from '../../shared/ports/kept-reads.ts';
import { FileKeptReads } from '../adapters/files/kept-reads.ts';
import { FileStore } from '../adapters/workspace-store/file-store.ts';
import { accessViewsOf } from './access-views-document.ts';
import { Connections, type RunningLab, runningLab } from './connections.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { systemClock } from './system-clock.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The window's own folder, so that both see the same workspaces; FEDBENCH_DATA names another. */
function dataFolder(environment: Environment, home = homedir(), platform: string = process.platform): string {
  if (environment.FEDBENCH_DATA) return resolve(environment.FEDBENCH_DATA);
  const name = 'federation-workbench';
  const base =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : platform === 'win32'
        ? environment.APPDATA || join(home, 'AppData', 'Roaming')
        : environment.XDG_CONFIG_HOME || join(home, '.config');
  return join(base, name, 'workspace');
}

/** Reads of organizations that terminal and window keep for each other. */
export function terminalKeptReads(environment: Environment): KeptReads {
  return new FileKeptReads(join(dataFolder(environment), 'access'));
}

/** The views that the window saved for a workspace. */
export async function terminalViews(
  environment: Environment,
  workspaceId: string,
): Promise<readonly AccessView[]> {
  const { value } = await new FileStore(dataFolder(environment), systemClock).load(
    accessViewsOf(workspaceId),
  );
  return value;
}

/**
 * Workspaces and their clouds for the terminal.
 *
 * @param labFile the ready file of a running Lab, if one was named
 * @throws WorkbenchError ERR_LAB_NOT_RUNNING where the named file is none
 */
export async function terminalConnections(
  environment: Environment,
  labFile: string | undefined,
): Promise<Connections> {
  const file = labFile ?? environment.FEDBENCH_LAB;
  const lab = file === undefined || file === '' ? undefined : await readLab(file);
  return new Connections({
    store: new FileStore(dataFolder(environment), systemClock),
    secrets: environmentSecrets(environment),
    lab: () => lab,
    home: homedir(),
    environment,
    systemProxy: async (url) => proxyFromEnvironment(environment, url),
  });
}

/** Reads what a Lab says of itself. @throws WorkbenchError ERR_LAB_NOT_RUNNING */
async function readLab(file: string): Promise<RunningLab> {
  try {
    const facts = JSON.parse(await readFile(file, 'utf8')) as LabFacts & { readonly caFile: string };
    const ca = await readFile(resolve(dirname(file), facts.caFile), 'utf8');
    return runningLab(facts, ca);
  } catch {
    throw new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', { path: file });
  }
}
