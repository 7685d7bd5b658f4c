import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';

const valid = INSPECTOR_SAMPLES.find((sample) => sample.id === 'valid');

let open: Awaited<ReturnType<typeof openWindow>>;
let server: Server;
let host: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    if (request.url === '/keys') answer.end(valid?.options.trust[0]?.text);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  open = await openWindow();
});
afterAll(async () => {
  await open.close();
  server.close();
});

it('fetches a key by keyboard, from the host the button names, and says at the field what went wrong', async () => {
  const { page } = open;
  await page.keyboard.press('Control+N');
  await page.locator('#inspector-input').fill(valid?.input ?? '');
  await page.getByRole('button', { name: 'Fetch from the issuer…' }).press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('fetch-key-address');
  const address = page.locator('#fetch-key-address');

  await page.keyboard.type('idp');
  await page.keyboard.press('Enter');
  await page.getByText('Write a complete address').waitFor();
  expect(await address.getAttribute('aria-invalid')).toBe('true');

  await page.keyboard.press('Control+A');
  await page.keyboard.type(`http://${host}/missing`);
  const button = page.getByRole('button', { name: `Fetch from ${host}` });
  await button.waitFor();
  expect(asked).toEqual([]);
  await button.press('Enter');
  await page.getByText('HTTP status 404').first().waitFor();
  expect(await address.getAttribute('aria-invalid')).toBe('true');

  await address.fill(`http://${host}/keys`);
  await address.press('Enter');
  await page.getByText(`Added. Asked: http://${host}/keys`).waitFor();
  expect(asked).toEqual(['/missing', '/keys']);
  await page.getByRole('button', { name: /^All/ }).press('Enter');
  const signature = page.locator('.wb-check[data-status="pass"]', { hasText: /signature/i });
  await signature.first().waitFor();
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
