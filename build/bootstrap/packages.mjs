// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainFileError, SetupFailure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { duration, say } from './say.mjs';

/**
 * @param {string} root
 * @returns {string} what node_modules must have been made from
 */
function wantedStamp(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`\n${process.versions.node.split('.')[0]} ${process.platform} ${process.arch}`)
    .digest('hex');
}

/**
 * @param {string} stampFile
 * @returns {string | undefined}
 */
function readStamp(stampFile) {
  try {
    return readFileSync(stampFile, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} stampFile
 * @param {string} stamp
 */
function rememberStamp(stampFile, stamp) {
  try {
    writeFileSync(stampFile, `${stamp}\n`);
  } catch {
    // Somebody else's node_modules will do as well; it is only compared again next time.
  }
}

/**
 * Whether node_modules already holds exactly what the lockfile names, as after `npm install`.
 * npm writes its own list last, so that an interrupted installation never passes.
 *
 * @param {string} root
 * @returns {boolean}
 */
function matchesLockfile(root) {
  /** @type {Record<string, { version?: string, integrity?: string, optional?: boolean, os?: string[] }>} */
  let installed;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  try {
    installed = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  for (const [path, entry] of Object.entries(installed)) {
    if (locked[path]?.version !== entry.version || locked[path]?.integrity !== entry.integrity) return false;
  }
  return Object.entries(locked).every(([path, entry]) => path === '' || entry.optional || path in installed);
}

/**
 * @param {string} stderr of npm
 * @returns {string}
 */
function npmAdvice(stderr) {
  if (/ENOSPC/.test(stderr)) return 'The disk is full: free about 1 GB and run the same command again.';
  if (/EACCES|EPERM|EROFS/.test(stderr))
    return 'npm may not write there: check who owns the folder and its node_modules.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(stderr)) {
    return 'The npm registry cannot be reached: check the network, the proxy settings and `npm config get registry`.';
  }
  if (/EINTEGRITY/.test(stderr))
    return 'A download was damaged: run `npm cache verify` and then the same command again.';
  if (/can only install packages when your package.json and package-lock.json/.test(stderr)) {
    return 'package.json and package-lock.json disagree: run `npm install` and commit both.';
  }
  return 'Mend what npm says above and run the same command again.';
}

/**
 * Installs the packages of the lockfile unless that was done before.
 *
 * @param {string} root a folder with package.json and package-lock.json
 * @returns {Promise<'installed' | 'present'>}
 * @throws {SetupFailure} when npm fails
 */
export async function ensurePackages(root) {
  const modules = join(root, 'node_modules');
  const stampFile = join(modules, '.federation-workbench-stamp');
  const wanted = wantedStamp(root);
  if (readStamp(stampFile) === wanted) return 'present';
  try {
    return await withLock(
      join(root, '.bootstrap', 'packages.lock'),
      'another installation of packages',
      async () => {
        if (readStamp(stampFile) === wanted) return 'present';
        if (matchesLockfile(root)) {
          rememberStamp(stampFile, wanted);
          return 'present';
        }
        say('Installing packages (npm ci), about a minute the first time ...');
        const started = performance.now();
        rmSync(stampFile, { force: true });
        const result = await runNpm(['ci', '--include=dev'], { cwd: root, timeoutMs: 15 * 60_000 });
        if (result.code !== 0) {
          if (result.stderr) say(result.stderr.trim());
          const why = result.ending === 'exit' ? 'npm ci failed.' : `npm ci ended by ${result.ending}.`;
          throw new SetupFailure(why, npmAdvice(result.stderr));
        }
        writeFileSync(stampFile, `${wanted}\n`);
        say(`Packages installed in ${duration(performance.now() - started)}.`);
        return 'installed';
      },
    );
  } catch (error) {
    throw explainFileError(error, root, 'move the checkout to another folder');
  }
}
