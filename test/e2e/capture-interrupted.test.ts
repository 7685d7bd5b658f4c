import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCapture } from '../bench/capture-file.ts';
import { type OpenedApp, openApp } from './opened-app.ts';

/** Large enough to be interrupted while it is read. */
const capture = writeCapture({ seed: 21, bytes: 200_000_000, saml: 20, jwts: 20 });
let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
  await opened.page.keyboard.press('Control+2');
  await opened.page.locator('#inspector-input').waitFor();
});
afterAll(async () => {
  await opened.close();
  capture.remove();
});

async function choose(): Promise<void> {
  const chooser = opened.page.waitForEvent('filechooser');
  await opened.page.getByRole('button', { name: 'Open a file' }).click();
  await (await chooser).setFiles(capture.path);
}

const list = () => opened.page.getByRole('listbox', { name: /messages$/ });

async function killWorker(): Promise<void> {
  const pids = await opened.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .flatMap(({ type, pid, name }) => (type === 'Utility' && /worker/i.test(name ?? '') ? [pid] : [])),
  );
  for (const pid of pids) process.kill(pid, 'SIGKILL');
}

it('stops reading when it is told to, and is ready for the next input', async () => {
  const { page } = opened;
  await choose();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.wb-samples').waitFor();
  await page.locator('textarea#inspector-input').waitFor();
  await page.waitForTimeout(1000);
  expect(await list().count()).toBe(0);
});

it('says so when the worker dies while it reads', async () => {
  await choose();
  await opened.page.locator('progress').waitFor();
  await killWorker();
  await opened.page.getByText('ERR_WORKER_STOPPED').waitFor();
});

it('reads the file again when the worker that kept its messages has died', async () => {
  const { page } = opened;
  await choose();
  await list().waitFor({ timeout: 60_000 });
  await page.locator('.wb-verdict').waitFor();
  await killWorker();
  await list().focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Read the file again' }).click({ timeout: 20_000 });
  await page.locator('.wb-verdict[data-busy="false"]').waitFor({ timeout: 60_000 });
});
