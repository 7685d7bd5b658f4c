import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { hasXvfb } from '../../build/bootstrap/display.mjs';
import { runModule } from './scratch.ts';

const start = `
  import { startVirtualDisplay } from './build/bootstrap/display.mjs';
  const { display } = await startVirtualDisplay();
  console.log(display);`;

async function answers(display: string): Promise<boolean> {
  const { createConnection } = await import('node:net');
  return new Promise((resolve) => {
    const socket = createConnection(`/tmp/.X11-unix/X${display.slice(1)}`);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

it.skipIf(!hasXvfb())('does not keep its process alive, and ends with it (needs Xvfb)', async () => {
  const result = await runModule(start);
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(/^:\d+\n$/);
  await wait(200);
  expect(await answers(result.stdout.trim())).toBe(false);
});

it.skipIf(!hasXvfb())('gives two starts two screens, each gone after SIGTERM (needs Xvfb)', async () => {
  const children = [1, 2].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', `${start}; setTimeout(() => {}, 60000);`]),
  );
  const displays = await Promise.all(
    children.map(
      (child) =>
        new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(`${text}`.trim()))),
    ),
  );
  expect(new Set(displays).size).toBe(2);
  for (const display of displays) expect(await answers(display)).toBe(true);
  for (const child of children) {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  await wait(200);
  for (const display of displays) expect(await answers(display)).toBe(false);
});
