import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { writeCapture } from '../bench/capture-file.ts';
import { type OpenedApp, openApp } from './opened-app.ts';

const SHAPE = { seed: 20, bytes: 20_000_000, saml: 60, jwts: 60 };

const capture = writeCapture(SHAPE);
let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(async () => {
  await opened.close();
  capture.remove();
});

/** What a page that tries on its own gets: the code, or the number of messages. */
const tryJob = (input: unknown, file: 'none' | 'text' | 'made'): Promise<string> =>
  opened.page.evaluate(
    async ([given, kind]) => {
      const third = { none: undefined, text: '/etc/hostname', made: new File(['x'], '/etc/hostname') }[kind];
      const ends = new Promise<string>((resolve) => {
        window.workbench.onEvent((event) => {
          if (event.type === 'job-end') resolve(event.result.ok ? 'read' : event.result.error.code);
        });
      });
      const started = await window.workbench.startJob(
        'inspector.inspectFile',
        given,
        third as File | undefined,
      );
      return started.ok ? ends : started.error.code;
    },
    [input, file] as const,
  );

it('gives a page no way to name a file', async () => {
  const input = { options: DEFAULT_INSPECT_OPTIONS };
  const path = capture.path;
  expect(await tryJob(input, 'none')).toBe('ERR_INPUT_NOT_FOUND');
  expect(await tryJob({ ...input, droppedPath: path }, 'none')).toBe('ERR_INPUT_NOT_FOUND');
  expect(await tryJob({ ...input, droppedPath: path }, 'text')).toBe('ERR_INPUT_NOT_FOUND');
  expect(await tryJob({ ...input, droppedPath: path }, 'made')).toBe('ERR_INPUT_NOT_FOUND');
  expect(await tryJob({ ...input, path }, 'none')).toBe('ERR_IPC_INPUT');
});

async function choose(path: string): Promise<void> {
  const chooser = opened.page.waitForEvent('filechooser');
  await opened.page.getByRole('button', { name: 'Open a file' }).click();
  await (await chooser).setFiles(path);
}

it('lists every message of a capture that is opened, and shows one by the keyboard', async () => {
  const { page } = opened;
  await page.keyboard.press('Control+2');
  await page.locator('#inspector-input').waitFor();
  await choose(capture.path);
  const list = page.getByRole('listbox', { name: /messages$/ });
  await list.waitFor({ timeout: 60_000 });
  expect(Number.parseInt((await list.getAttribute('aria-label')) ?? '', 10)).toBeGreaterThanOrEqual(
    SHAPE.saml + SHAPE.jwts,
  );
  await page.locator('.wb-verdict').waitFor();
  await list.focus();
  await page.keyboard.press('End');
  await expect.poll(() => list.getAttribute('aria-activedescendant')).not.toBe('message-0');
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
  expect(opened.messages.filter((line) => line.startsWith('error'))).toEqual([]);
});

it('can be read by everybody: axe finds nothing', async () => {
  const { page } = opened;
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`,
    );
  });
  expect(violations).toEqual([]);
});

it('takes a file that lies in no place on the disk', async () => {
  const { page } = opened;
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file' }).click();
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none' })}.${part({ sub: 'someone', filler: 'x'.repeat(400_000) })}.`;
  const file = { name: 'attachment.txt', mimeType: 'text/plain', buffer: Buffer.from(token) };
  await (await chooser).setFiles(file);
  await page.getByText(/^attachment\.txt · .* characters$/).waitFor();
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
});

it('takes a file that is dropped anywhere', async () => {
  const { page } = opened;
  await page.keyboard.press('Control+N');
  await page.keyboard.press('Control+1');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [capture.path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  await page.getByRole('listbox', { name: /messages$/ }).waitFor({ timeout: 60_000 });
  await page.getByText('capture.har ·').waitFor();
});

it('names what it is when there is nothing in it', async () => {
  const { page } = opened;
  const folder = mkdtempSync(join(tmpdir(), 'capture-'));
  try {
    chmodSync(folder, 0o755);
    const path = join(folder, 'screenshot.png');
    writeFileSync(path, Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300_000)]));
    await choose(path);
    await page
      .getByText(/binary/i)
      .first()
      .waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
