import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { STATES, showState } from '../../build/screens/states.mjs';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

describe.each([
  [1024, 700],
  [1440, 900],
])('at %i x %i', (width, height) => {
  beforeAll(() => open.resize(width, height));

  it.each(STATES.map((state) => [state.title, state] as const))(
    'nothing is wider than its place in: %s',
    async (_, state) => {
      const { page } = open;
      await showState(page, state);
      const overflowing = await page.evaluate(() => {
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
      await state.leave?.(page);
      expect(overflowing).toEqual([]);
    },
  );
});

it('said nothing on the console during the whole tour', () => {
  expect(open.messages).toEqual([]);
});
