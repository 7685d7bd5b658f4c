import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { type ElectronLaunch, prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import type {} from '../../renderer/bridge/workbench.ts';

/** The built application with its window, as a user would have it before them. */
export interface OpenedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly launch: ElectronLaunch;
  /** What the page wrote to its console: complaints of the content security policy above all. */
  readonly messages: string[];
  close(): Promise<void>;
}

export interface OpenRequest {
  readonly args?: string[];
  readonly env?: Record<string, string>;
  /** The folder of an earlier start. */
  readonly userData?: string;
}

/** Opens the application and waits until its first page is drawn. */
export async function openApp(request: OpenRequest = {}): Promise<OpenedApp> {
  const launch = await prepareElectronLaunch(request);
  const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
  const messages: string[] = [];
  const page = await app.firstWindow();
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
  await waitUntilReady(page);
  return {
    app,
    page,
    launch,
    messages,
    async close() {
      await app.close().catch(() => {});
      launch.dispose();
    },
  };
}

/** Waits until the page says that it was drawn. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
}

/**
 * Runs code from a timer of the page itself. What Playwright evaluates may use `eval`, whatever the page's policy says; what
 * a timer runs later may not.
 *
 * @param code the body of a function; what it returns, or the name of what it throws, is the answer
 */
export function fromTimer(page: Page, code: () => unknown): Promise<string> {
  return page.evaluate((body) => {
    // The one place where the driver's privilege is used: to make the function that the page then runs without it.
    const probe = new Function(`return (${body})();`) as () => unknown;
    return new Promise<string>((resolve) => {
      setTimeout(async () => {
        try {
          resolve(String(await probe()));
        } catch (thrown) {
          resolve(thrown instanceof Error ? thrown.name : String(thrown));
        }
      }, 0);
    });
  }, code.toString());
}
