import type { ElectronApplication, Page } from 'playwright-core';
import { liveInLab, startLab } from '../e2e/access-workspace.ts';

interface Window {
  readonly app: ElectronApplication;
  readonly page: Page;
}

export interface LargeMeasured {
  /** Milliseconds from the page's question for filtered or sorted rows to its answer, the slowest of several. */
  readonly filter: number;
  readonly sort: number;
  /** Milliseconds of the longest frame while the table scrolls from its beginning to its end. */
  readonly frame: number;
  /** The same of the matrix, in both directions. */
  readonly matrix: number;
  /** The same while nothing happens, which says what else the machine does. */
  readonly idle: number;
  /** What the process that holds the organization takes. */
  readonly megabytes: number;
  readonly windowMegabytes: number;
}

/** Starts a Lab of this window with so many assignments, and reads it to its end. */
export async function readLarge({ page }: Window, assignments: number): Promise<void> {
  const scale = { users: 10_000, groups: 100, accounts: 100, permissionSets: 30, assignments };
  const ready = await startLab(page, { scale });
  await liveInLab(page, ready, false);
  await page.locator('.wb-nav a[href="#/access"]').click();
  await page.getByRole('button', { name: 'Read the organization' }).click();
  await page.getByText(/Read .* with [\d,]+ calls/).waitFor({ timeout: 600_000 });
}

/** Asks for filtered and sorted rows, and scrolls. */
export async function measureLarge({ app, page }: Window): Promise<LargeMeasured> {
  // Timed in the page, so that carrying the rows to the driver does not count.
  const ask = (input: object): Promise<number> =>
    page.evaluate(
      async (given) => {
        const begun = performance.now();
        const answer = await window.workbench.call('access.rows', given, undefined);
        if (!answer.ok) throw new Error(answer.error.message);
        return performance.now() - begun;
      },
      { filter: {}, sort: 'account', descending: false, from: 0, count: 200, ...input },
    );
  let filter = 0;
  for (const text of ['a', 'user 1', '00', 'set 7 account', 'zzz'])
    filter = Math.max(filter, await ask({ filter: { text } }));
  let sort = 0;
  for (const key of ['principal', 'permission-set', 'account'] as const)
    for (const descending of [true, false]) sort = Math.max(sort, await ask({ sort: key, descending }));
  const idle = await longestFrame(page, '.wb-paged', false);
  const frame = await longestFrame(page, '.wb-paged', true);
  await page.getByText('Matrix', { exact: true }).click();
  await page.locator('.wb-matrix [data-some]').first().waitFor();
  const matrix = await longestFrame(page, '.wb-matrix', true);
  const metrics = await app.evaluate(({ app: running }) =>
    running
      .getAppMetrics()
      .map(({ name, type, memory }) => ({ name: name ?? type, size: memory.workingSetSize / 1024 })),
  );
  const sizeOf = (wanted: RegExp): number =>
    Math.max(0, ...metrics.filter(({ name }) => wanted.test(name)).map(({ size }) => size));
  return {
    filter,
    sort,
    frame,
    matrix,
    idle,
    megabytes: sizeOf(/access$/),
    windowMegabytes: sizeOf(/^Tab$/),
  };
}

function longestFrame(page: Page, of: string, scrolling: boolean): Promise<number> {
  return page.evaluate(
    async ({ selector, moving }) => {
      const table = document.querySelector(selector);
      if (table === null) throw new Error('no table');
      const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      let longest = 0;
      let last = await next();
      for (let step = 0; step < 300; step++) {
        if (moving) table.scrollTop += step < 200 ? 120 : 20_000;
        if (moving) table.scrollLeft += step % 100 < 50 ? 60 : -60;
        const now = await next();
        longest = Math.max(longest, now - last);
        last = now;
      }
      return longest;
    },
    { selector: of, moving: scrolling },
  );
}
