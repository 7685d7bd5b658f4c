import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { testKey } from '../generators/keys.ts';
import { generateMessage } from '../generators/saml-message.ts';

const KEY = testKey('idp-rsa');
let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.page.keyboard.press('Control+2');
  await open.page.locator('.wb-samples').waitFor();
});
afterAll(() => open.close());

const clipboard = () => open.app.evaluate(({ clipboard: board }) => board.readText());
const tools = () => open.page.locator('.wb-message-tools');

it('opens the certificates of a message, and copies one as PEM', async () => {
  const { page } = open;
  const { xml } = generateMessage(7, {
    kind: 'response',
    encrypt: 'never',
    signs: 'both',
    decorate: false,
    signature: { key: KEY, method: 'rsa-sha256', keyInfo: 'certificate' },
  });
  await page.locator('#inspector-input').fill(xml);
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
  await page.getByRole('tab', { name: 'Certificates' }).press('Enter');
  const card = page.getByRole('region', { name: 'CN=Test identity provider' });
  await card.waitFor();
  for (const text of ['Itself (self-signed)', 'RSA, 2048 bits', /days left/, /stands here 2 times/])
    expect(await card.getByText(text).count(), String(text)).toBe(1);
  await card.getByRole('button', { name: 'Copy the certificate as PEM' }).press('Enter');
  await expect.poll(clipboard).toBe(KEY.certificatePem);
});

it('tells beside a trusted key how long its certificate is valid, and which one verified the message', async () => {
  const { page } = open;
  await page.locator('#add-trust').press('Enter');
  await page.locator('#option-trust-0').fill(KEY.certificatePem);
  const beside = page.locator('.wb-key-certificates');
  await beside.getByText(/days left/).waitFor();
  await beside.getByRole('button', { name: 'Open the certificate' }).press('Enter');
  await beside.getByText('RSA, 2048 bits').waitFor();
  await page
    .locator('.wb-inspector-out')
    .getByText(/its key verified a signature/)
    .waitFor();
});

it('says where there is none', async () => {
  const { page } = open;
  await page.locator('#inspector-input').fill(INSPECTOR_SAMPLES[0]?.input ?? '');
  await page.getByText('This message carries no certificate').waitFor();
});

it('copies the request that carries a token, for the shell one has', async () => {
  const { page } = open;
  await tools().getByRole('button', { name: 'Copy as curl' }).press('Enter');
  await page.getByRole('menuitem', { name: /bash/ }).waitFor();
  await page.keyboard.press('Enter');
  await tools()
    .getByText(/Nothing here tells the address/)
    .waitFor();
  await expect.poll(clipboard).toMatch(/^curl --globoff --request 'GET'/);
  await expect.poll(clipboard).toContain(`Authorization: Bearer ${INSPECTOR_SAMPLES[0]?.input}`);
  await tools().getByRole('button', { name: 'Copy as curl' }).press('Enter');
  await page.getByRole('menuitem', { name: /PowerShell/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(clipboard).toMatch(/^curl\.exe /);
});

it('says nothing of what was copied once another message is there', async () => {
  const { page } = open;
  await page.locator('#inspector-input').fill(INSPECTOR_SAMPLES[1]?.input ?? '');
  await expect
    .poll(() =>
      tools()
        .getByText(/^Copied/)
        .count(),
    )
    .toBe(0);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
