import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { type OpenedApp, openApp } from './opened-app.ts';

let opened: OpenedApp;
let bare: OpenedApp | undefined;
beforeAll(async () => {
  opened = await openApp();
  // A virtual screen has no keyring, so one stands in for it: what it encrypts is what it was given, turned round.
  await opened.app.evaluate(({ safeStorage }) => {
    const turned = (bytes: Buffer) => Buffer.from(bytes.toReversed());
    Object.assign(safeStorage, {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString: (text: string) => turned(Buffer.from(text)),
      decryptString: (bytes: Buffer) => turned(bytes).toString(),
    });
  });
});
afterAll(async () => {
  await opened.close();
  await bare?.close();
});

const inputOf = (id: string): string => INSPECTOR_SAMPLES.find((sample) => sample.id === id)?.input ?? '';
const sheet = () => opened.page.getByRole('dialog', { name: 'History' });
const entries = () => sheet().locator('.wb-history-entry');

/** Answers the question of the operating system's dialog, which no test can click. */
const answer = (button: number) =>
  opened.app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
  }, button);

async function openHistory(): Promise<void> {
  await opened.page.keyboard.press('Control+K');
  await opened.page.keyboard.type('history');
  await opened.page.keyboard.press('Enter');
  await sheet().waitFor();
}

async function inspect(text: string): Promise<void> {
  await opened.page.keyboard.press('Control+N');
  await opened.page.locator('.wb-samples').waitFor();
  await opened.page.locator('#inspector-input').fill(text);
  await opened.page.locator('.wb-verdict[data-busy="false"]').waitFor();
}

it('keeps nothing before it is asked to, and says what it would keep and how', async () => {
  await openHistory();
  await sheet().getByText('Nothing you inspect is kept.').waitFor();
  await sheet()
    .getByText(/the key lies in the system’s keystore/)
    .waitFor();
  await sheet().getByRole('button', { name: 'Keep a history from now on' }).press('Enter');
  await sheet().getByText('Nothing is kept yet').waitFor();
  await opened.page.keyboard.press('Escape');
  await expect.poll(() => sheet().count()).toBe(0);
});

it('keeps what is inspected, encrypted, and no sample', async () => {
  const { page } = opened;
  await inspect(inputOf('guest'));
  const kept = () =>
    page.evaluate(async () => {
      const answered = await window.workbench.call('history.list', {}, 'list');
      return answered.ok ? (answered.value as { entries: unknown[] }).entries.length : -1;
    });
  await expect.poll(kept, { timeout: 10_000 }).toBe(1);
  await inspect(inputOf('expired'));
  await expect.poll(kept, { timeout: 10_000 }).toBe(2);
  await page.keyboard.press('Control+N');
  await page.locator('.wb-samples').getByRole('button', { name: 'Valid user token' }).press('Enter');
  await page.locator('.wb-verdict[data-verdict="valid"]').waitFor();
  const folder = join(opened.launch.userData, 'workspace');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(files.some((text) => text.includes('sealed'))).toBe(true);
  expect(files.join('\n')).not.toContain(inputOf('guest').slice(0, 40));
});

it('opens one again by keyboard', async () => {
  const { page } = opened;
  await openHistory();
  await expect.poll(() => entries().count()).toBe(2);
  await entries().last().focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^From: History, /).waitFor();
  expect(await page.locator('#inspector-input').inputValue()).toBe(inputOf('guest'));
});

it('forgets nothing where that is declined, and everything where it is confirmed', async () => {
  await openHistory();
  await answer(1);
  await sheet().getByRole('button', { name: 'Clear the history…' }).press('Enter');
  await expect.poll(() => entries().count()).toBe(2);
  expect(await sheet().getByText('ERR_').count()).toBe(0);
  await answer(0);
  await sheet().getByRole('button', { name: 'Clear the history…' }).press('Enter');
  await sheet().getByText('Nothing is kept yet').waitFor();
  await sheet().getByRole('button', { name: 'Turn off…' }).press('Enter');
  await sheet().getByText('Nothing you inspect is kept.').waitFor();
  await opened.page.keyboard.press('Escape');
});

it('says so where there is no keystore, and only there', async () => {
  bare = await openApp();
  const { page } = bare;
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'History…' }).press('Enter');
  await page.getByText('No history can be kept on this machine').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('.wb-notice').filter({ hasText: 'keystore' }).count()).toBe(0);
});

it('said nothing on the console all the while', () => {
  expect([...opened.messages, ...(bare?.messages ?? [])].filter((line) => /^error/.test(line))).toEqual([]);
});
