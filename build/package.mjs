// @ts-check
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportFailure, SetupFailure } from './bootstrap/failure.mjs';
import { projectRoot } from './bootstrap/paths.mjs';
import { duration, say } from './bootstrap/say.mjs';
import { setUp } from './bootstrap/set-up.mjs';

const usage = `npm run package -- [--dir] [--test-build] [--output FOLDER]
  --dir         the unpacked application only
  --test-build  lets tests drive it through Node's inspector; never hand it on
  --output      default dist/, or dist/test for a test build`;

/** @returns {{ dir: boolean, testBuild: boolean, output: string }} */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'boolean', default: false },
        'test-build': { type: 'boolean', default: false },
        output: { type: 'string' },
      },
    });
    const testBuild = values['test-build'];
    const output = values.output ?? join('dist', ...(testBuild ? ['test'] : []));
    return { dir: values.dir, testBuild, output: resolve(projectRoot, output) };
  } catch (error) {
    throw new SetupFailure(error instanceof Error ? error.message : String(error), usage);
  }
}

try {
  const { dir, testBuild, output } = readArguments();
  await setUp();
  const { ensureBuilt } = await import('./bootstrap/build-product.mjs');
  const { ensureRuntime } = await import('./bootstrap/runtime.mjs');
  await ensureBuilt();
  const runtime = await ensureRuntime();
  if (runtime.kind === 'development' && !dir) {
    throw new SetupFailure(
      'Only the development runtime can be had here, and a release is packaged on the official Electron.',
      'Set ELECTRON_MIRROR to a reachable mirror, or add --dir for an unpacked application to try out.',
    );
  }
  const started = performance.now();
  const { build } = await import('electron-builder');
  const { packagingConfiguration } = await import('./packaging/configuration.mjs');
  await build({
    projectDir: projectRoot,
    dir,
    publish: 'never',
    config: packagingConfiguration({
      electronDist: runtime.folder,
      electronVersion: runtime.version,
      output,
      testBuild,
    }),
  });
  say(`Packaged into ${output} in ${duration(performance.now() - started)}.`);
} catch (error) {
  reportFailure(error);
}
