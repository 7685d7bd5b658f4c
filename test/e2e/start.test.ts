import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runChild } from '../../build/bootstrap/run-child.mjs';
import { makeOpenFolder } from '../../build/bootstrap/unprivileged.mjs';

function start(args: string[], env: NodeJS.ProcessEnv = process.env) {
  return runChild(process.execPath, [join(projectRoot, 'build', 'start.mjs'), ...args], {
    env,
    timeoutMs: 55_000,
  });
}

const withoutDisplay = { ...process.env };
delete withoutDisplay.DISPLAY;
delete withoutDisplay.WAYLAND_DISPLAY;

it.skipIf(process.platform !== 'linux')(
  'walks through the Lab in the terminal where there is no display (Linux only)',
  async () => {
    const result = await start([], withoutDisplay);
    expect(result.stderr).toContain('There is no display');
    expect(result.stdout).toContain('jwt: VALID');
    expect(result.code).toBe(0);
  },
);

it('opens the window once for a smoke test, and leaves a screenshot', async () => {
  const { folder, remove } = makeOpenFolder('smoke');
  try {
    const result = await start(['--smoke', join(folder, 'new', 'screens')]);
    expect(result.stderr).toContain('The window showed its first page');
    expect(result.code).toBe(0);
    const image = readFileSync(join(folder, 'new', 'screens', 'home.png'));
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(image.readUInt32BE(16)).toBeGreaterThanOrEqual(1024);
    expect(image.length).toBeGreaterThan(20_000);
  } finally {
    remove();
  }
});

it('says what is wrong with --smoke without a folder', async () => {
  const result = await start(['--smoke']);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('--smoke needs a folder');
});
