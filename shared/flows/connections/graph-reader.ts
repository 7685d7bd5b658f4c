import type { EntraIdentity } from '../../core/connections/identity.ts';
import type { Workspace } from '../../core/connections/workspace.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { EntraSignIn, SignInPrompts } from '../../ports/entra-sign-in.ts';
import type { GraphReader } from '../../ports/graph-reader.ts';
import type { Network } from '../../ports/network.ts';
import { graphRequest } from './register.ts';
import { entraEndpoints } from './test-identity.ts';

/**
 * Reads the Graph of a workspace as one of its identities, whose token stays in here.
 *
 * @throws WorkbenchError ERR_USAGE where the workspace has no tenant
 */
export function graphReader(
  { network, signIn }: { readonly network: Network; readonly signIn: EntraSignIn },
  workspace: Workspace,
  identity: EntraIdentity,
  interactive: boolean,
  prompts: SignInPrompts,
): GraphReader {
  const { login, graph } = entraEndpoints(workspace);
  return {
    get: async (path, signal) => {
      const wanted = { scopes: [`${graph.audience}/.default`], interactive };
      const { accessToken } = await signIn.token(identity, { login }, wanted, prompts, signal);
      const url = path.startsWith('/') ? `${graph.base}/v1.0${path}` : path;
      // A further page that leads elsewhere must not get the token.
      if (new URL(url).origin !== new URL(graph.base).origin)
        throw new WorkbenchError(
          'ERR_ADDRESS_REFUSED',
          'graph',
          { address: new URL(url).origin, reason: 'it is not where Graph is' },
          { message: 'Graph gave a further page at another address, which is not asked.' },
        );
      return graphRequest(network, url, 'GET', accessToken, undefined, signal);
    },
  };
}
