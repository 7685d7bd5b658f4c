import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutgoingLog } from '../../../electron/adapters/http/request-log.ts';
import { type Connection, connect } from '../../../electron/compose/connection.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { type LabFacts, labWorkspace } from '../../../shared/core/connections/lab-workspace.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import type { SecretStore } from '../../../shared/ports/secret-store.ts';

/** A secret store whose content a test can look into. */
export function openSecrets(initial: ReadonlyMap<string, string> = new Map()): SecretStore & {
  readonly all: Map<string, string>;
} {
  const all = new Map(initial);
  return {
    all,
    persistent: true,
    put: async (name, secret) => void all.set(name, secret),
    get: async (name) => all.get(name),
    remove: async (name) => void all.delete(name),
  };
}

/** The product's own way to a running Lab, with everything a test looks into. */
export interface LabConnection {
  readonly workspace: Workspace;
  readonly secrets: ReturnType<typeof openSecrets>;
  readonly log: OutgoingLog;
  /** A home folder with `.aws` in it. */
  readonly home: string;
  readonly environment: Record<string, string | undefined>;
  connect(workspace?: Workspace): Promise<Connection>;
  /** Writes ~/.aws/config. */
  config(text: string): void;
  dispose(): void;
}

export function labConnection(lab: Lab): LabConnection {
  const facts = readyDocument(lab, 'ca.pem') as unknown as LabFacts;
  const { workspace, secrets: labs } = labWorkspace(facts, lab.ground.tls.caPem);
  const secrets = openSecrets(labs);
  const log = new OutgoingLog();
  const home = mkdtempSync(join(tmpdir(), 'fedbench-home-'));
  mkdirSync(join(home, '.aws'));
  const environment: Record<string, string | undefined> = {};
  return {
    workspace,
    secrets,
    log,
    home,
    environment,
    connect: (wanted = workspace) =>
      connect(wanted, { secrets, log, home, environment, systemProxy: async () => undefined }),
    config: (text) => writeFileSync(join(home, '.aws', 'config'), text),
    dispose: () => rmSync(home, { recursive: true }),
  };
}

/** Prompts that no sign-in of a test may need. */
export const NO_PROMPTS: SignInPrompts = {
  openBrowser: async (url) => {
    throw new Error(`nobody was to open ${url}`);
  },
  showDeviceCode: () => {
    throw new Error('nobody was to enter a code');
  },
};
