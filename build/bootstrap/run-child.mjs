// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { onEnd } from './ending.mjs';

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] killed after this long
 * @property {number} [stallMs] killed after this long without progress
 * @property {() => number} [progress] a figure that grows while work is done; output counts as progress too
 * @property {'capture' | 'show'} [output] `show` hands our own stdout and stderr on; default `capture`
 * @property {(text: string) => void} [onOutput]
 *
 * @typedef {object} ChildResult
 * @property {number | null} code
 * @property {string} stdout
 * @property {string} stderr
 * @property {'exit' | 'timeout' | 'stall' | 'missing'} ending
 */

/**
 * Kills a child and everything it started.
 *
 * @param {import('node:child_process').ChildProcess} child started with `detached` outside Windows
 */
function killTree(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * Runs a program to its end, without stdin, in its own process group, and kills the whole group when
 * it takes too long, makes no progress, or this process ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<ChildResult>} `missing` when the program is not there
 */
export function runChild(command, args, options = {}) {
  const show = options.output === 'show';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const forget = onEnd(() => killTree(child));
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    /** @type {ChildResult['ending']} */
    let ending = 'exit';
    let lastFigure = options.progress?.() ?? 0;
    let lastProgress = performance.now();
    const started = lastProgress;
    const timer = setInterval(() => {
      const figure = options.progress?.() ?? 0;
      if (figure !== lastFigure) {
        lastFigure = figure;
        lastProgress = performance.now();
      }
      const now = performance.now();
      if (options.timeoutMs !== undefined && now - started > options.timeoutMs) ending = 'timeout';
      else if (options.stallMs !== undefined && now - lastProgress > options.stallMs) ending = 'stall';
      else return;
      clearInterval(timer);
      killTree(child);
    }, 100);
    /** @param {Buffer} chunk */
    const heard = (chunk) => {
      lastProgress = performance.now();
      const text = chunk.toString();
      options.onOutput?.(text);
      return text;
    };
    child.stdout?.on('data', (chunk) => {
      stdout += heard(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      stderr += heard(chunk);
    });
    child.on('error', (error) => {
      clearInterval(timer);
      forget();
      if ('code' in error && error.code === 'ENOENT') {
        resolve({ code: null, stdout, stderr, ending: 'missing' });
      } else reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      forget();
      resolve({ code, stdout, stderr, ending });
    });
  });
}
