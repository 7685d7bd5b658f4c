import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../../build/bootstrap/paths.mjs';

/**
 * Bundles the store for a process of its own, which Node starts without a loader for TypeScript.
 *
 * @param folder receives store.mjs
 * @returns its path
 */
export async function bundleStore(folder: string): Promise<string> {
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: 'electron/adapters/workspace-store/file-store.ts',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'store.mjs' } },
    },
  });
  return join(folder, 'store.mjs');
}
