// @ts-check
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainFileError, SetupFailure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { projectRoot } from './paths.mjs';
import { runChild } from './run-child.mjs';
import { duration, say } from './say.mjs';
import { hashSources } from './source-hash.mjs';

const sources = [
  'electron',
  'renderer',
  'shared',
  'build/electron.vite.config.ts',
  'build/cli.vite.config.ts',
  'build/targets.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** Each bundler run, with the entries that it builds. */
const runs = [
  {
    entries: ['electron/main/index.ts', 'electron/preload/index.ts', 'renderer/index.html'],
    module: 'node_modules/electron-vite/bin/electron-vite.js',
    args: ['build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn'],
  },
  ...['worker', 'cli'].map((mode) => ({
    entries: [`electron/${mode}/index.ts`],
    module: 'node_modules/vite/bin/vite.js',
    args: ['build', '--config', 'build/cli.vite.config.ts', '--mode', mode, '--logLevel', 'warn'],
  })),
];

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} next folder that receives the build
 */
async function bundle(next) {
  // A caller's NODE_ENV (`test` under vitest) must not decide what is built.
  const env = {
    ...process.env,
    FEDBENCH_BUILD_OUT: next,
    NODE_ENV: 'production',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  };
  for (const run of runs) {
    const missing = run.entries.filter((entry) => !existsSync(join(projectRoot, entry)));
    if (missing.length > 0) {
      throw new SetupFailure(
        `Source files are missing: ${missing.join(', ')}.`,
        'Restore them, for example with git checkout.',
      );
    }
    const result = await runChild(process.execPath, [join(projectRoot, run.module), ...run.args], {
      cwd: projectRoot,
      env,
      timeoutMs: 5 * 60_000,
    });
    if (result.code !== 0) {
      throw new SetupFailure(
        `The build of ${run.entries.join(', ')} failed.`,
        `${result.stdout}${result.stderr}`.trim() || `It ended by ${result.ending}.`,
      );
    }
  }
}

/**
 * Builds the product into out/ unless its sources are those of the last build. A failed build leaves the
 * last good one in place.
 *
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<'built' | 'current'>}
 * @throws {SetupFailure} with the bundler's message
 */
export async function ensureBuilt({ force = false } = {}) {
  const out = join(projectRoot, 'out');
  const stamp = join(out, 'build-stamp');
  if (!force && read(stamp) === hashSources(projectRoot, sources)) return 'current';
  try {
    return await withLock(join(projectRoot, '.bootstrap', 'build.lock'), 'another build', async () => {
      const hash = hashSources(projectRoot, sources);
      if (!force && read(stamp) === hash) return 'current';
      const started = performance.now();
      const next = join(projectRoot, '.bootstrap', 'out-next');
      const old = join(projectRoot, '.bootstrap', 'out-old');
      for (const folder of [next, old]) rmSync(folder, { recursive: true, force: true });
      mkdirSync(next, { recursive: true });
      await bundle(next);
      chmodSync(join(next, 'cli', 'index.js'), 0o755);
      writeFileSync(join(next, 'build-stamp'), `${hash}\n`);
      if (existsSync(out)) renameSync(out, old);
      renameSync(next, out);
      rmSync(old, { recursive: true, force: true });
      say(`Built out/ in ${duration(performance.now() - started)}.`);
      return 'built';
    });
  } catch (error) {
    throw explainFileError(error, projectRoot, 'move the checkout to another folder');
  }
}
