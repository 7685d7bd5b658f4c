// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './paths.mjs';

/**
 * The scripts of the set-up are imported as they stand: they find the checkout by the place they lie in.
 *
 * @type {import('vite').Plugin}
 */
const leaveScripts = {
  name: 'leave-scripts',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/^\..+\.mjs$/.test(source) || importer.includes('node_modules'))
      return null;
    return { id: pathToFileURL(resolve(dirname(importer), source)).href, external: true };
  },
};

/**
 * Bundles a TypeScript module of this checkout and imports it: benches and generators run the very code that is shipped, with
 * npm packages left to node_modules.
 *
 * @param {string} entry path below the checkout, such as `test/bench/saml.ts`
 * @returns {Promise<Record<string, unknown>>}
 */
export async function importTypeScript(entry) {
  const name = basename(entry, '.ts');
  const folder = join(projectRoot, 'out', 'tools', `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const { build } = await import('vite');
  try {
    await build({
      root: projectRoot,
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      plugins: [leaveScripts],
      build: {
        ssr: join(projectRoot, entry),
        outDir: folder,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: 'index.mjs' } },
      },
    });
    return await import(pathToFileURL(join(folder, 'index.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
