import type { AwsIdentity } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import { type LiveAccess, liveAccess } from '../../compose/access-ports.ts';
import type { Connections } from '../../compose/connections.ts';
import type { AccessReport } from '../../worker/access/access-protocol.ts';
import type { SessionFacts } from '../../worker/access/access-sessions.ts';

type Call = Pick<Extract<AccessReport, { type: 'call' }>, 'session' | 'target' | 'method' | 'input'>;

interface Way {
  /** The connection it was made of; another one means another way. */
  readonly handler: object;
  readonly live: LiveAccess;
  /** Finds credentials anew, without asking a person. */
  renew(signal: AbortSignal): Promise<void>;
}

/** No person is asked in the middle of a run: it pauses instead, and says so. */
const NOBODY: SignInPrompts = {
  openBrowser: async () => undefined,
  showDeviceCode: () => undefined,
};

/** The ways to AWS of the sessions of access, one a workspace and identity. Credentials never leave this process. */
export class AccessConnections {
  readonly #connections: () => Connections;
  readonly #rateOf: (endpoint: string) => Promise<number | undefined>;
  readonly #ways = new Map<string, Way>();

  /** @param rateOf calls a second that an endpoint of its own answers; undefined where it is as quick as AWS */
  constructor(connections: () => Connections, rateOf: (endpoint: string) => Promise<number | undefined>) {
    this.#connections = connections;
    this.#rateOf = rateOf;
  }

  /**
   * Opens the way to AWS as an identity of the live workspace; a person signs in here where that is needed.
   *
   * @throws WorkbenchError ERR_IDENTITY_UNKNOWN, ERR_AWS_*, ERR_SIGN_IN_*, ERR_NETWORK_*
   */
  async open(
    identityId: string,
    promptsOf: (workspace: Workspace) => SignInPrompts,
    signal: AbortSignal,
  ): Promise<SessionFacts> {
    const workspace = await this.#connections().workspaces.active();
    const identity = workspace.identities.find(({ id }) => id === identityId);
    if (identity === undefined || !identity.kind.startsWith('aws-'))
      throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: identityId });
    const asWho = identity as AwsIdentity;
    const { awsRequestHandler, credentials } = await this.#connections().connectTo(workspace);
    const endpoint = workspace.aws?.endpoint;
    const wanted = { ...(endpoint === undefined ? {} : { endpoint }) };
    const resolved = await credentials.resolve(
      asWho,
      { ...wanted, interactive: true },
      promptsOf(workspace),
      signal,
    );
    const id = `${workspace.id} ${identity.id}`;
    if (this.#ways.get(id)?.handler !== awsRequestHandler) {
      const region = workspace.aws?.region ?? resolved.region;
      const quietly = async (cancelled: AbortSignal) => {
        const { keys } = await credentials.resolve(
          asWho,
          { ...wanted, interactive: false },
          NOBODY,
          cancelled,
        );
        const { expiresAt, ...rest } = keys;
        return { ...rest, ...(expiresAt === undefined ? {} : { expiration: new Date(expiresAt) }) };
      };
      const live = liveAccess({
        ...wanted,
        ...(region === undefined ? {} : { region }),
        credentials: () => quietly(new AbortController().signal),
        requestHandler: awsRequestHandler,
      });
      this.#ways.set(id, {
        handler: awsRequestHandler,
        live,
        renew: async (cancelled) => {
          await quietly(cancelled);
          live.renew();
        },
      });
    }
    const instanceArn = workspace.aws?.instanceArn;
    const perSecond = endpoint === undefined ? undefined : await this.#rateOf(endpoint);
    return {
      id,
      workspaceId: workspace.id,
      identityId: identity.id,
      identityName: identity.name,
      ...(instanceArn === undefined ? {} : { instanceArn }),
      ...(perSecond === undefined ? {} : { perSecond }),
    };
  }

  /** The account of whoever a session asks as, where AWS says it. */
  callerAccount(session: string, signal: AbortSignal): Promise<string | undefined> {
    return this.#way(session).live.callerAccount(signal);
  }

  /** Makes one call for the process that holds the organization. */
  async call({ session, target, method, input }: Call, signal: AbortSignal): Promise<unknown> {
    const way = this.#way(session);
    if (target === 'credentials') return way.renew(signal);
    const port = way.live.ports.identityCenter[target] as unknown as Readonly<
      Record<string, (...args: readonly unknown[]) => Promise<unknown>>
    >;
    const run = Object.hasOwn(port, method) ? port[method] : undefined;
    if (run === undefined) throw new TypeError('no such call');
    return input === undefined ? run.call(port, signal) : run.call(port, input, signal);
  }

  #way(session: string): Way {
    const way = this.#ways.get(session);
    if (way === undefined) throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: session });
    return way;
  }
}
