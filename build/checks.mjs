// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './bootstrap/paths.mjs';
import { runChild } from './bootstrap/run-child.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[]} command a script below the checkout, and its arguments
 */

const typeScript = 'node_modules/typescript/bin/tsc';

/** @type {Check[]} the checks that read the sources and run nothing of them */
export const staticChecks = [
  {
    name: 'lint and format (biome)',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  },
  ...['core', 'node', 'web', 'test'].map((area) => ({
    name: `types of ${area} (tsc)`,
    command: [typeScript, '-p', `tsconfig.${area}.json`, '--noEmit'],
  })),
  { name: 'unused code (knip)', command: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'generated documents are current', command: ['build/generate.mjs', '--check'] },
];

/**
 * @param {Check} check
 * @returns {Promise<{ state: 'passed' } | { state: 'failed' | 'skipped', message: string }>}
 */
export async function runCheck(check) {
  const [script = '', ...args] = check.command;
  const path = join(projectRoot, script);
  if (!existsSync(path)) return { state: 'skipped', message: `${script} does not exist` };
  const result = await runChild(process.execPath, [path, ...args], {
    cwd: projectRoot,
    timeoutMs: 5 * 60_000,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (result.code === 0) return { state: 'passed' };
  const output = `${result.stdout}${result.stderr}`.trim();
  return {
    state: 'failed',
    message: result.ending === 'exit' ? output : `${output}\nended by ${result.ending}`,
  };
}
