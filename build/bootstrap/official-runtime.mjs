// @ts-check
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onEnd } from './ending.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const rememberMs = 24 * 60 * 60_000;

/**
 * @param {string} folder
 * @returns {number} bytes in all files below it
 */
function bytesBelow(folder) {
  let sum = 0;
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const entry = lstatSync(path);
      sum += entry.isDirectory() ? bytesBelow(path) : entry.size;
    }
  } catch {
    // Files come and go while they are counted.
  }
  return sum;
}

/**
 * @param {string} root
 * @returns {{ executable: string, folder: string, version: string } | undefined} the installed binary of the pinned Electron
 */
function installedElectron(root) {
  const home = join(root, 'node_modules', 'electron');
  try {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const folder = join(home, 'dist');
    if (readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return undefined;
    const executable = join(folder, readFileSync(join(home, 'path.txt'), 'utf8'));
    return existsSync(executable) ? { executable, folder, version } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} source what was asked
 * @returns {boolean}
 */
function failedLately(file, source) {
  try {
    const failure = JSON.parse(readFileSync(file, 'utf8'));
    return failure.source === source && Date.now() - Date.parse(failure.at) < rememberMs;
  } catch {
    return false;
  }
}

/**
 * Downloads the official binary of the pinned Electron with Electron's own installer, and gives up when
 * nothing arrives for a while. A failure is remembered for a day; FEDBENCH_RETRY_ELECTRON=1 tries again.
 *
 * @param {string} root the checkout
 * @param {string} cache where the failure is remembered
 * @param {{ stallMs?: number, env?: NodeJS.ProcessEnv }} [options] default 20 s without progress
 * @returns {Promise<{ executable: string, folder: string, version: string } | undefined>}
 */
export async function ensureOfficialElectron(root, cache, { stallMs = 20_000, env = process.env } = {}) {
  const present = installedElectron(root);
  if (present) return present;
  const home = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const source = env.ELECTRON_MIRROR || env.npm_config_electron_mirror || 'release page';
  const memory = join(cache, `electron-${version}-download-failed.json`);
  if (env.FEDBENCH_RETRY_ELECTRON !== '1' && failedLately(memory, source)) return undefined;

  say(`Fetching Electron ${version} (given up after ${stallMs / 1000} s without progress) ...`);
  const temporary = mkdtempSync(join(tmpdir(), 'fedbench-electron-'));
  const forget = onEnd(() => rmSync(temporary, { recursive: true, force: true }));
  const result = await runChild(process.execPath, [join(home, 'install.js')], {
    cwd: root,
    env: { ...env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    stallMs,
    timeoutMs: 30 * 60_000,
    progress: () => bytesBelow(temporary) + bytesBelow(join(home, 'dist')),
  });
  forget();
  const installed = result.code === 0 ? installedElectron(root) : undefined;
  if (installed) {
    rmSync(memory, { force: true });
    return installed;
  }
  // A half-unpacked folder must not pass for an installation later.
  rmSync(join(home, 'dist'), { recursive: true, force: true });
  rmSync(join(home, 'path.txt'), { force: true });
  const reason = result.ending === 'exit' ? firstLine(result.stderr) : `no progress for ${stallMs / 1000} s`;
  say(`Electron ${version} could not be fetched: ${reason}`);
  try {
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, `${JSON.stringify({ at: new Date().toISOString(), source, reason })}\n`);
  } catch {
    // Only costs another try next time.
  }
  return undefined;
}

/**
 * @param {string} text
 * @returns {string}
 */
function firstLine(text) {
  return text.trim().split('\n')[0] ?? '';
}
