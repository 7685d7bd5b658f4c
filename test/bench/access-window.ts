import { ensureBuilt } from '../../build/bootstrap/build-product.mjs';
import { hasXvfb, startVirtualDisplay } from '../../build/bootstrap/display.mjs';
import { openApp } from '../e2e/opened-app.ts';
import { measureLarge, readLarge } from './access-large.ts';

/** Milliseconds for an answer and for a frame, and megabytes of the process that holds the organization. */
const GOAL = { answer: 100, frame: 50, megabytes: 500 };

/**
 * Filtering, sorting and scrolling a large organization in the real window.
 *
 * @param args assignments (100,000)
 * @returns false where the goal was missed
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const [assignments = 100_000] = args.map(Number);
  await ensureBuilt();
  if (hasXvfb()) process.env.DISPLAY = (await startVirtualDisplay()).display;
  const opened = await openApp();
  try {
    await readLarge(opened, assignments);
    const { filter, sort, frame, matrix, idle, megabytes, windowMegabytes } = await measureLarge(opened);
    console.log(`filter   ${filter.toFixed(0)} ms at most, goal < ${GOAL.answer} ms`);
    console.log(`sort     ${sort.toFixed(0)} ms at most, goal < ${GOAL.answer} ms`);
    console.log(
      `frame    ${frame.toFixed(0)} ms at most when scrolling, ${idle.toFixed(0)} ms when idle, goal <= ${GOAL.frame} ms`,
    );
    console.log(`matrix   ${matrix.toFixed(0)} ms at most when scrolling it, goal <= ${GOAL.frame} ms`);
    console.log(
      `memory   ${megabytes.toFixed(0)} MB held, ${windowMegabytes.toFixed(0)} MB in the page, goal < ${GOAL.megabytes} MB`,
    );
    // A machine on which a window that does nothing pauses longer says nothing about the product.
    const smooth = Math.max(frame, matrix) <= Math.max(GOAL.frame, idle);
    return (
      filter < GOAL.answer && sort < GOAL.answer && smooth && megabytes + windowMegabytes < GOAL.megabytes
    );
  } finally {
    await opened.close();
  }
}
