import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { COMMANDS } from '../../shared/contract/commands.ts';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

const hash = () => open.page.evaluate(() => location.hash);

describe('the command palette', () => {
  beforeEach(() => open.page.keyboard.press('Control+K'));

  it('lists every command and gives the focus back on Escape', async () => {
    const { page } = open;
    expect(await page.getByRole('option').count()).toBe(COMMANDS.length);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('home-input');
  });

  it('moves with the arrow keys, round the ends', async () => {
    const { page } = open;
    const selected = () => page.locator('[role="option"][aria-selected="true"]').textContent();
    const first = await selected();
    await page.keyboard.press('ArrowUp');
    expect(await selected()).toContain(COMMANDS.at(-1)?.title);
    await page.keyboard.press('ArrowDown');
    expect(await selected()).toBe(first);
    const active = await page.getByRole('combobox').getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
  });

  it('runs what was found', async () => {
    const { page } = open;
    await page.keyboard.type('settin');
    await page.keyboard.press('Enter');
    await expect.poll(hash).toBe('#/settings');
  });

  it('says when nothing matches', async () => {
    const { page } = open;
    await page.keyboard.type('qqq');
    await page.getByText('No command matches').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  });
});

it('carries out a command of the menu', async () => {
  await open.app.evaluate(({ Menu, BrowserWindow }) => {
    const find = (items: Electron.MenuItem[]): Electron.MenuItem | undefined => {
      for (const item of items) {
        if (item.label === 'Inspector') return item;
        const found = item.submenu ? find(item.submenu.items) : undefined;
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const item = find(Menu.getApplicationMenu()?.items ?? []);
    item?.click(undefined, BrowserWindow.getAllWindows()[0], undefined);
  });
  await expect.poll(hash).toBe('#/inspector');
});

it('shows the shortcuts on ?, unless one is typing', async () => {
  const { page } = open;
  await page.keyboard.press('Control+2');
  await page.locator('#inspector-input').focus();
  await page.keyboard.type('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Control+,');
  await expect.poll(hash).toBe('#/settings');
  await page.locator('.wb-nav a').first().focus();
  await page.keyboard.type('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
});
