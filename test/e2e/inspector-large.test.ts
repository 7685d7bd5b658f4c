import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

const MEGABYTES = 10;

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

it(`stays quick with ${MEGABYTES} MB in its field`, async () => {
  const { page } = open;
  await page.keyboard.press('Control+2');
  await page.locator('#inspector-input').waitFor();
  const worst = await page.evaluate(async (length) => {
    const claims = Array.from({ length: length / 64 }, (_, index) => `claim-${index}`);
    const encode = (value: unknown) =>
      btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const payload = encode({ sub: 'many', claims, filler: 'x'.repeat(length / 2) });
    const token = `${encode({ alg: 'RS256', typ: 'JWT' })}.${payload}.AAAA`;
    const data = new DataTransfer();
    data.setData('text/plain', token);
    let slowest = 0;
    let last = performance.now();
    let watching = true;
    const watch = () => {
      slowest = Math.max(slowest, performance.now() - last);
      last = performance.now();
      if (watching) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    document
      .getElementById('inspector-input')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    await new Promise<void>((done) => {
      const look = () =>
        document.querySelector('.wb-verdict[data-busy="false"], .awsui_alert_mx3cw')
          ? done()
          : setTimeout(look, 50);
      look();
    });
    watching = false;
    return { slowest, length: token.length };
  }, MEGABYTES * 1_000_000);
  expect(worst.length).toBeGreaterThan(5_000_000);
  expect(worst.slowest).toBeLessThan(1000);
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor({ timeout: 1000 });
});
