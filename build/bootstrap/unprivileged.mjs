// @ts-check
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';
import { onEnd } from './ending.mjs';
import { SetupFailure } from './failure.mjs';
import { isRoot } from './paths.mjs';

/** The user `nobody`: Chromium's sandbox refuses root, so root starts Electron as this user. */
export const unprivilegedId = 65534;

/**
 * @param {string} path
 * @returns {boolean} whether every user may enter all its parents and read it
 */
export function isReadableByAll(path) {
  try {
    const entry = statSync(path);
    if ((entry.mode & (entry.isDirectory() ? 0o005 : 0o004)) !== (entry.isDirectory() ? 0o005 : 0o004))
      return false;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if ((statSync(folder).mode & 0o001) === 0) return false;
      if (folder === parse(folder).root) return true;
    }
  } catch {
    return false;
  }
}

/**
 * Makes a temporary folder that every user may enter; removed when this process ends.
 *
 * @param {string} purpose a word for its name
 * @returns {{ folder: string, remove: () => void }}
 */
export function makeOpenFolder(purpose) {
  const parent = isReadableByAll(tmpdir()) || !isRoot() ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, `fedbench-${purpose}-`));
  if (isRoot()) chmodSync(folder, 0o755);
  const remove = onEnd(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  return { folder, remove };
}

/**
 * Makes a folder that only the user of Electron may enter.
 *
 * @param {string} folder
 * @returns {string} the same path
 */
export function makeOwnFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isRoot()) chownSync(folder, unprivilegedId, unprivilegedId);
  return folder;
}

/**
 * Copies a folder or file so that every user can read it.
 *
 * @param {string} path
 * @param {string} target an open folder that receives the copy
 * @returns {string} the copy
 */
export function copyReadable(path, target) {
  const copy = join(target, basename(path));
  cpSync(path, copy, { recursive: true, dereference: true });
  spawnSync('chmod', ['-R', 'a+rX', copy]);
  return copy;
}

/**
 * @param {string} path
 * @param {string} target an open folder that receives a copy where one is needed
 * @returns {string} a path that the user of Electron can read
 */
export function readableCopy(path, target) {
  return !isRoot() || isReadableByAll(path) ? path : copyReadable(path, target);
}

/**
 * @param {string} text
 * @returns {string} the text as one word of a POSIX shell
 */
function shellWord(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Writes a script that runs a program as the unprivileged user: drivers such as Playwright can start a
 * program, but not as somebody else.
 *
 * @param {string} program absolute path
 * @param {string} folder an open folder that receives the script
 * @returns {string} the path to start: the script as root, else the program itself
 * @throws {SetupFailure} as root without setpriv(1)
 */
export function unprivilegedCommand(program, folder) {
  if (!isRoot()) return program;
  if (spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).error) {
    throw new SetupFailure(
      'Electron must not run as root, and setpriv is missing to run it as another user.',
      'Run this command as an ordinary user, or install setpriv (package util-linux).',
    );
  }
  const script = join(folder, `run-${basename(program)}.sh`);
  const lines = [
    '#!/bin/sh',
    `exec setpriv --reuid ${unprivilegedId} --regid ${unprivilegedId} --clear-groups -- ${shellWord(program)} "$@"`,
    '',
  ];
  writeFileSync(script, lines.join('\n'), { mode: 0o755 });
  chmodSync(script, 0o755);
  return script;
}

/**
 * Hands the X server's cookie to the unprivileged user, who cannot read root's.
 *
 * @param {string} home that user's home folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} with XAUTHORITY where there is a cookie
 */
export function shareDisplayCookie(home, env) {
  const cookie = env.XAUTHORITY || join(homedir(), '.Xauthority');
  if (!isRoot() || !env.DISPLAY || !existsSync(cookie)) return {};
  const copy = join(home, '.Xauthority');
  copyFileSync(cookie, copy);
  chownSync(copy, unprivilegedId, unprivilegedId);
  return { XAUTHORITY: copy };
}
