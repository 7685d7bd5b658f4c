import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

it('shows one coded error for what is no token, with the next step', async () => {
  const { page } = open;
  await page.keyboard.press('Control+2');
  const field = page.locator('#inspector-input');
  const cases = {
    'just some words': 'ERR_INPUT_UNRECOGNISED',
    '   ': 'ERR_INPUT_EMPTY',
  };
  for (const [text, code] of Object.entries(cases)) {
    await field.fill(text);
    await page.getByText(code, { exact: true }).waitFor();
    expect(await page.locator('.wb-inspector-out [role="status"]').first().textContent()).not.toContain(
      'undefined',
    );
  }
  await field.fill('');
  await page.locator('.wb-samples').waitFor();
});

it('says what a dropped picture is', async () => {
  const { page } = open;
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)], 'screenshot.png'));
    const target = document.querySelector('.wb-nav') as HTMLElement;
    target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByText('This is a PNG picture').waitFor();
  await page.getByText('From: screenshot.png').waitFor();
  await page.locator('#inspector-input').fill('x');
  await page.getByText('ERR_INPUT_UNRECOGNISED', { exact: true }).waitFor();
  await page.keyboard.press('Control+N');
});

it('names the problem when the background process dies, and works on with the next text', async () => {
  const { page, app } = open;
  await page.locator('.wb-samples').getByRole('button', { name: 'Valid user token' }).click();
  await page.locator('.wb-verdict').waitFor();
  await app.evaluate(({ app: electron }) => {
    for (const { pid, type } of electron.getAppMetrics())
      if (type === 'Utility') process.kill(pid, 'SIGKILL');
  });
  await page.locator('#inspector-input').fill('eyJhbGciOiJub25lIn0.e30.');
  await page.locator('.wb-verdict[data-verdict="invalid"], :text("ERR_WORKER_STOPPED")').first().waitFor();
  await page.locator('#inspector-input').fill('eyJhbGciOiJub25lIn0.e30. ');
  await page.locator('.wb-verdict[data-verdict="invalid"]').waitFor();
});

it('keeps the window when a page fails, with an id to quote', async () => {
  const { page, app } = open;
  await app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest((request, answer) =>
      answer({ cancel: /assets\/Page-.*\.js$/.test(request.url) }),
    );
  });
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.evaluate(() => {
    location.hash = '#/about';
  });
  await page.getByText('ERR_INTERNAL', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy correlation id' }).waitFor();
  await page.keyboard.press('Control+1');
  await page.locator('#home-input').waitFor();
});
