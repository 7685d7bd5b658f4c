import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

const rows = () => open.page.locator('.wb-virtual-body [role="row"]');

it('runs every attack from the palette, and says that each was refused', async () => {
  const { page } = open;
  await page.keyboard.press('Control+K');
  await page.keyboard.type('self-test');
  await page.keyboard.press('Enter');
  await page.getByText(/^All \d+ attacks were refused; the 4 honest messages are valid\.$/).waitFor();
  expect(await page.locator('.wb-family').count()).toBe(8);
  expect(await page.locator('.wb-family[data-whole="false"]').count()).toBe(0);
});

it('filters by kind, by words and by outcome', async () => {
  const { page } = open;
  await page.getByRole('button', { name: /^JSON Web Tokens/ }).press('Enter');
  await page.getByRole('searchbox', { name: /Find an attack/ }).fill('CVE-2015-9235 none');
  await expect.poll(() => rows().count()).toBe(5);
  await page.getByRole('button', { name: /^Not refused \(0\)/ }).press('Enter');
  await page.getByText('Every attack was refused', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show all attacks' }).press('Enter');
  await expect.poll(() => rows().count()).toBeGreaterThan(10);
});

it('opens an attack in the Inspector, where it is invalid for the same reason', async () => {
  const { page } = open;
  await page.getByRole('searchbox', { name: /Find an attack/ }).fill('written nOnE');
  await page
    .getByRole('button', { name: 'Inspect: algorithm none, written nOnE', exact: true })
    .press('Enter');
  await page.getByText('From: Attack: algorithm none, written nOnE').waitFor();
  await page.locator('.wb-verdict[data-verdict="invalid"]').waitFor();
  await page.locator('.wb-check[data-status="fail"][data-check-id="signature.algorithm"]').waitFor();
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
