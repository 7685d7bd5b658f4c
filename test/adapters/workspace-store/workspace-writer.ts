import { randomBytes, randomUUID } from 'node:crypto';
import { MemorySecretStore } from '../../../electron/adapters/secret-store/memory-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { WORKSPACES } from '../../../electron/compose/workspace-document.ts';
import type { Identity } from '../../../shared/core/connections/identity.ts';
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

/** An identity with so long a name of its file that a write takes more than one step of the disk. */
export function identity(number: number): Identity {
  return {
    id: `id-${number}`,
    name: `Number ${number}`,
    kind: 'entra-federated-assertion',
    tenant: 'contoso.com',
    clientId: '11111111-2222-4333-8444-555555555555',
    assertionFile: `/${'x'.repeat(4_000)}`,
  };
}

/** Adds identities for ever; says which is there each time. */
export async function writeForEver(folder: string): Promise<void> {
  const workspaces = workspacesIn(folder);
  const id = (await workspaces.list()).workspaces[1]?.id ?? (await workspaces.create('Contoso'));
  const before = (await workspaces.find(id)).identities.length;
  for (let number = before; ; number += 1) {
    await workspaces.saveIdentity(id, identity(number % 150), {});
    process.stdout.write(`${number}\n`);
  }
}
