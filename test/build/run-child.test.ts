import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runChild } from '../../build/bootstrap/run-child.mjs';
import { scratchFolder } from './scratch.ts';

it('gives back what a program wrote and how it ended', async () => {
  const result = await runChild(process.execPath, [
    '-e',
    'console.log(1); console.error(2); process.exit(3)',
  ]);
  expect(result).toEqual({ code: 3, stdout: '1\n', stderr: '2\n', ending: 'exit' });
});

it('names a program that is not there', async () => {
  expect((await runChild('no-such-program-here', [])).ending).toBe('missing');
});

it.skipIf(process.platform === 'win32')(
  'kills a program that takes too long, with its children',
  async () => {
    const late = join(scratchFolder(), 'late');
    const grandchild = `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(late)}, ''), 1500)`;
    const code = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]); setTimeout(() => {}, 60000)`;
    expect((await runChild(process.execPath, ['-e', code], { timeoutMs: 500 })).ending).toBe('timeout');
    await wait(1600);
    expect(existsSync(late)).toBe(false);
  },
);

it('kills a program without progress, and lets one go on that makes some', async () => {
  const silent = await runChild(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stallMs: 400 });
  expect(silent.ending).toBe('stall');
  let figure = 0;
  const busy = await runChild(process.execPath, ['-e', 'setTimeout(() => {}, 900)'], {
    stallMs: 400,
    progress: () => figure++,
  });
  expect(busy.ending).toBe('exit');
});
