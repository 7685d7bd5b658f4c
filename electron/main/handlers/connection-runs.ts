import type { ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import type { EntraIdentity, Identity } from '../../../shared/core/connections/identity.ts';
import { scopesFor } from '../../../shared/core/connections/registration.ts';
import { LAB_WORKSPACE, type Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { plainReport } from '../../../shared/core/inspector/report.ts';
import { REGISTRATION_REQUESTS, registerApplication } from '../../../shared/flows/connections/register.ts';
import { entraEndpoints, testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import { nodeInspectorPorts } from '../../compose/inspector-ports.ts';
import { systemClock } from '../../compose/system-clock.ts';
import { systemRandom } from '../../compose/system-random.ts';
import type { ConnectionsHandlerParts } from './connections-handlers.ts';
import { withPerson } from './sign-in-run.ts';

type Progress = (progress: unknown) => void;

/** Signs in as an identity and tells what it may do; the token itself is decoded here and stays here. */
export async function testOf(
  parts: ConnectionsHandlerParts,
  workspaceId: string,
  identityId: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<ChannelOutput<'connections.test'>> {
  const { workspace, identity } = await identityOf(parts, workspaceId, identityId);
  progress({ waitsFor: 'answer' });
  const connection = await parts.connections().connectTo(workspace);
  const { report, token } = await withPerson(
    parts.signInWindow,
    workspace,
    progress,
    signal,
    (prompts, until) => testIdentity(connection, workspace, identity, true, prompts, until),
  );
  if (token === undefined) return { report: report as never };
  const { messages } = await inspect(
    nodeInspectorPorts,
    token.accessToken,
    { ...DEFAULT_INSPECT_OPTIONS, profile: 'entra' },
    signal,
  );
  const [message] = messages;
  return { report: report as never, ...(message === undefined ? {} : { token: plainReport(message) }) };
}

/** Plans the registration of an application for this product. */
export async function planRegister(
  parts: ConnectionsHandlerParts,
  input: ChannelInput<'connections.planRegister'>,
  windowId: number,
): Promise<ChannelOutput<'connections.planRegister'>> {
  const workspace = await parts.connections().workspaces.find(input.workspaceId);
  const { entra } = workspace;
  const { login, graph } = entraEndpoints(workspace);
  const registrar = registrarOf(workspace, input.as);
  const scopes = [...scopesFor(input.capabilities)];
  const requests = REGISTRATION_REQUESTS.map((request) => {
    const [method = '', path = ''] = request.split(' ', 2);
    return `${method} ${graph.base}${path}${request.slice(method.length + path.length + 1)}`;
  });
  const displayName = 'Federation Workbench';
  const { planId, expiresAt } = parts.plans.keep({
    channel: 'connections.apply',
    windowId,
    summary: {
      question: `Register ${displayName} in ${entra?.tenant}?`,
      detail: `It signs in as ${registrar.name} and sends:\n${requests.join('\n')}\n\nThe application can sign people in on this machine and asks for ${scopes.length} delegated permissions; nobody consents to them by this.`,
      confirm: 'Register',
    },
    run: async (signal) => {
      const connection = await parts.connections().connectTo(workspace);
      const where = {
        graph: graph.base,
        login,
        tenant: entra?.tenant ?? '',
        cloud: entra?.cloud ?? 'public',
      };
      const wanted = { scopes: [`${graph.audience}/Application.ReadWrite.All`], interactive: true };
      try {
        const made = await withPerson(
          parts.signInWindow,
          workspace,
          () => undefined,
          signal,
          (prompts, until) =>
            registerApplication(
              {
                network: connection.network,
                clock: systemClock,
                token: async () =>
                  (await connection.signIn.token(registrar, { login }, wanted, prompts, until)).accessToken,
              },
              where,
              input.capabilities,
              until,
            ),
        );
        return { registered: await keep(parts, workspace, made) };
      } finally {
        // A token of one of Microsoft's own clients is for this once, and for nobody else of another tenant.
        if ('firstPartyClientId' in input.as) await connection.signIn.forget(registrar.id);
      }
    },
  });
  return { planId, expiresAt: new Date(expiresAt).toISOString(), displayName, scopes, requests };
}

/** Adds an identity for what was registered. The Lab's workspace has it by itself, because it fills itself from the Lab. */
async function keep(
  parts: ConnectionsHandlerParts,
  workspace: Workspace,
  { clientId, consentLink }: { readonly clientId: string; readonly consentLink: string },
) {
  const isLab = workspace.id === LAB_WORKSPACE;
  const identity: Identity = {
    id: systemRandom.uuid(),
    name: nameFor(workspace),
    kind: 'entra-browser',
    tenant: workspace.entra?.tenant ?? '',
    clientId,
  };
  if (!isLab) await parts.connections().workspaces.saveIdentity(workspace.id, identity, {});
  parts.changed(['connections.list']);
  return { clientId, consentLink, ...(isLab ? {} : { identity: identity.name }) };
}

function nameFor({ identities }: Workspace): string {
  const wanted = 'Me, in the browser';
  const taken = new Set(identities.map(({ name }) => name));
  for (let number = 2; taken.has(wanted); number += 1) {
    if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
  }
  return wanted;
}

function registrarOf(
  workspace: Workspace,
  as: ChannelInput<'connections.planRegister'>['as'],
): EntraIdentity {
  if ('firstPartyClientId' in as) {
    return {
      id: `first-party-${as.firstPartyClientId}`,
      name: 'you, by one of Microsoft’s own clients',
      kind: 'entra-browser',
      tenant: workspace.entra?.tenant ?? '',
      clientId: as.firstPartyClientId,
    };
  }
  const identity = workspace.identities.find(({ id }) => id === as.identityId);
  if (identity === undefined || !identity.kind.startsWith('entra-'))
    throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: as.identityId });
  return identity as EntraIdentity;
}

async function identityOf(parts: ConnectionsHandlerParts, workspaceId: string, identityId: string) {
  const workspace = await parts.connections().workspaces.find(workspaceId);
  const identity = workspace.identities.find(({ id }) => id === identityId);
  if (identity === undefined)
    throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: identityId });
  return { workspace, identity };
}
