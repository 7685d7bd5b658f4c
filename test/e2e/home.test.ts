import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

it('starts where one can paste, with nothing configured', async () => {
  const { page } = open;
  expect(await page.title()).toBe('Home – Federation Workbench');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('home-input');
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(await page.locator('.wb-cards .wb-card').count()).toBe(10);
  expect(await page.getByText('Recent work').count()).toBe(0);
});

it('says that it runs on the development runtime, where it does', async () => {
  const { page } = open;
  const { developmentRuntime } = await page.evaluate(async () => {
    const answer = await window.workbench.call('app.info', {}, 'info');
    return answer.ok ? (answer.value as { developmentRuntime: boolean }) : { developmentRuntime: undefined };
  });
  expect(await page.getByText(/^Development runtime/).count()).toBe(developmentRuntime ? 1 : 0);
});

it('leads into the inspector and keeps the work', async () => {
  const { page } = open;
  await page.getByRole('button', { name: /^Guest of another tenant/ }).press('Enter');
  await page.locator('.wb-verdict').waitFor();
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: 'Recent work' }).waitFor();
  await page.getByRole('button', { name: /^Sample: Guest/ }).press('Enter');
  await page.locator('.wb-verdict').waitFor();
  expect(await page.locator('#inspector-input').inputValue()).toMatch(/^eyJ/);
});

it('said nothing on the console', () => {
  expect(open.messages).toEqual([]);
});
