import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

const COUNT = 5000;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A capture of so many unsigned tokens, every fifth of them at another host. */
function manyTokens(): string {
  const entries = Array.from({ length: COUNT }, (_, number) => ({
    startedDateTime: new Date(Date.UTC(2026, 10, 20) + number).toISOString(),
    request: {
      method: 'GET',
      url: `https://${number % 5 === 0 ? 'orders' : 'api'}.example/items/${number}`,
      headers: [
        {
          name: 'Authorization',
          value: `Bearer ${part({ alg: 'none' })}.${part({ sub: `user-${number}`, exp: 2_000_000_000 })}.`,
        },
      ],
    },
    response: { status: 200, headers: [], content: { mimeType: 'text/plain', text: '' } },
  }));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });
}

const folder = mkdtempSync(join(tmpdir(), 'list-'));
let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = () => open.page.getByRole('listbox', { name: /messages$/ });
const options = () => list().getByRole('option');
const chosen = () => list().getAttribute('aria-activedescendant');
const finder = () => open.page.getByRole('searchbox', { name: /Find a message/ });

it('lists 5,000 messages and draws those in sight', async () => {
  const { page } = open;
  const path = join(folder, 'many.har');
  writeFileSync(path, manyTokens());
  // The window may run as another user.
  chmodSync(folder, 0o755);
  await page.keyboard.press('Control+2');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file' }).click();
  await (await chooser).setFiles(path);
  await list().waitFor({ timeout: 60_000 });
  await expect.poll(() => list().getAttribute('aria-label')).toBe(`${COUNT} messages`);
  expect(await options().count()).toBeLessThan(60);
});

it('goes through them with j and k from anywhere but a field', async () => {
  const { page } = open;
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
  await page.getByRole('tab', { name: /^Checks/ }).focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('j');
  await expect.poll(chosen).toBe('message-3');
  await page.keyboard.press('k');
  await expect.poll(chosen).toBe('message-2');
  await finder().focus();
  await page.keyboard.type('jk');
  expect(await finder().inputValue()).toBe('jk');
  await page.getByText('No message matches').waitFor();
  await page.getByRole('button', { name: `Show all ${COUNT} messages` }).press('Enter');
  await expect.poll(chosen).toBe('message-2');
});

it('narrows them down by words and host, and shows one of those left', async () => {
  const { page } = open;
  await finder().fill('items/1234');
  await expect.poll(() => options().count()).toBe(1);
  await expect.poll(chosen).toBe('message-1234');
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
  await finder().fill('');
  await page.getByRole('button', { name: /^Host/ }).press('Enter');
  await page.getByRole('listbox', { name: 'Host' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect.poll(() => list().getAttribute('aria-label')).toBe(`${COUNT / 5} messages`);
  await list().focus();
  await page.keyboard.press('End');
  await expect.poll(chosen).toBe(`message-${COUNT - 5}`);
});

it('begins anew with another input', async () => {
  const { page } = open;
  await page.keyboard.press('Control+N');
  await page.locator('.wb-samples').getByRole('button', { name: 'Expired token' }).press('Enter');
  await page.locator('.wb-verdict[data-verdict="invalid"]').waitFor();
  expect(await list().count()).toBe(0);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
