import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOpenFolder, makeOwnFolder } from '../../build/bootstrap/unprivileged.mjs';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';

const token = INSPECTOR_SAMPLES.find((sample) => sample.id === 'expired')?.input ?? '';
const signature = token.slice(token.lastIndexOf('.') + 1);

let open: Awaited<ReturnType<typeof openWindow>>;
let folder: string;
let removeFolder: () => void;
beforeAll(async () => {
  open = await openWindow();
  ({ folder, remove: removeFolder } = makeOpenFolder('evidence'));
  makeOwnFolder(folder);
});
afterAll(async () => {
  await open.close();
  removeFolder();
});

/** Answers the dialog of the operating system, which no test can click. */
const answerDialog = (path: string | undefined): Promise<void> =>
  open.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () =>
      filePath === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath };
  }, path);

const sheet = () => open.page.getByRole('dialog', { name: 'Save evidence' });

it('saves the evidence of a message by keyboard, redacted unless one says otherwise', async () => {
  const { page } = open;
  await page.keyboard.press('Control+N');
  await page.locator('#inspector-input').fill(token);
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
  const button = page.getByRole('button', { name: 'Save evidence…' });

  const redacted = join(folder, 'redacted.md');
  await answerDialog(redacted);
  await button.press('Enter');
  await sheet().getByRole('button', { name: 'Save…' }).press('Enter');
  await page.getByText(`Evidence saved: ${redacted}`).waitFor();
  expect(await sheet().count()).toBe(0);
  expect(readFileSync(redacted, 'utf8')).not.toContain(signature);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Save evidence…');

  const whole = join(folder, 'whole.json');
  await answerDialog(whole);
  await button.press('Enter');
  await sheet().getByRole('radio', { name: 'JSON' }).press('Space');
  await sheet().getByRole('checkbox', { name: 'Redact' }).press('Space');
  await sheet().getByRole('button', { name: 'Save…' }).press('Enter');
  await page.getByText(`Evidence saved: ${whole}`).waitFor();
  const text = readFileSync(whole, 'utf8');
  expect(text).toContain(signature);
  expect(JSON.parse(text)).toBeTypeOf('object');
});

it('stays where it is when the dialog is cancelled, and says why a file could not be written', async () => {
  const { page } = open;
  await answerDialog(undefined);
  await page.getByRole('button', { name: 'Save evidence…' }).press('Enter');
  const save = sheet().getByRole('button', { name: 'Save…' });
  await save.press('Enter');
  await expect.poll(() => save.isEnabled()).toBe(true);
  expect(await sheet().count()).toBe(1);

  await answerDialog(join(folder, 'missing', 'evidence.md'));
  await save.press('Enter');
  await sheet().getByText('ERR_').waitFor();
  await page.keyboard.press('Escape');
  expect(await sheet().count()).toBe(0);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
