// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './run-child.mjs';

/** @returns {string | undefined} npm's own script, so that it runs on this very Node */
function npmScript() {
  const bin = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  return candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
}

/**
 * Runs npm without questions, scripts' output or update notices.
 *
 * @param {string[]} args
 * @param {import('./run-child.mjs').ChildOptions} [options]
 * @returns {Promise<import('./run-child.mjs').ChildResult>}
 */
export function runNpm(args, options = {}) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const script = npmScript();
  const env = { ...(options.env ?? process.env) };
  // `npm start --silent` and the like must not reach a nested npm.
  for (const name of Object.keys(env)) {
    if (/^npm_config_(global|prefix|local_prefix|dry_run|json|loglevel|workspace)/i.test(name))
      delete env[name];
  }
  return script
    ? runChild(process.execPath, [script, ...args, ...quiet], { ...options, env })
    : runChild(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...quiet], { ...options, env });
}
