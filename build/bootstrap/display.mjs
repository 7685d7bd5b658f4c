// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { onEnd } from './ending.mjs';
import { SetupFailure } from './failure.mjs';

/** @returns {boolean} whether Xvfb can be started here */
export function hasXvfb() {
  return (
    process.platform === 'linux' && spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined
  );
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} whether a window can be shown to a person
 */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * Starts a virtual screen on a free display number. It is killed when this process ends, whatever happens.
 *
 * @returns {Promise<{ display: string, stop: () => void }>} `display` such as `:99`
 * @throws {SetupFailure} when Xvfb is missing or does not start within 10 s
 */
export async function startVirtualDisplay() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const stop = onEnd(() => child.kill('SIGKILL'));
  const numbers = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const number = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), 10_000);
    let text = '';
    numbers.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
    for (const event of ['error', 'exit']) {
      child.once(event, () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    }
  });
  if (number === undefined) {
    stop();
    throw new SetupFailure(
      `The virtual screen (Xvfb) did not start. ${complaint.trim()}`,
      'Install it (apt-get install xvfb), or set DISPLAY to a running X server.',
    );
  }
  // Neither the screen nor its pipes may keep this process alive.
  child.unref();
  for (const pipe of [child.stderr, numbers]) {
    if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  }
  return { display: `:${number}`, stop };
}
