import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runChild } from '../../build/bootstrap/run-child.mjs';

const npmTest = (filter: string) =>
  runChild(process.execPath, [join(projectRoot, 'build', 'test.mjs'), filter], {
    cwd: '/',
    timeoutMs: 55_000,
  });

it('ends with the figures, and runs the matching files only', async () => {
  const result = await npmTest('test/build/node-version');
  expect(result.code).toBe(0);
  const lines = result.stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(/^\d+ passed, 0 failed$/);
  expect(lines.filter((line) => line.startsWith('  test/'))).toHaveLength(1);
});

it('fails when no test matches', async () => {
  const result = await npmTest('no-such-test-anywhere');
  expect(result.code).toBe(1);
  expect(result.stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 1 failed$/);
  expect(result.stdout).toContain('no test matches: no-such-test-anywhere');
});
