// @ts-check
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { isRoot, projectRoot } from './paths.mjs';
import { ensureRuntime } from './runtime.mjs';
import { ensureSandbox } from './sandbox.mjs';
import {
  copyReadable,
  isReadableByAll,
  makeOpenFolder,
  makeOwnFolder,
  readableCopy,
  shareDisplayCookie,
  unprivilegedCommand,
} from './unprivileged.mjs';

/**
 * @typedef {object} LaunchOptions what Playwright's `_electron.launch` and `child_process.spawn` take
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env
 * @property {string} cwd
 * @property {true} chromiumSandbox
 *
 * @typedef {object} ElectronLaunch
 * @property {LaunchOptions} options
 * @property {string} home the HOME of the started process, owned by its user
 * @property {string} userData its user-data folder
 * @property {import('./runtime.mjs').Runtime} runtime
 * @property {() => void} dispose removes the temporary folders; call it after the app was closed
 *
 * @typedef {object} LaunchRequest
 * @property {string} [app] folder of the application; default: this checkout with its built out/
 * @property {string} [executable] a packaged application to start instead of Electron with a folder
 * @property {string[]} [args] for the application
 * @property {Record<string, string>} [env] added to the environment
 * @property {boolean} [gpu] keep the GPU, for a real screen
 * @property {string} [userData] reuse this folder (from an earlier launch) instead of a new empty one
 */

const hidden =
  /^(npm_|NODE_OPTIONS$|NODE_ENV$|ELECTRON_RUN_AS_NODE$|DBUS_SESSION_BUS_ADDRESS$|XDG_|VITEST|SUDO_)/;

/** @type {Map<string, string>} checkout -> copy that the unprivileged user can read */
const readableApps = new Map();

/**
 * @param {string} app
 * @returns {string} the folder itself, or a copy of its package.json and out/
 */
function readableApp(app) {
  if (app !== projectRoot) return readableCopy(app, makeOpenFolder('app').folder);
  const known = readableApps.get(app);
  if (known) return known;
  const needed = ['package.json', 'out'].map((name) => join(app, name));
  let readable = app;
  if (isRoot() && !needed.every(isReadableByAll)) {
    readable = makeOpenFolder('app').folder;
    for (const path of needed) copyReadable(path, readable);
  }
  readableApps.set(app, readable);
  return readable;
}

/**
 * Prepares one start of the built application on the runtime at hand: never as root (root starts it as the
 * unprivileged user 65534), always with Chromium's sandbox, with a home and user-data folder of its own.
 * Needs DISPLAY on Linux and out/ built before.
 *
 * @param {LaunchRequest} [request]
 * @returns {Promise<ElectronLaunch>}
 * @throws {SetupFailure} without a display, a runtime or setpriv
 */
export async function prepareElectronLaunch(request = {}) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new SetupFailure(
      'There is no display to open a window on.',
      'Set DISPLAY, or call startVirtualDisplay() from build/bootstrap/display.mjs first.',
    );
  }
  const runtime = await ensureRuntime();
  const { folder, remove } = makeOpenFolder('run');
  const home = makeOwnFolder(join(folder, 'home'));
  const userData = request.userData ?? makeOwnFolder(join(folder, 'user-data'));
  const runtimeFolder = readableCopy(runtime.folder, folder);
  const program = request.executable ?? runtime.executable.replace(runtime.folder, runtimeFolder);
  ensureSandbox(program);
  const args = [`--user-data-dir=${userData}`];
  // Without it a virtual screen takes some ten seconds to the first paint.
  if (process.platform === 'linux' && !request.gpu) args.push('--disable-gpu');
  if (request.executable === undefined) args.push(readableApp(request.app ?? projectRoot));
  args.push(...(request.args ?? []));

  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !hidden.test(name)) env[name] = value;
  }
  if (isRoot()) Object.assign(env, { USER: 'nobody', LOGNAME: 'nobody' });
  Object.assign(env, {
    HOME: home,
    TMPDIR: makeOwnFolder(join(folder, 'tmp')),
    XDG_CONFIG_HOME: makeOwnFolder(join(home, '.config')),
    XDG_CACHE_HOME: makeOwnFolder(join(home, '.cache')),
    XDG_RUNTIME_DIR: makeOwnFolder(join(folder, 'runtime')),
    ...(runtime.kind === 'development' ? { FEDBENCH_DEV_RUNTIME: '1' } : {}),
    ...shareDisplayCookie(home, process.env),
    ...request.env,
  });
  return {
    options: {
      executablePath: unprivilegedCommand(program, folder),
      args,
      env,
      cwd: folder,
      chromiumSandbox: true,
    },
    home,
    userData,
    runtime,
    dispose: remove,
  };
}
