import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { measureLarge, readLarge } from '../bench/access-large.ts';

/** Bounds for a machine that does other things too; `npm run bench -- access-window` holds the real ones. */
const GENEROUS = { answer: 250, frame: 250, megabytes: 900 };

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.resize(1440, 900);
});
afterAll(() => open.close());

it('filters, sorts and scrolls 100,000 assignments', { timeout: 240_000 }, async () => {
  await readLarge(open, 100_000);
  const measured = await measureLarge(open);
  console.info(
    `filter ${measured.filter.toFixed(0)} ms, sort ${measured.sort.toFixed(0)} ms; longest frame ${measured.frame.toFixed(0)} ms scrolling, ${measured.matrix.toFixed(0)} ms in the matrix and ${measured.idle.toFixed(0)} ms idle; ${measured.megabytes.toFixed(0)} MB in the process that holds them, ${measured.windowMegabytes.toFixed(0)} MB in the page`,
  );
  expect(measured.filter).toBeLessThan(GENEROUS.answer);
  expect(measured.sort).toBeLessThan(GENEROUS.answer);
  expect(measured.frame).toBeLessThan(GENEROUS.frame);
  expect(measured.matrix).toBeLessThan(GENEROUS.frame);
  expect(measured.megabytes).toBeLessThan(GENEROUS.megabytes);
});
