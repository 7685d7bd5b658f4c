// @ts-check
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @returns {boolean} whether this process is root on a POSIX system */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Where runtimes are kept between runs. Root's own cache is unreadable for the unprivileged user that
 * Electron runs as, so root uses a system folder.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (env.FEDBENCH_RUNTIME_CACHE) return env.FEDBENCH_RUNTIME_CACHE;
  if (isRoot() && process.platform === 'linux') return '/var/cache/federation-workbench';
  if (process.platform === 'win32' && env.LOCALAPPDATA)
    return join(env.LOCALAPPDATA, 'federation-workbench', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'federation-workbench');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'federation-workbench');
}
