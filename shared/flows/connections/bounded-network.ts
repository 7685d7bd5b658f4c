import { LAB_WORKSPACE, type Workspace } from '../../core/connections/workspace.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import { allowedUrl, isLoopback } from '../../core/network/allowed-url.ts';
import type { Network } from '../../ports/network.ts';

/**
 * Keeps the Lab and the clouds apart: the Lab's workspace reaches this machine only, every other one what is not of this
 * machine, and besides it only the places on it that the workspace names itself.
 */
export function boundedNetwork(network: Network, workspace: Workspace): Network {
  const isLab = workspace.id === LAB_WORKSPACE;
  const named = isLab ? [] : namedHosts(workspace);
  return {
    request: async (request, signal) => {
      const url = allowedUrl(request.url);
      const here = isLoopback(url.hostname);
      if (isLab && !here) throw refused(url, 'the Lab’s workspace reaches this machine only');
      if (!isLab && here && !named.includes(url.host))
        throw refused(url, `${workspace.name} names no such place on this machine`);
      return network.request(request, signal);
    },
  };
}

function namedHosts({ entra, aws, scim, openai }: Workspace): readonly string[] {
  const named = [
    entra?.endpoints?.login,
    entra?.endpoints?.graph,
    aws?.endpoint,
    scim?.baseAddress,
    ...openai.map(({ endpoint }) => endpoint),
  ];
  return named.flatMap((address) => (address === undefined ? [] : [new URL(address).host]));
}

function refused({ protocol, host }: URL, reason: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_ADDRESS_REFUSED',
    'workspace',
    { address: `${protocol}//${host}`, reason },
    { message: `${host} is not asked: ${reason}.`, hint: 'Make another workspace the live one.' },
  );
}
