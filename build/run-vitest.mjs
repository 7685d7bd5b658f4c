// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './bootstrap/paths.mjs';
import { runChild } from './bootstrap/run-child.mjs';
import { makeOpenFolder } from './bootstrap/unprivileged.mjs';

/**
 * Runs the test files and says what became of each test.
 *
 * @param {string[]} args for `vitest run`: filters, `--project unit`
 * @returns {Promise<import('./test-reporter.ts').TestSummary>}
 */
export async function runVitest(args) {
  const { folder, remove } = makeOpenFolder('report');
  const report = join(folder, 'summary.json');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, FEDBENCH_TEST_SUMMARY: report };
  // Vitest keeps a NODE_ENV that is set, and React's production build has no act().
  delete env.NODE_ENV;
  const result = await runChild(
    process.execPath,
    [
      join(projectRoot, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config=build/vitest.config.ts',
      '--reporter=./build/test-reporter.ts',
      ...args,
    ],
    { cwd: projectRoot, env, output: 'show', timeoutMs: 30 * 60_000 },
  );
  try {
    /** @type {import('./test-reporter.ts').TestSummary} */
    const summary = JSON.parse(readFileSync(report, 'utf8'));
    const { passed, failures, skips } = summary;
    if (passed + failures.length + skips.length === 0) {
      failures.push({ name: 'vitest', message: `no test matches: ${args.join(' ')}` });
    } else if (result.code !== 0 && failures.length === 0) {
      failures.push({ name: 'vitest', message: `ended by ${result.ending} with code ${result.code}` });
    }
    return summary;
  } catch {
    const message = `vitest left no report; it ended by ${result.ending} with code ${result.code}`;
    return { passed: 0, failures: [{ name: 'vitest', message }], skips: [] };
  } finally {
    remove();
  }
}
