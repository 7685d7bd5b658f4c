import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import type { AccessHandlerParts } from '../handlers/access-handlers.ts';
import { graphOf } from '../handlers/access-sign-in-handlers.ts';
import type { ConnectionsHandlerParts } from '../handlers/connections-handlers.ts';
import { withPerson } from '../handlers/sign-in-run.ts';
import type { LabHost } from '../lab/lab-host.ts';
import { AccessConnections } from './access-connections.ts';
import { AccessHost, type AccessHostParts } from './access-host.ts';

/** Joins the process that holds an organization with the ways to AWS that connections know. */
export function accessParts(
  reaching: ConnectionsHandlerParts,
  {
    chooseImport,
    ...process
  }: Pick<AccessHostParts, 'fork' | 'logExit'> & Pick<AccessHandlerParts, 'chooseImport'>,
  lab: Pick<LabHost, 'awsRate' | 'ask' | 'running'>,
  store: WorkspaceStore,
): AccessHandlerParts & { readonly host: AccessHost } {
  const { connections, plans, changed, chooseFile } = reaching;
  const ways = new AccessConnections(connections, (endpoint) => lab.awsRate(endpoint));
  return {
    host: new AccessHost({ ...process, call: (call, signal) => ways.call(call, signal) }),
    ways,
    graph: (workspace, identityId, prompts) => graphOf(connections(), workspace, identityId, prompts),
    connections,
    lab: {
      isAt: (endpoint) => lab.running?.ready.endpoints.aws === endpoint,
      ask: (method, path, body) => lab.ask(method, path, body),
    },
    store,
    plans,
    changed,
    chooseFile,
    chooseImport,
    withPerson: (workspace, progress, signal, work) =>
      withPerson(reaching.signInWindow, workspace, progress, signal, work),
  };
}
