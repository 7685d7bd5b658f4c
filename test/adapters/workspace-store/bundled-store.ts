import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../../../build/bootstrap/paths.mjs';

/**
 * Bundles the store for a process of its own, which Node starts without a loader for TypeScript.
 *
 * @param folder receives the bundle
 * @param entry another module than the store, with its libraries
 * @returns its path
 */
export async function bundleStore(
  folder: string,
  entry = 'electron/adapters/workspace-store/file-store.ts',
): Promise<string> {
  const name = entry.replace(/^.*\//, '').replace(/\.ts$/, '.mjs');
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: name } },
    },
  });
  return join(folder, name);
}
