import type { connectionsContract } from '../../../shared/contract/connections.ts';
import type { Identity, SecretField } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { harOf } from '../../../shared/core/network/request-record.ts';
import { type Connections, listProfiles, openPfx, profileFiles } from '../../compose/connections.ts';
import { readWorkspaceFile, workspaceFileText } from '../../compose/workspace-file.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';
import { planForget } from './forget-plan.ts';
import type { SignInWindow } from './sign-in-run.ts';

export interface ConnectionsHandlerParts {
  /** Made on first use: the keystore may have to be unlocked. */
  readonly connections: () => Connections;
  readonly plans: Pick<Plans, 'keep'>;
  readonly changed: (channels: readonly string[]) => void;
  readonly chooseFile: (windowId: number, suggested: string) => Promise<string | undefined>;
  /** Asks which file to read. @returns its text, or undefined where it was cancelled */
  readonly readChosenFile: (windowId: number) => Promise<{ path: string; text: string } | undefined>;
  readonly write: (path: string, content: string, replace: boolean) => Promise<void>;
  readonly signInWindow: SignInWindow;
  /** Hears anew what the running Lab says of itself, if one runs. */
  readonly refreshLab: () => Promise<void>;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}

const CHANGED = ['connections.list', 'connections.live', 'connections.expiries', 'workspace.files'];

type Handlers = Omit<HandlersOf<typeof connectionsContract>, 'connections.apply'>;

/** The handlers of `connections`; `connections.apply` is main's own, as every write is. */
export function connectionsHandlers(parts: ConnectionsHandlerParts): Handlers {
  const { connections, changed } = parts;
  return {
    ...workspaceEdits(parts),
    'connections.list': async () => {
      await parts.refreshLab();
      return list(connections());
    },
    'connections.live': async () => {
      const { id, name, writable } = await connections().workspaces.active();
      return { workspaceId: id, name, writable };
    },
    'connections.expiries': async () => ({ expiries: await expiriesOf(connections()) }),
    'connections.saveIdentity': async ({ workspaceId, identity, secrets, pfx }) => {
      const opened =
        pfx === undefined ? undefined : await openPfx(Buffer.from(pfx.base64, 'base64'), pfx.password);
      const saved =
        opened === undefined || identity.kind !== 'entra-certificate'
          ? identity
          : { ...identity, certificatePem: opened.certificatePem };
      await connections().workspaces.saveIdentity(workspaceId, saved as Identity, {
        ...given(secrets),
        ...(opened === undefined ? {} : { privateKey: opened.privateKeyPem }),
      });
      changed(CHANGED);
      return {};
    },
    'connections.planForget': (input, { windowId }) =>
      planForget(parts, input, windowId, () => changed(CHANGED)),
    'connections.planRegister': async (input, { windowId }) =>
      (await runs()).planRegister(parts, input, windowId),
    'connections.test': async ({ workspaceId, identityId }, { signal, progress }) =>
      (await runs()).testOf(parts, workspaceId, identityId, progress, signal),
    'connections.profiles': async () => {
      const { home, environment } = parts;
      const { config, credentials } = profileFiles(home, environment);
      return { profiles: [...(await listProfiles(home, environment))], files: [config, credentials] };
    },
    'connections.requests': ({ after }) => ({
      requests: connections()
        .log.list(after)
        .map((record) => ({
          ...record,
          at: new Date(record.at).toISOString(),
          requestHeaders: { ...record.requestHeaders },
          responseHeaders: { ...record.responseHeaders },
        })),
    }),
    'connections.exportRequests': async (_input, { windowId }) => {
      const path = await parts.chooseFile(windowId, 'requests.har');
      if (path === undefined) return {};
      const har = harOf(connections().log.list(), parts.version);
      await parts.write(path, `${JSON.stringify(har, null, 2)}\n`, true);
      return { path };
    },
  };
}

/** What signs in and judges tokens is loaded when somebody does. */
const runs = () => import('./connection-runs.ts');

type WorkspaceEdit =
  | 'connections.activate'
  | 'connections.create'
  | 'connections.duplicate'
  | 'connections.save'
  | 'connections.import'
  | 'connections.export';

function workspaceEdits(parts: ConnectionsHandlerParts): Pick<Handlers, WorkspaceEdit> {
  const { connections, changed } = parts;
  return {
    'connections.activate': async ({ workspaceId }) => {
      await connections().workspaces.activate(workspaceId);
      changed(CHANGED);
      return {};
    },
    'connections.create': async ({ name }) => {
      const workspaceId = await connections().workspaces.create(name);
      changed(CHANGED);
      return { workspaceId };
    },
    'connections.duplicate': async ({ workspaceId }) => {
      const copy = await connections().workspaces.duplicate(workspaceId);
      changed(CHANGED);
      return { workspaceId: copy };
    },
    'connections.save': async ({ workspace, secrets }) => {
      await connections().workspaces.save(workspace as Omit<Workspace, 'identities'>, given(secrets));
      connections().disconnect();
      changed(CHANGED);
      return {};
    },
    'connections.import': async (_input, { windowId }) => {
      const chosen = await parts.readChosenFile(windowId);
      if (chosen === undefined) return {};
      const workspaceId = await connections().workspaces.import(readWorkspaceFile(chosen.text));
      changed(CHANGED);
      return { workspaceId };
    },
    'connections.export': async ({ workspaceId }, { windowId }) => {
      const workspace = await connections().workspaces.find(workspaceId);
      const path = await parts.chooseFile(windowId, `${fileName(workspace.name)}.json`);
      if (path === undefined) return {};
      await parts.write(path, workspaceFileText(workspace), true);
      return { path };
    },
  };
}

async function list(connections: Connections) {
  const { active, workspaces } = await connections.workspaces.list();
  const secrets: Record<string, SecretField[]> = {};
  for (const identity of workspaces.flatMap((workspace) => workspace.identities)) {
    secrets[identity.id] = [...(await connections.workspaces.secretsOf(identity))];
  }
  return {
    active,
    workspaces: structuredClone(workspaces) as never,
    secrets,
    labRunning: connections.labRunning,
    secretsPersist: connections.secrets.persistent,
    expiries: await expiriesOf(connections),
  };
}

async function expiriesOf(connections: Connections) {
  const expiries = await connections.expiries();
  return expiries.map((expiry) => ({ ...expiry, at: new Date(expiry.at).toISOString() }));
}

/** zod's optional members may be there and undefined; the flows know only absent ones. */
function given<T extends Record<string, string | undefined>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 60) || 'workspace';
}
