import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { STATES, showState } from '../../build/screens/states.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.resize(1024, 700);
  // The driver's evaluate runs beside the page's security policy, which would refuse this script.
  await open.page.evaluate(axeSource);
});
afterAll(() => open.close());

describe.each(['light', 'dark'] as const)('axe in the %s theme', (theme) => {
  beforeAll(() => open.setTheme(theme));

  it.each(STATES.map((state) => [state.title, state] as const))('finds nothing in: %s', async (_, state) => {
    const { page } = open;
    await showState(page, state);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
      const results = await axe.run();
      return results.violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('\n')}`,
      );
    });
    await state.leave?.(page);
    expect(violations, violations.join('\n')).toEqual([]);
  });
});
