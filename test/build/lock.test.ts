import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withLock } from '../../build/bootstrap/lock.mjs';
import { runModule, scratchFolder } from './scratch.ts';

const contender = (folder: string) => `
  import { appendFileSync } from 'node:fs';
  import { setTimeout as wait } from 'node:timers/promises';
  import { withLock } from './build/bootstrap/lock.mjs';
  await withLock('${folder}/lock', 'another', async () => {
    appendFileSync('${folder}/log', '(');
    await wait(60);
    appendFileSync('${folder}/log', ')');
  });`;

it('lets several processes work one after the other', async () => {
  const folder = scratchFolder();
  const results = await Promise.all(Array.from({ length: 4 }, () => runModule(contender(folder))));
  expect(results.map((result) => result.code)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('()()()()');
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

it('takes over the lock of a process that is gone', async () => {
  const folder = scratchFolder();
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => dead.once('exit', resolve));
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'owner.json'), JSON.stringify({ pid: dead.pid, host: hostname() }));
  expect(await withLock(join(folder, 'lock'), 'another', async () => 'done')).toBe('done');
});

it('respects the lock of a living process, and says which folder to delete when it gives up', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname() }));
  const attempt = withLock(join(folder, 'lock'), 'Another build', async () => 'done', { waitMs: 300 });
  await expect(attempt).rejects.toThrow(`Another build has held the lock ${folder}/lock for too long.`);
});

it('frees the lock when its owner is told to end', async () => {
  const folder = scratchFolder();
  const code = `
    import { withLock } from './build/bootstrap/lock.mjs';
    await withLock('${folder}/lock', 'another', () => new Promise((resolve) => { console.log('held'); setTimeout(resolve, 30000); }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});
