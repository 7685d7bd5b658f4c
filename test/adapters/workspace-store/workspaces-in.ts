import { randomBytes, randomUUID } from 'node:crypto';
import { MemorySecretStore } from '../../../electron/adapters/secret-store/memory-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { WORKSPACES } from '../../../electron/compose/workspace-document.ts';
import { Workspaces } from '../../../shared/flows/connections/workspaces.ts';

/** Workspaces in a folder, as the product keeps them. */
export function workspacesIn(folder: string): Workspaces {
  return new Workspaces({
    store: new FileStore(folder, { now: Date.now }),
    secrets: new MemorySecretStore(),
    random: { bytes: (count) => randomBytes(count), uuid: randomUUID },
    lab: () => undefined,
    document: WORKSPACES,
  });
}
