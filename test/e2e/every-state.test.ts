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
  // The driver's evaluate runs beside the page's security policy, which would refuse this script.
  await open.page.evaluate(axeSource);
});
afterAll(() => open.close());

/** What reaches out of its place sideways and cannot be scrolled to. */
function findOverflowing(): Promise<string[]> {
  return open.page.evaluate(() => {
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.clientWidth > 0 && !element.closest('.cm-editor, .wb-visually-hidden'))
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => scrolls(element) || element.getBoundingClientRect().right > innerWidth + 1)
      .map(
        (element) =>
          `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`,
      );
  });
}

function findViolations(): Promise<string[]> {
  return open.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const results = await axe.run();
    return results.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join('\n')}`,
    );
  });
}

// A state is reached once for all that is asked of it: the way there takes most of the time.
describe.each(STATES.map((state) => [state.title, state] as const))('%s', (_, state) => {
  beforeAll(async () => {
    await open.resize(1024, 700);
    await showState(open.page, state);
  });
  afterAll(async () => {
    await open.setTheme('light');
    await state.leave?.(open.page);
  });

  it.each(['light', 'dark'] as const)('gives axe nothing to find in the %s theme', async (theme) => {
    await open.setTheme(theme);
    const violations = await findViolations();
    expect(violations, violations.join('\n')).toEqual([]);
  });

  it.each([
    [1024, 700],
    [1440, 900],
  ])('has nothing wider than its place at %i x %i', async (width, height) => {
    await open.resize(width, height);
    expect(await findOverflowing()).toEqual([]);
  });
});

it('said nothing on the console during the whole tour', () => {
  expect(open.messages).toEqual([]);
});
