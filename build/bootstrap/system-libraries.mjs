// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hasXvfb } from './display.mjs';
import { SetupFailure } from './failure.mjs';
import { isRoot } from './paths.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

/**
 * The Debian packages that Electron and its virtual screen need, each with its names from old to new:
 * Debian 13 and Ubuntu 24.04 renamed some for their 64-bit time_t.
 */
const neededPackages = [
  ['xvfb'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['fonts-dejavu-core'],
];

/** Held against in some tests, which skip without it. */
const optionalPackages = [['xmlsec1']];

/**
 * @param {string} output of ldd(1)
 * @returns {string[]} shared libraries that the dynamic linker does not find
 */
export function librariesNotFound(output) {
  return output
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(/\s/)[0] ?? '')
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

/**
 * @param {string} executable
 * @returns {string[]} what the machine lacks to open a window with it
 */
export function missingForWindows(executable) {
  if (process.platform !== 'linux') return [];
  const linked = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const missing = linked.error ? [] : librariesNotFound(linked.stdout);
  if (!hasXvfb()) missing.push('Xvfb');
  return missing;
}

/** @returns {boolean} */
function hasApt() {
  return (
    existsSync('/etc/debian_version') && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  );
}

/**
 * @param {string[][]} groups alternative names
 * @returns {string[]} for each group the name that this release can install, else its first
 */
function namesHere(groups) {
  const policy = spawnSync('apt-cache', ['policy', ...groups.flat()], { encoding: 'utf8' }).stdout ?? '';
  const installable = new Set(
    [...policy.matchAll(/^(\S+):\n(?: .*\n)*? +Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  );
  return groups.map((names) => names.find((name) => installable.has(name)) ?? names[0] ?? '');
}

/** @param {string[]} names */
function installCommand(names) {
  return `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/**
 * @param {string[]} args
 * @returns {Promise<import('./run-child.mjs').ChildResult>}
 */
function apt(args) {
  return runChild('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 10 * 60_000,
  });
}

/** Installs what some tests would like to have; never fails. */
async function installOptional() {
  if (!isRoot() || !hasApt() || existsSync('/usr/bin/xmlsec1')) return;
  const result = await apt(['install', '-y', '--no-install-recommends', ...namesHere(optionalPackages)]);
  if (result.code !== 0) say('xmlsec1 could not be installed; the tests that hold against it are skipped.');
}

/**
 * @param {string} executable
 * @param {string[]} missing
 * @returns {SetupFailure} with the exact command for this machine
 */
export function missingLibrariesFailure(executable, missing) {
  const what = `This machine lacks what Electron needs to open a window: ${missing.join(', ')}.`;
  if (hasApt()) {
    const prefix = isRoot() ? '' : 'sudo ';
    const command = installCommand(namesHere(neededPackages)).replaceAll('apt-get', `${prefix}apt-get`);
    return new SetupFailure(what, `Run this, and then the same command again:\n  ${command}`);
  }
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const system = /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? 'your system';
  return new SetupFailure(
    what,
    `Install the packages of ${system} that hold them (\`ldd ${executable}\` lists them), and Xvfb.`,
  );
}

/**
 * Makes sure that the machine can open Electron's windows on a virtual screen: as root on Debian and Ubuntu
 * by installing what is missing, elsewhere by saying what to install.
 *
 * @param {string} executable of Electron
 * @returns {Promise<'present' | 'installed'>}
 * @throws {SetupFailure} with the exact command when it cannot be done from here
 */
export async function ensureSystemLibraries(executable) {
  const missing = missingForWindows(executable);
  if (missing.length === 0) {
    await installOptional();
    return 'present';
  }
  if (!isRoot() || !hasApt()) throw missingLibrariesFailure(executable, missing);
  say(`Installing system libraries, because ${missing.join(', ')} is missing ...`);
  const updated = await apt(['update']);
  const names = namesHere(neededPackages);
  const installed = await apt(['install', '-y', '--no-install-recommends', ...names]);
  const still = missingForWindows(executable);
  if (installed.code !== 0 || still.length > 0) {
    const log = `${updated.stderr}${installed.stderr}`.trim();
    throw new SetupFailure(
      `Installing ${names.join(' ')} failed; still missing: ${still.join(', ') || 'nothing'}.`,
      `${log}\nInstall them by hand and run the same command again:\n  ${installCommand(names)}`,
    );
  }
  await installOptional();
  return 'installed';
}
