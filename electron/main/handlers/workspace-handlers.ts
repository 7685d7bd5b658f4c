import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { workspaceContract } from '../../../shared/contract/workspace.ts';
import { eraseFiles } from '../../../shared/flows/workspace/erase.ts';
import { requirePublicKeys } from '../../../shared/flows/workspace/public-keys.ts';
import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import { WORKSPACE_SETTINGS } from '../documents.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';

export interface WorkspaceHandlerParts {
  readonly store: WorkspaceStore;
  readonly folder: string;
  readonly plans: Plans;
  readonly changed: (channels: readonly string[]) => void;
  /** Puts defaults into force where the files they were saved in are gone. */
  readonly afterErase: () => void;
}

/** The handlers of the `workspace` capability; `workspace.apply` is main's own, as every write is. */
export function workspaceHandlers(
  parts: WorkspaceHandlerParts,
): Omit<HandlersOf<typeof workspaceContract>, 'workspace.apply'> {
  const { store, folder, plans } = parts;

  const dataFiles = async (): Promise<{ path: string; bytes: number }[]> => {
    const sizes = (await store.files()).map(async (path) => {
      const entry = await lstat(join(folder, path)).catch(() => undefined);
      return { path, bytes: entry?.size ?? 0 };
    });
    return Promise.all(sizes);
  };

  return {
    'workspace.load': async () => {
      const { value, keptAside } = await store.load(WORKSPACE_SETTINGS);
      return { settings: value, ...(keptAside === undefined ? {} : { keptAside }) };
    },
    'workspace.save': async ({ settings }) => {
      requirePublicKeys(settings.inspector.trust as Parameters<typeof requirePublicKeys>[0]);
      await store.save(WORKSPACE_SETTINGS, settings);
      parts.changed(['workspace.load', 'workspace.files']);
      return {};
    },
    'workspace.files': async () => ({ folder, files: await dataFiles() }),
    'workspace.planErase': async (_input, { windowId }) => {
      const files = await dataFiles();
      const paths = files.map((file) => file.path);
      const { planId, expiresAt } = plans.keep({
        channel: 'workspace.apply',
        windowId,
        summary: {
          question: `Erase ${files.length === 1 ? '1 file' : `${files.length} files`} of this workspace?`,
          detail: `${listed(paths)}\n\nin ${folder}\n\nThis cannot be undone.`,
          confirm: 'Erase',
        },
        run: async (signal) => {
          try {
            return { erased: await eraseFiles({ store }, paths, signal) };
          } finally {
            parts.afterErase();
            parts.changed(['workspace.load', 'workspace.files']);
          }
        },
      });
      return { planId, expiresAt: new Date(expiresAt).toISOString(), folder, files };
    },
  };
}

const SHOWN = 15;

function listed(paths: readonly string[]): string {
  const more = paths.length - SHOWN;
  return [...paths.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
