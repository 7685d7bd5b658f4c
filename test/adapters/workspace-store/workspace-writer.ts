import type { Identity } from '../../../shared/core/connections/identity.ts';
import { workspacesIn } from './workspaces-in.ts';

/** An identity with so long a name of its file that a write takes more than one step of the disk. */
function identity(number: number): Identity {
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
async function writeForEver(folder: string): Promise<void> {
  const workspaces = workspacesIn(folder);
  const id = (await workspaces.list()).workspaces[1]?.id ?? (await workspaces.create('Contoso'));
  const before = (await workspaces.find(id)).identities.length;
  for (let number = before; ; number += 1) {
    await workspaces.saveIdentity(id, identity(number % 150), {});
    process.stdout.write(`${number}\n`);
  }
}

await writeForEver(process.argv[2] ?? '');
