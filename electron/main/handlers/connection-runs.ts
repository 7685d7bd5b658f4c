import type { ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import { awsEndpoint } from '../../../shared/core/connections/clouds.ts';
import type { EntraIdentity, Identity } from '../../../shared/core/connections/identity.ts';
import { scopesFor } from '../../../shared/core/connections/registration.ts';
import { LAB_WORKSPACE, type Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { plainReport } from '../../../shared/core/inspector/report.ts';
import { REGISTRATION_REQUESTS, registerApplication } from '../../../shared/flows/connections/register.ts';
import { entraEndpoints, testIdentity } from '../../../shared/flows/connections/test-identity.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { nodeInspectorPorts } from '../../compose/inspector-ports.ts';
import { systemRandom } from '../../compose/system-random.ts';
import type { ConnectionsHandlerParts } from './connections-handlers.ts';

/** Opens a sign-in: the system's browser, or for the Lab a window of its own that trusts the Lab. */
export interface SignInWindow {
  /** @param origins that the sign-in may begin at */
  open(url: string, origins: readonly string[], lab: boolean): Promise<void>;
}

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
  const prompts = promptsFor(parts, workspace, progress);
  const { report, token } = await testIdentity(connection, workspace, identity, true, prompts, signal);
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
      const prompts = promptsFor(parts, workspace, () => undefined);
      const made = await registerApplication(
        {
          network: connection.network,
          token: async () => {
            const wanted = { scopes: [`${graph.audience}/Application.ReadWrite.All`], interactive: true };
            return (await connection.signIn.token(registrar, { login }, wanted, prompts, signal)).accessToken;
          },
        },
        { graph: graph.base, login, tenant: entra?.tenant ?? '', cloud: entra?.cloud ?? 'public' },
        input.capabilities,
        signal,
      );
      const identity: Identity = {
        id: systemRandom.uuid(),
        name: 'Me, in the browser',
        kind: 'entra-browser',
        tenant: entra?.tenant ?? '',
        clientId: made.clientId,
      };
      if (workspace.id !== LAB_WORKSPACE)
        await parts.connections().workspaces.saveIdentity(workspace.id, identity, {});
      parts.changed(['connections.list']);
      return {
        registered: { clientId: made.clientId, consentLink: made.consentLink, identityId: identity.id },
      };
    },
  });
  return { planId, expiresAt: new Date(expiresAt).toISOString(), displayName, scopes, requests };
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

/** @returns what a sign-in shows: the browser by main itself, everything else as progress */
export function promptsFor(
  parts: Pick<ConnectionsHandlerParts, 'signInWindow'>,
  workspace: Workspace,
  progress: Progress,
): SignInPrompts {
  return {
    openBrowser: async (url) => {
      progress({ waitsFor: 'browser', host: new URL(url).host });
      await parts.signInWindow.open(url, signInOrigins(workspace), workspace.id === LAB_WORKSPACE);
    },
    showDeviceCode: (code) => progress({ waitsFor: 'device-code', ...code }),
  };
}

/** The authorities a workspace's sign-ins begin at. */
function signInOrigins(workspace: Workspace): readonly string[] {
  const origins: string[] = [];
  if (workspace.entra !== undefined) origins.push(new URL(entraEndpoints(workspace).login).origin);
  if (workspace.aws?.endpoint !== undefined) origins.push(new URL(workspace.aws.endpoint).origin);
  else {
    const regions = new Set(
      workspace.identities.flatMap((identity) => (identity.kind === 'aws-sso' ? [identity.ssoRegion] : [])),
    );
    for (const region of regions) origins.push(new URL(awsEndpoint('sso-oidc', region)).origin);
  }
  return origins;
}
