import { call } from '../../bridge/call.ts';
import { accessWork } from './work.ts';

/** Reads the organization of the live workspace, as whoever read it before or else its first AWS identity; the page shows how it goes. */
export async function readAccess(): Promise<void> {
  const [list, { read }] = await Promise.all([call('connections.list', {}), call('access.status', {})]);
  const identities = (list.workspaces.find(({ id }) => id === list.active)?.identities ?? []).filter(
    ({ kind }) => kind.startsWith('aws-'),
  );
  const identity = identities.find(({ id }) => id === read?.identityId) ?? identities[0];
  if (identity !== undefined) await accessWork.read(identity.id);
}
