import type { accessMatrixChannels } from '../../../shared/contract/access-matrix.ts';
import { type AccessView, withoutView, withView } from '../../../shared/core/access/views.ts';
import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import { accessViewsOf } from '../../compose/access-views-document.ts';
import type { Connections } from '../../compose/connections.ts';
import type { HandlersOf } from '../ipc/router.ts';

export interface AccessViewParts {
  readonly store: WorkspaceStore;
  readonly connections: () => Pick<Connections, 'workspaces'>;
  readonly changed: (channels: readonly string[]) => void;
}

type ViewChannel = 'access.views' | 'access.saveView' | 'access.removeView';

/** The saved views of the live workspace. */
export function accessViewHandlers(
  parts: AccessViewParts,
): Pick<HandlersOf<typeof accessMatrixChannels>, ViewChannel> {
  const { store } = parts;
  const document = async () => accessViewsOf((await parts.connections().workspaces.active()).id);
  const change = async (to: (views: readonly AccessView[]) => readonly AccessView[]) => {
    const kind = await document();
    const { value } = await store.load(kind);
    await store.save(kind, to(value));
    parts.changed(['access.views', 'workspace.files']);
    return {};
  };
  return {
    'access.views': async () => {
      const { value, keptAside } = await store.load(await document());
      return { views: value, ...(keptAside === undefined ? {} : { keptAside }) };
    },
    'access.saveView': ({ view, replaces }) => change((views) => withView(views, view, replaces)),
    'access.removeView': ({ name }) => change((views) => withoutView(views, name)),
  };
}
