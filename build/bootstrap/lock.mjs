// @ts-check
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onEnd } from './ending.mjs';
import { SetupFailure } from './failure.mjs';
import { say } from './say.mjs';

/**
 * @param {string} folder
 * @returns {boolean} whether the process that made the lock is gone
 */
function isStale(folder) {
  /** @type {{ pid: number, host: string }} */
  let owner;
  try {
    owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
  } catch {
    // A lock without an owner is one whose maker died, or is about to write the file: give it ten seconds.
    try {
      return Date.now() - statSync(folder).mtimeMs > 10_000;
    } catch {
      return false;
    }
  }
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Moves a dead owner's lock away; the rename lets only one of several waiters win.
 *
 * @param {string} folder
 */
function breakLock(folder) {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another waiter was faster.
  }
}

/**
 * Runs work while no other process runs work under the same lock.
 *
 * @template T
 * @param {string} folder path of the lock; its parent is made
 * @param {string} what named in the waiting line, such as `another set-up`
 * @param {() => Promise<T>} work
 * @param {{ waitMs?: number }} [options] gives up after this long; default 15 minutes
 * @returns {Promise<T>}
 */
export async function withLock(folder, what, work, { waitMs = 15 * 60_000 } = {}) {
  mkdirSync(dirname(folder), { recursive: true });
  const started = performance.now();
  let told = false;
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isStale(folder)) {
      breakLock(folder);
      continue;
    }
    if (!told) say(`Waiting for ${what} that is already running ...`);
    told = true;
    if (performance.now() - started > waitMs) {
      throw new SetupFailure(
        `${what} has held the lock ${folder} for too long.`,
        'If nothing else is running, delete that folder and run the same command again.',
      );
    }
    await wait(100);
  }
  const release = onEnd(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const owner = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
    writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
    return await work();
  } finally {
    release();
  }
}
