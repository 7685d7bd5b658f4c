import { X509Certificate } from 'node:crypto';
import { type Expiry, expiriesOf } from '../../shared/core/connections/expiry.ts';
import { type LabFacts, labWorkspace } from '../../shared/core/connections/lab-workspace.ts';
import type { Workspace } from '../../shared/core/connections/workspace.ts';
import { Workspaces } from '../../shared/flows/connections/workspaces.ts';
import type { SecretStore } from '../../shared/ports/secret-store.ts';
import type { WorkspaceStore } from '../../shared/ports/workspace-store.ts';
import { OutgoingLog } from '../adapters/http/request-log.ts';
import type { Connection } from './connection.ts';
import { withLabSecrets } from './lab-secrets.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';
import { WORKSPACES } from './workspace-document.ts';

export {
  forgetPortalSession,
  type PortalSessions,
  portalSessions,
} from '../adapters/aws-credentials/portal-sessions.ts';
export { listProfiles, profileFiles } from '../adapters/aws-credentials/profile-files.ts';
/** The running Lab as a workspace, with its secrets. */
export interface RunningLab {
  readonly workspace: Workspace;
  readonly secrets: ReadonlyMap<string, string>;
  /** Another one for another run, whose tokens are not those of this one. */
  readonly run: string;
}

/** @param caPem the Lab's certificate authority, which is another one in each run */
export function runningLab(facts: LabFacts, caPem: string): RunningLab {
  return { ...labWorkspace(facts, caPem), run: caPem };
}

export interface ConnectionsParts {
  readonly store: WorkspaceStore;
  readonly secrets: SecretStore;
  readonly lab: () => RunningLab | undefined;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly systemProxy: (url: URL) => Promise<string | undefined>;
  /** Is told after each request that left. */
  readonly requested?: () => void;
}

/** Certificate and key out of a PKCS #12 file; see the adapter. */
export async function openPfx(bytes: Uint8Array, password: string) {
  return (await import('../adapters/crypto/pfx.ts')).openPfx(bytes, password);
}

/** Workspaces, and the ways to their clouds: the same for window and terminal. */
export class Connections {
  readonly workspaces: Workspaces;
  readonly log: OutgoingLog;
  readonly #parts: ConnectionsParts;
  readonly #secrets: SecretStore;
  #open: { readonly key: string; readonly connection: Connection } | undefined;

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    this.log = new OutgoingLog(parts.requested);
    this.#secrets = withLabSecrets(parts.secrets, parts.lab);
    this.workspaces = new Workspaces({
      store: parts.store,
      secrets: this.#secrets,
      random: systemRandom,
      lab: () => parts.lab()?.workspace,
      document: WORKSPACES,
    });
  }

  get secrets(): SecretStore {
    return this.#secrets;
  }

  get labRunning(): boolean {
    return this.#parts.lab() !== undefined;
  }

  /** The way to a workspace's clouds; kept until the workspace changes. */
  async connectTo(workspace: Workspace): Promise<Connection> {
    const key = JSON.stringify([workspace.id, workspace.network]);
    if (this.#open?.key === key) return { ...this.#open.connection, workspace };
    this.#open?.connection.close();
    // Large libraries, which nothing needs before somebody reaches for a cloud.
    const { connect } = await import('./connection.ts');
    const connection = await connect(workspace, { ...this.#parts, secrets: this.#secrets, log: this.log });
    this.#open = { key, connection };
    return connection;
  }

  /** Forgets open connections, as after new proxy credentials. */
  disconnect(): void {
    this.#open?.connection.close();
    this.#open = undefined;
  }

  async expiries(): Promise<readonly Expiry[]> {
    const { workspaces } = await this.workspaces.list();
    return expiriesOf(workspaces, endOfCertificate, systemClock.now());
  }
}

function endOfCertificate(pem: string): number | undefined {
  try {
    return Date.parse(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
}
