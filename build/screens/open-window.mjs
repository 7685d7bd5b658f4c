// @ts-check
import { _electron } from 'playwright-core';
import { prepareElectronLaunch } from '../bootstrap/electron-launch.mjs';

/**
 * @typedef {object} OpenWindow
 * @property {import('playwright-core').ElectronApplication} app
 * @property {import('playwright-core').Page} page
 * @property {string[]} messages what the page's console and its security policy said
 * @property {(width: number, height: number) => Promise<void>} resize sets the size of the page
 * @property {(theme: 'light' | 'dark') => Promise<void>} setTheme
 * @property {() => Promise<void>} close
 */

/**
 * Opens the built application in real Electron, for tests and screenshots, and waits until it is ready.
 *
 * @param {import('../bootstrap/electron-launch.mjs').LaunchRequest} [request]
 * @returns {Promise<OpenWindow>}
 */
export async function openWindow(request = {}) {
  const launch = await prepareElectronLaunch(request);
  const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
  const page = await app.firstWindow();
  /** @type {string[]} */
  const messages = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(`error: ${error.stack}`));
  await app.context().addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // What was said before anybody listened is said again.
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000 });
  return {
    app,
    page,
    messages,
    resize: async (width, height) => {
      await app.evaluate(
        ({ BrowserWindow }, size) => {
          const window = BrowserWindow.getAllWindows()[0];
          window?.setContentSize(size.width, size.height);
        },
        { width, height },
      );
      await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, {
        width,
        height,
      });
    },
    setTheme: async (theme) => {
      await page.evaluate(
        (choice) => window.workbench.call('app.setAppearance', { theme: choice }, `theme-${choice}`),
        theme,
      );
      await page.waitForFunction(
        (dark) => document.body.classList.contains('awsui-dark-mode') === dark,
        theme === 'dark',
      );
    },
    close: async () => {
      await app.close();
      launch.dispose();
    },
  };
}
