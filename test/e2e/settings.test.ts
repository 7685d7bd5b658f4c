import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.page.keyboard.press('Control+,');
  await open.page.getByRole('heading', { name: 'Settings' }).waitFor();
});
afterAll(() => open.close());

/** Answers main's own confirmation as the user would. */
const answer = (label: RegExp) =>
  open.app.evaluate(({ dialog }, source) => {
    const wanted = new RegExp(source, 'i');
    const choose = (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      const response = options.buttons?.findIndex((button) => wanted.test(button)) ?? -1;
      return Promise.resolve({ response, checkboxChecked: false });
    };
    dialog.showMessageBox = choose as typeof dialog.showMessageBox;
  }, label.source);

it('changes theme and density at once, and remembers them', async () => {
  const { page } = open;
  const classes = () => page.evaluate(() => document.body.className);
  await page.getByRole('radio', { name: 'Dark' }).press('Space');
  await expect.poll(classes).toContain('awsui-dark-mode');
  await page.getByRole('radio', { name: 'Compact' }).press('Space');
  await expect.poll(classes).toContain('awsui-compact-mode');
  await expect
    .poll(() =>
      page.evaluate(async () => (await window.workbench.call('app.appearance', {}, 'look')) as unknown),
    )
    .toMatchObject({ value: { theme: 'dark', density: 'compact' } });
  await page.reload();
  await expect.poll(classes).toContain('awsui-compact-mode');
  expect(await classes()).toContain('awsui-dark-mode');
});

it('erases nothing when the confirmation is declined', async () => {
  const { page } = open;
  await answer(/cancel|keep/);
  await page.getByRole('button', { name: 'Erase local data' }).press('Enter');
  await page.getByText('These files will be erased').waitFor();
  await page.getByRole('button', { name: /^Erase \d+ file/ }).press('Enter');
  await page.getByText('ERR_PLAN_DECLINED').waitFor();
  expect(await page.locator('.wb-files li').count()).toBeGreaterThan(0);
});

it('erases what the plan named once it is confirmed', async () => {
  const { page } = open;
  await answer(/erase|delete/);
  await page.getByRole('button', { name: 'Erase local data' }).press('Enter');
  await page.getByText('These files will be erased').waitFor();
  await page.getByRole('button', { name: /^Erase \d+ file/ }).press('Enter');
  await page.getByText(/files? (was|were) erased/).waitFor();
});

it('said nothing on the console', () => {
  expect(open.messages).toEqual([]);
});
