import type { accessSignInChannels } from '../../../shared/contract/access-sign-in.ts';
import { isEntra } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { lookUpEntra } from '../../../shared/flows/access/sign-in/look-up-entra.ts';
import { graphReader } from '../../../shared/flows/connections/graph-reader.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import type { GraphReader } from '../../../shared/ports/graph-reader.ts';
import type { Connections } from '../../compose/connections.ts';
import type { AccessHost } from '../access/access-host.ts';
import type { HandlersOf } from '../ipc/router.ts';
import { signInProgress } from './sign-in-progress.ts';

export interface SignInHandlerParts {
  readonly host: Pick<AccessHost, 'ask'>;
  /** Reads Graph as an identity of a workspace. */
  readonly graph: (workspace: Workspace, identityId: string, prompts: SignInPrompts) => Promise<GraphReader>;
  /** Runs something that may need a person to sign in; see sign-in-run.ts. */
  readonly withPerson: <T>(
    workspace: Workspace,
    progress: (told: unknown) => void,
    signal: AbortSignal,
    work: (prompts: SignInPrompts, signal: AbortSignal) => Promise<T>,
  ) => Promise<T>;
}

/** @param live the live workspace */
export function accessSignInHandlers(
  { host, graph, withPerson }: SignInHandlerParts,
  live: () => Promise<Workspace>,
): HandlersOf<typeof accessSignInChannels> {
  return {
    'access.verdict': (input) => host.ask('verdict', input),
    'access.lookUpSignIn': async ({ userName, identityId }, { signal, progress }) => {
      const workspace = await live();
      const { read } = await host.ask('status', { workspaceId: workspace.id });
      const identityStoreId = read?.identityStoreId;
      const { facts, ...more } = await withPerson(
        workspace,
        (told) => progress(signInProgress(told)),
        signal,
        async (prompts, until) =>
          lookUpEntra(await graph(workspace, identityId, prompts), userName, identityStoreId, until),
      );
      const { userName: _asked, ...known } = facts;
      return { ...known, ...more };
    },
  };
}

/** @throws WorkbenchError ERR_IDENTITY_UNKNOWN where the workspace has no such identity of Entra */
export async function graphOf(
  connections: Pick<Connections, 'connectTo'>,
  workspace: Workspace,
  identityId: string,
  prompts: SignInPrompts,
): Promise<GraphReader> {
  const identity = workspace.identities.find(({ id }) => id === identityId);
  if (identity === undefined || !isEntra(identity))
    throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: identityId });
  return graphReader(await connections.connectTo(workspace), workspace, identity, true, prompts);
}
