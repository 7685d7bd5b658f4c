// @ts-check
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './bootstrap/build-product.mjs';
import { hasXvfb, startVirtualDisplay } from './bootstrap/display.mjs';
import { reportFailure } from './bootstrap/failure.mjs';
import { projectRoot } from './bootstrap/paths.mjs';
import { say } from './bootstrap/say.mjs';
import { setUp } from './bootstrap/set-up.mjs';

const SIZES = /** @type {const} */ ([
  [1024, 700],
  [1440, 900],
]);
const THEMES = /** @type {const} */ (['light', 'dark']);
const folder = join(projectRoot, 'docs', 'screens');

/**
 * @param {string} state
 * @param {string} theme
 * @param {number} width
 */
const fileName = (state, theme, width) => `${state}-${theme}-${width}.png`;

/**
 * @param {readonly import('./screens/states.mjs').State[]} states
 * @returns {string} the contact sheet
 */
function contactSheet(states) {
  const rows = states.map((state) => {
    const cells = SIZES.flatMap(([width]) =>
      THEMES.map((theme) => {
        const name = fileName(state.name, theme, width);
        return `[![${state.title}, ${theme}, ${width} wide](${name})](${name})`;
      }),
    );
    return `## ${state.title}\n\n| ${THEMES.map((theme) => `${theme} 1024 x 700`).join(' | ')} | ${THEMES.map(
      (theme) => `${theme} 1440 x 900`,
    ).join(' | ')} |\n|---|---|---|---|\n| ${cells.join(' | ')} |\n`;
  });
  return `# Every page and state\n\nMade by \`npm run screens\` in real Electron. Not edited by hand.\n\n${rows.join('\n')}`;
}

try {
  await setUp();
  await ensureBuilt();
  // A screen of its own: what stands on the reader's must not get into the pictures.
  if (hasXvfb()) process.env.DISPLAY = (await startVirtualDisplay()).display;
  const { openWindow } = await import('./screens/open-window.mjs');
  const { readPng, writeIndexedPng } = await import('./screens/png.mjs');
  const { STATES, showState } = await import('./screens/states.mjs');
  const asked = process.argv.slice(2);
  const states = asked.length === 0 ? STATES : STATES.filter((state) => asked.includes(state.name));
  mkdirSync(folder, { recursive: true });
  if (asked.length === 0) {
    for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name));
  }
  const { page, resize, setTheme, close } = await openWindow({ env: { TZ: 'UTC', LANG: 'en_US.UTF-8' } });
  let bytes = 0;
  for (const [width, height] of SIZES) {
    await resize(width, height);
    for (const theme of THEMES) {
      await setTheme(theme);
      for (const state of states) {
        await showState(page, state);
        const path = join(folder, fileName(state.name, theme, width));
        // The driver's defaults would add a style element, which the page's security policy reports.
        const taken = await page.screenshot({ animations: 'allow', caret: 'initial' });
        writeFileSync(path, writeIndexedPng(readPng(taken)));
        await state.leave?.(page);
        bytes += statSync(path).size;
      }
    }
  }
  await close();
  if (asked.length === 0) writeFileSync(join(folder, 'README.md'), contactSheet(states));
  say(`${states.length * 4} pictures, ${(bytes / 1e6).toFixed(1)} MB, in docs/screens.`);
} catch (error) {
  reportFailure(error);
}
