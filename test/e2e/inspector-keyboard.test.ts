import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOpenFolder, makeOwnFolder } from '../../build/bootstrap/unprivileged.mjs';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { testKey } from '../generators/keys.ts';
import { generateMessage } from '../generators/saml-message.ts';

/** One window from beginning to end, with nothing but keys: no click, and no focus that was not reached by them. */
let open: Awaited<ReturnType<typeof openWindow>>;
let folder: string;
let removeFolder: () => void;
beforeAll(async () => {
  open = await openWindow();
  ({ folder, remove: removeFolder } = makeOpenFolder('keyboard'));
  makeOwnFolder(folder);
});
afterAll(async () => {
  await open.close();
  removeFolder();
});

const inputOf = (id: string): string => INSPECTOR_SAMPLES.find((sample) => sample.id === id)?.input ?? '';
const verdict = () => open.page.locator('.wb-verdict[data-busy="false"]');

/** Names of what has the focus, as a screen reader would say them. */
const focused = (): Promise<string> =>
  open.page.evaluate(() => {
    const element = document.activeElement;
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : [];
    return [
      element?.id,
      element?.getAttribute('aria-label'),
      ...[...(labels ?? [])].map((label) => label.textContent),
      element?.textContent,
    ]
      .filter(Boolean)
      .join(' ');
  });

/** Goes on by Tab, or back by Shift+Tab, until something of that name has the focus. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 90; presses += 1) {
    const now = await focused();
    if (name.test(now)) return;
    seen.push(now.slice(0, 40));
    await open.page.keyboard.press(key);
  }
  expect.fail(`${name} is not reached by ${key}: ${seen.join(' | ')}`);
}

/** Chooses a tab of the message: one stop for all, and the arrow keys between them. */
async function openTab(name: RegExp): Promise<void> {
  await tabTo(/-checks Checks|-claims Claims/);
  for (let presses = 0; presses < 6 && !name.test(await focused()); presses += 1)
    await open.page.keyboard.press('ArrowRight');
  expect(await focused()).toMatch(name);
}

async function pasteWithKeys(text: string): Promise<void> {
  await open.app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text);
  await open.page.keyboard.press('Control+V');
}

async function startAnew(): Promise<void> {
  await open.page.keyboard.press('Control+N');
  await open.page.locator('.wb-samples').waitFor();
  await expect.poll(focused).toContain('inspector-input');
}

it('pastes on Home, and goes to the failed check', async () => {
  await expect.poll(focused).toContain('home-input');
  await pasteWithKeys(inputOf('expired'));
  await verdict().waitFor();
  await open.page.keyboard.press('F8');
  await expect.poll(focused).toContain('expired');
});

it('takes a dropped file, and goes on by keys from there', async () => {
  const { page } = open;
  await startAnew();
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'guest.txt', { type: 'text/plain' }));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  }, inputOf('guest'));
  await page.getByText('From: guest.txt').waitFor();
  await verdict().waitFor();
  await openTab(/Claims/);
  await page.getByText('robin.weber@partner.example').first().waitFor();
});

it('decrypts with a key that it is given', async () => {
  const { page } = open;
  const { xml } = generateMessage(205, {
    kind: 'response',
    encrypt: 'assertion',
    signs: 'both',
    signature: { key: testKey('idp-rsa'), method: 'rsa-sha256' },
  });
  await startAnew();
  await pasteWithKeys(xml);
  await page.locator('.wb-verdict', { hasText: 'SAML response' }).waitFor();
  await tabTo(/decryption: check it now/);
  await page.keyboard.press('Enter');
  await expect.poll(focused).toContain('add-decryptKeys');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toContain('option-decryptKeys-0');
  await pasteWithKeys(testKey('sp-rsa').privatePem);
  await expect.poll(() => page.locator('.wb-check-head', { hasText: 'encryption.decrypt' }).count()).toBe(0);
  await openTab(/Claims/);
  await page.locator('.wb-claim-name').first().waitFor();
  await tabTo(/Remove decryption key 1/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('#option-decryptKeys-0').count()).toBe(0);
});

it('compares with another message, and comes back', async () => {
  const { page } = open;
  await startAnew();
  await pasteWithKeys(inputOf('valid'));
  await verdict().waitFor();
  await tabTo(/^compare-message/);
  await page.keyboard.press('Enter');
  await expect.poll(focused).toContain('compare-title');
  await tabTo(/The second message/);
  await pasteWithKeys(inputOf('guest'));
  await page.getByRole('button', { name: /^Changed/ }).waitFor();
  await tabTo(/Back to the verdict/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toContain('compare-message');
});

it('exports the evidence', async () => {
  const { page } = open;
  const path = join(folder, 'evidence.md');
  await open.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await tabTo(/^Save evidence…/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Save evidence' }).waitFor();
  await tabTo(/^Save…/);
  await page.keyboard.press('Enter');
  await page.getByText(`Evidence saved: ${path}`).waitFor();
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).not.toContain(inputOf('valid').split('.')[2]);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
