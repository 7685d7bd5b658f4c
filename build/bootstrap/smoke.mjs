// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasXvfb, startVirtualDisplay } from './display.mjs';
import { prepareElectronLaunch } from './electron-launch.mjs';
import { explainFileError, SetupFailure } from './failure.mjs';
import { ensureRuntime } from './runtime.mjs';
import { duration, say } from './say.mjs';
import { missingForWindows, missingLibrariesFailure } from './system-libraries.mjs';

/**
 * @param {import('playwright-core').Page} page
 */
async function waitForContent(page) {
  await page.waitForLoadState('load');
  // Not waitForFunction: it polls by eval, which the page's security policy forbids.
  await page
    .locator('#root')
    .filter({ hasText: /\S.{20}/ })
    .waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/**
 * Opens the window once, waits until its first page shows content, and saves what it looks like.
 *
 * @param {string} folder receives home.png; made if missing; relative to where npm was called
 * @param {string[]} args for the application
 * @returns {Promise<void>}
 * @throws {SetupFailure} when the window does not open, with what the application said
 */
export async function smokeTest(folder, args) {
  const target = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  try {
    mkdirSync(target, { recursive: true });
  } catch (error) {
    throw explainFileError(error, target, 'give --smoke another folder');
  }
  const runtime = await ensureRuntime();
  const missing = missingForWindows(runtime.executable);
  const needsScreen = process.platform === 'linux' && !process.env.DISPLAY;
  const lacking = needsScreen ? missing : missing.filter((name) => name !== 'Xvfb');
  if (lacking.length > 0) throw missingLibrariesFailure(runtime.executable, lacking);
  if (needsScreen && hasXvfb()) process.env.DISPLAY = (await startVirtualDisplay()).display;

  const { _electron } = await import('playwright-core');
  const launch = await prepareElectronLaunch({ args });
  const started = performance.now();
  let output = '';
  const app = await _electron.launch({ ...launch.options, timeout: 60_000 }).catch((error) => {
    throw new SetupFailure('The window did not open.', String(error));
  });
  app.process().stderr?.on('data', (chunk) => {
    output += chunk;
  });
  try {
    const page = await app.firstWindow({ timeout: 60_000 });
    page.on('console', (line) => {
      output += `${line.type()}: ${line.text()}\n`;
    });
    page.on('pageerror', (error) => {
      output += `${error.stack}\n`;
    });
    await waitForContent(page);
    say(`The window showed its first page after ${duration(performance.now() - started)}.`);
    // The defaults would add a style element, which the page's security policy reports.
    const image = await page.screenshot({ animations: 'allow', caret: 'initial' });
    writeFileSync(join(target, 'home.png'), image);
    say(`Screenshot: ${join(target, 'home.png')}`);
  } catch (error) {
    throw new SetupFailure(
      'The window opened, but its first page did not appear.',
      `${error}\n${output.trim()}`,
    );
  } finally {
    await app.close();
    launch.dispose();
  }
}
