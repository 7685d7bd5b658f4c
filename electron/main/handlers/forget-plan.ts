import type { ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import type { Identity } from '../../../shared/core/connections/identity.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { forgetPortalSession, type PortalSessions, portalSessions } from '../../compose/connections.ts';
import type { ConnectionsHandlerParts } from './connections-handlers.ts';

/** Plans to forget an identity, or a workspace with all of its own, and says what of it goes and what stays. */
export async function planForget(
  parts: ConnectionsHandlerParts,
  { workspaceId, identityId }: ChannelInput<'connections.planForget'>,
  windowId: number,
  changed: () => void,
): Promise<ChannelOutput<'connections.planForget'>> {
  const { workspaces } = parts.connections();
  const workspace = await workspaces.find(workspaceId);
  const identity = workspace.identities.find(({ id }) => id === identityId);
  if (identityId !== undefined && identity === undefined)
    throw new WorkbenchError('ERR_IDENTITY_UNKNOWN', 'workspace', { name: identityId });
  const forgotten = identity === undefined ? workspace.identities : [identity];
  const sessions = await sessionsOf(parts, forgotten);
  const name = identity?.name ?? workspace.name;
  const { planId, expiresAt } = parts.plans.keep({
    channel: 'connections.apply',
    windowId,
    summary: {
      question: identity === undefined ? `Remove the workspace ${name}?` : `Forget ${name}?`,
      detail: detailOf(forgotten, sessions),
      confirm: identity === undefined ? 'Remove' : 'Forget',
    },
    run: async () => {
      if (identity === undefined) await workspaces.remove(workspaceId);
      else await workspaces.forgetIdentity(workspaceId, identity.id);
      for (const session of (await sessionsOf(parts, forgotten)).own)
        await forgetPortalSession(parts.home, session);
      parts.connections().disconnect();
      changed();
      return {};
    },
  });
  return {
    planId,
    expiresAt: new Date(expiresAt).toISOString(),
    forgets: forgotten.map((one) => one.name),
  };
}

async function sessionsOf(
  { connections, home, environment }: ConnectionsHandlerParts,
  forgotten: readonly Identity[],
): Promise<PortalSessions> {
  const { workspaces } = await connections().workspaces.list();
  const ids = new Set(forgotten.map(({ id }) => id));
  const remaining = workspaces.flatMap(({ identities }: Workspace) =>
    identities.filter(({ id }) => !ids.has(id)),
  );
  return portalSessions(home, environment, forgotten, remaining);
}

function detailOf(forgotten: readonly Identity[], { own, shared }: PortalSessions): string {
  const of = forgotten.length > 1 ? `, those of ${forgotten.length} identities` : '';
  const sentences = [`Its secrets and cached tokens are deleted from this machine${of}.`];
  if (own.length > 0)
    sentences.push(
      `So is the sign-in at the access portal (session ${own.join(', ')}), in ~/.aws/sso/cache.`,
    );
  if (shared.length > 0)
    sentences.push(
      `The sign-in at the access portal (session ${shared.join(', ')}) stays in ~/.aws/sso/cache, because the AWS CLI or another identity uses it.`,
    );
  return [...sentences, 'Nothing changes in the cloud. It cannot be undone.'].join(' ');
}
