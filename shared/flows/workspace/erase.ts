import type { WorkspaceStore } from '../../ports/workspace-store.ts';

/**
 * Deletes files of the workspace, those of the plan and no others: what was added since stays.
 *
 * @param files as the plan listed them
 * @returns the files that were deleted
 * @throws WorkbenchError ERR_STORE_PERMISSION, ERR_STORE_WRITE; what was deleted until then is gone
 */
export async function eraseFiles(
  ports: { readonly store: WorkspaceStore },
  files: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const present = new Set(await ports.store.files());
  const erased: string[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    if (!present.has(file)) continue;
    await ports.store.remove(file);
    erased.push(file);
  }
  return erased;
}
