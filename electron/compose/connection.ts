import './quiet-aws-sdk.ts';
import { proxyPasswordName } from '../../shared/core/connections/identity.ts';
import type { Workspace } from '../../shared/core/connections/workspace.ts';
import { isLoopback } from '../../shared/core/network/allowed-url.ts';
import { boundedNetwork } from '../../shared/flows/connections/bounded-network.ts';
import { retryingNetwork } from '../../shared/flows/connections/retrying-network.ts';
import type { AwsCaller } from '../../shared/ports/aws-caller.ts';
import type { AwsCredentials } from '../../shared/ports/aws-credentials.ts';
import type { EntraSignIn } from '../../shared/ports/entra-sign-in.ts';
import type { Network } from '../../shared/ports/network.ts';
import type { SecretStore } from '../../shared/ports/secret-store.ts';
import { sdkCaller } from '../adapters/aws-credentials/caller-probe.ts';
import { SdkCredentials } from '../adapters/aws-credentials/sdk-credentials.ts';
import { MsalSignIn } from '../adapters/entra-sign-in/msal-sign-in.ts';
import { Agents, trustedAuthorities } from '../adapters/http/agents.ts';
import { type AwsRequestHandler, awsRequestHandler } from '../adapters/http/aws-request-handler.ts';
import { createNodeNetwork } from '../adapters/http/node-network.ts';
import type { OutgoingLog } from '../adapters/http/request-log.ts';
import { loopbackReturn } from '../adapters/loopback/loopback-listener.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

/** Everything that reaches the clouds of one workspace. */
export interface Connection {
  readonly workspace: Workspace;
  /** Tries again what may be tried again. */
  readonly network: Network;
  readonly signIn: EntraSignIn;
  readonly credentials: AwsCredentials;
  readonly caller: AwsCaller;
  /** For further clients of the AWS SDK; does not try again by itself. */
  readonly awsRequestHandler: AwsRequestHandler;
  close(): void;
}

export interface ConnectionParts {
  readonly secrets: SecretStore;
  readonly log: OutgoingLog;
  /** The user's home folder. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the desktop or the environment says of an address: a proxy, or undefined for none. */
  readonly systemProxy: (url: URL) => Promise<string | undefined>;
}

/** Makes the way to a workspace's clouds: its proxy, its authorities, its timeout. */
export async function connect(workspace: Workspace, parts: ConnectionParts): Promise<Connection> {
  const { secrets, log, home, environment } = parts;
  const agents = new Agents();
  const { network: settings } = workspace;
  const password = await secrets.get(proxyPasswordName(workspace.id));
  const proxyFor = async (url: URL): Promise<string | undefined> => {
    // The Lab and other things on this machine are never behind a proxy.
    if (settings.proxy === 'none' || isLoopback(url.hostname)) return undefined;
    if (settings.proxy === 'system') return parts.systemProxy(url);
    return settings.proxyUrl === undefined
      ? undefined
      : withCredentials(settings.proxyUrl, settings.proxyUser, password);
  };
  const trusted = trustedAuthorities(
    settings.extraCa.map(({ pem }) => pem),
    environment.NODE_EXTRA_CA_CERTS,
  );
  const direct = boundedNetwork(
    createNodeNetwork({
      proxyFor,
      agentFor: (url, proxy) => agents.for(url, proxy),
      log,
      ...(trusted === undefined ? {} : { trusted }),
    }),
    workspace,
  );
  const network = retryingNetwork({ network: direct, clock: systemClock, random: systemRandom });
  const handler = awsRequestHandler(direct, settings.timeout * 1000);
  return {
    workspace,
    network,
    signIn: new MsalSignIn({
      network,
      metadata: createNodeNetwork({ log, metadataService: true }),
      secrets,
      clock: systemClock,
      browser: loopbackReturn,
    }),
    credentials: new SdkCredentials({
      requestHandler: handler,
      secrets,
      clock: systemClock,
      browser: loopbackReturn,
      home,
      environment,
    }),
    caller: sdkCaller(handler),
    awsRequestHandler: handler,
    close: () => agents.close(),
  };
}

function withCredentials(address: string, user: string | undefined, password: string | undefined): string {
  const url = new URL(address);
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
