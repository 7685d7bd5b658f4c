// @ts-check
import { spawn } from 'node:child_process';
import { projectRoot } from './paths.mjs';

/**
 * Runs a program that the reader works with: it has our stdin, stdout and stderr, is asked to end when we
 * are, and killed when it has not ended five seconds later.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code; 128 + n after a signal, 130 for Ctrl+C
 */
export function runToEnd(command, args, { env = process.env, cwd = projectRoot } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  /** @type {number | undefined} */
  let asked;
  for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      asked = code;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
    });
  }
  process.on('exit', () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(asked ?? code ?? 1));
  });
}
