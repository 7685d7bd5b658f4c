import type { KeptRead } from '../../shared/core/access/kept-read.ts';
import { isAws } from '../../shared/core/connections/identity.ts';
import { LAB_WORKSPACE, type Workspace } from '../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { type LiveAccess, liveAccess } from '../compose/access-ports.ts';
import { terminalConnections } from '../compose/terminal-connections.ts';
import { workspaceAccess } from '../compose/workspace-access.ts';
import type { SessionFlags } from './access-flags.ts';
import { namedIdentity, terminalPrompts } from './identity.ts';
import type { Terminal } from './terminal.ts';

/** How a command reaches the organization. */
export interface AccessConnection {
  readonly live: LiveAccess;
  /** The instance that the workspace names. */
  readonly instanceArn?: string;
  /** The workspace and identity that were named, for what is kept of a read. */
  readonly owner: Pick<KeptRead, 'workspaceId' | 'identityId' | 'identityName'>;
}

/**
 * Connects by a workspace where one is named (`--workspace`, or `--lab` for the Lab's), else as AWS's own environment says.
 *
 * @param writes true for a command that changes something
 * @param canAsk whether somebody is there to sign in
 * @throws WorkbenchError ERR_WORKSPACE_UNKNOWN, ERR_WORKSPACE_READ_ONLY, ERR_IDENTITY_UNKNOWN, ERR_LAB_NOT_RUNNING, ERR_USAGE
 */
export async function accessConnection(
  flags: SessionFlags,
  writes: boolean,
  canAsk: boolean,
  terminal: Terminal,
): Promise<AccessConnection> {
  const named = flags.workspace ?? (flags.lab === undefined ? undefined : LAB_WORKSPACE);
  if (named === undefined) {
    if (flags.identity !== undefined)
      throw usage('--identity', 'An identity is one of a workspace: name that with --workspace.');
    return { live: liveAccess(), owner: {} };
  }
  const connections = await terminalConnections(process.env, flags.lab);
  const workspace = await connections.workspaces.find(named);
  if (writes && !workspace.writable)
    throw new WorkbenchError('ERR_WORKSPACE_READ_ONLY', 'workspace', { name: workspace.name });
  if (workspace.aws === undefined) {
    if (workspace.id === LAB_WORKSPACE) throw new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', {});
    throw usage('--workspace', `${workspace.name} names no AWS organization.`);
  }
  const { instanceArn } = workspace.aws;
  const identity = awsIdentity(workspace, flags.identity);
  const live = workspaceAccess(await connections.connectTo(workspace), identity, {
    interactive: canAsk,
    prompts: terminalPrompts(terminal),
    signal: terminal.signal,
  });
  const owner = { workspaceId: workspace.id, identityId: identity.id, identityName: identity.name };
  return { live, owner, ...(instanceArn === undefined ? {} : { instanceArn }) };
}

function awsIdentity(workspace: Workspace, name: string | undefined) {
  if (name !== undefined) {
    const identity = namedIdentity(workspace, name);
    if (isAws(identity)) return identity;
    throw usage('--identity', `${identity.name} is no identity of AWS.`);
  }
  const first = workspace.identities.find(isAws);
  if (first !== undefined) return first;
  throw new WorkbenchError(
    'ERR_IDENTITY_UNKNOWN',
    'workspace',
    { name: 'AWS' },
    { message: `${workspace.name} has no identity of AWS.` },
  );
}

function usage(option: string, message: string): WorkbenchError {
  return new WorkbenchError('ERR_USAGE', 'command line', { option }, { message });
}
