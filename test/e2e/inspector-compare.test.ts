import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

const inputOf = (id: string): string => INSPECTOR_SAMPLES.find((sample) => sample.id === id)?.input ?? '';

async function chooseInPalette(words: string): Promise<void> {
  await open.page.keyboard.press('Control+K');
  await open.page.getByRole('dialog', { name: 'Commands' }).waitFor();
  await open.page.keyboard.type(words);
  await open.page.keyboard.press('Enter');
}

async function inspect(text: string): Promise<void> {
  await open.page.keyboard.press('Control+N');
  await open.page.locator('.wb-samples').waitFor();
  await open.page.locator('#inspector-input').fill(text);
  await open.page.locator('.wb-verdict[data-busy="false"]').waitFor();
}

const group = (name: RegExp) => open.page.getByRole('button', { name });

it('says what is missing where there is nothing to compare', async () => {
  await chooseInPalette('compare with');
  await open.page.getByText('Inspect a message first').waitFor();
});

it('compares with a pasted message, by keyboard, and goes back', async () => {
  const { page } = open;
  await inspect(inputOf('valid'));
  await chooseInPalette('compare with');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('compare-title');
  const second = page.getByRole('textbox', { name: 'The second message' });
  await second.focus();
  await page.keyboard.insertText('no token');
  await page.locator('.wb-compare').getByText('ERR_').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(inputOf('guest'));
  await group(/^Changed/).waitFor();
  expect(await group(/^Changed/).getAttribute('aria-expanded')).toBe('true');
  const same = group(/^Same/);
  expect(await same.getAttribute('aria-expanded')).toBe('false');
  await same.press('Enter');
  expect(await same.getAttribute('aria-expanded')).toBe('true');
  await page.getByRole('button', { name: 'Back to the verdict' }).press('Enter');
  await page.locator('.wb-verdict').waitFor();
});

it('compares two messages of one input, and ends with it', async () => {
  const { page } = open;
  await inspect(`${inputOf('valid')}\n\n${inputOf('guest')}`);
  await page.getByRole('listbox').press('End');
  await page.getByRole('button', { name: 'Compare…' }).press('Enter');
  await group(/^Changed/).waitFor();
  expect(await page.getByRole('textbox', { name: 'The second message' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Back to the verdict' }).press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('compare-message');
  expect(await page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('button', { name: 'Compare…' }).press('Enter');
  await page.locator('.wb-compare').waitFor();
  await page.keyboard.press('Control+N');
  await page.locator('.wb-samples').waitFor();
  expect(await page.locator('.wb-compare').count()).toBe(0);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
