import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

const inputOf = (id: string): string => INSPECTOR_SAMPLES.find((sample) => sample.id === id)?.input ?? '';
const offer = () => open.page.locator('.wb-notice').filter({ hasText: 'The clipboard holds' });

/** Copies in another program, so to speak, and comes back to the window. */
async function copyElsewhere(text: string): Promise<void> {
  await open.app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text);
  await open.page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

it('offers a token on Home, judges it only when asked, and does so by keyboard', async () => {
  const { page } = open;
  await copyElsewhere(inputOf('expired'));
  await offer().filter({ hasText: 'a token' }).waitFor();
  expect(await page.evaluate(() => location.hash)).not.toBe('#/inspector');
  expect(await page.locator('.wb-verdict').count()).toBe(0);
  await page.getByRole('button', { name: 'Inspect it' }).press('Enter');
  await page.locator('.wb-verdict[data-verdict="invalid"]').waitFor();
  await page.getByText('From: The clipboard').waitFor();
  expect(await offer().count()).toBe(0);
});

it('does not ask twice about one text, and not about what is inspected', async () => {
  const { page } = open;
  await copyElsewhere(inputOf('guest'));
  await offer().getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect.poll(() => offer().count()).toBe(0);
  await copyElsewhere(inputOf('guest'));
  await copyElsewhere('a shopping list');
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: 'Recent work' }).waitFor();
  expect(await offer().count()).toBe(0);
});

it('takes the offer back when something else is copied or inspected, and makes none elsewhere', async () => {
  const { page } = open;
  await copyElsewhere(inputOf('valid'));
  await offer().waitFor();
  await copyElsewhere('a shopping list');
  await expect.poll(() => offer().count()).toBe(0);
  await copyElsewhere(inputOf('unsigned'));
  await offer().waitFor();
  await page.keyboard.press('Control+,');
  await expect.poll(() => offer().count()).toBe(0);
  await copyElsewhere(inputOf('wrong-key'));
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await offer().count()).toBe(0);
  await page.keyboard.press('Control+2');
  await offer().waitFor();
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
