// @ts-check
import { join } from 'node:path';
import { prepareElectronLaunch } from './electron-launch.mjs';
import { runToEnd } from './foreground.mjs';
import { cacheFolder, isRoot, projectRoot } from './paths.mjs';
import { ensureRuntime } from './runtime.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { say } from './say.mjs';
import { missingForWindows, missingLibrariesFailure } from './system-libraries.mjs';
import { makeOwnFolder } from './unprivileged.mjs';

/**
 * Opens the built application on the reader's display and waits until it is closed.
 *
 * @param {string[]} args for the application
 * @returns {Promise<number>} its exit code
 * @throws {import('./failure.mjs').SetupFailure} without a runtime or its libraries
 */
export async function openWindow(args) {
  const runtime = await ensureRuntime();
  const missing = missingForWindows(runtime.executable).filter((name) => name !== 'Xvfb');
  if (missing.length > 0) throw missingLibrariesFailure(runtime.executable, missing);
  if (runtime.kind === 'development') {
    say(
      `Running on the development runtime (Electron ${runtime.version}), because the pinned Electron could not be had.`,
    );
  }
  if (!isRoot()) {
    ensureSandbox(runtime.executable);
    const env = { ...process.env, ...(runtime.kind === 'development' ? { FEDBENCH_DEV_RUNTIME: '1' } : {}) };
    return runToEnd(runtime.executable, [projectRoot, ...args], { env });
  }
  const userData = makeOwnFolder(join(cacheFolder(), 'profile'));
  say(`Root cannot use Chromium's sandbox: the window runs as user nobody, with its data in ${userData}.`);
  const launch = await prepareElectronLaunch({ args, userData, gpu: true });
  try {
    const { executablePath, args: all, env, cwd } = launch.options;
    return await runToEnd(executablePath, all, { env, cwd });
  } finally {
    launch.dispose();
  }
}
