import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ElectronLaunch, prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import { makeOwnFolder } from '../../build/bootstrap/unprivileged.mjs';
import { CALL_CHANNELS, JOB_CHANNELS } from '../../shared/contract/channels.ts';
import { type OpenedApp, openApp, waitUntilReady } from './opened-app.ts';

const logOf = (launch: ElectronLaunch): string =>
  readFileSync(join(launch.userData, 'logs', 'workbench.log'), 'utf8');

describe('a window that runs', () => {
  let opened: OpenedApp;
  beforeAll(async () => {
    opened = await openApp({ args: ['fedbench://inspect?audience=api%3A%2F%2Ffirst'] });
  });
  afterAll(() => opened.close());

  const call = (channel: string, input: unknown) =>
    opened.page.evaluate(([name, value]) => window.workbench.call(name as string, value), [channel, input]);

  it('shows the page its link named, filled in', async () => {
    await opened.page.waitForFunction(() => location.hash === '#/inspector');
    expect(await call('app.takeDeepLink', {})).toEqual({ ok: true, value: {} });
  });

  it('is found by a second start, which hands over its link and ends', async () => {
    await opened.page.evaluate(() => {
      location.hash = '#/home';
    });
    const second = await prepareElectronLaunch({
      userData: opened.launch.userData,
      args: ['fedbench://settings'],
    });
    const { executablePath, args, env, cwd } = second.options;
    const { spawnSync } = await import('node:child_process');
    const result = spawnSync(executablePath, args, { env, cwd, timeout: 30_000 });
    expect(result.status).toBe(0);
    await opened.page.waitForFunction(() => location.hash === '#/settings');
    expect(await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    second.dispose();
  });

  it('refuses a link that is not of the grammar, and does not write down what it held', async () => {
    await opened.app.evaluate(({ app }) => {
      app.emit('second-instance', {}, ['electron', 'fedbench://run?command=SECRET-CANARY'], '/');
    });
    expect(logOf(opened.launch)).toContain('deep-link-refused');
    expect(logOf(opened.launch)).not.toContain('SECRET-CANARY');
    expect(await opened.page.evaluate(() => location.hash)).toBe('#/settings');
  });

  it('answers every channel of the list, in main or in the worker, and refuses what does not fit', async () => {
    const codes = await opened.page.evaluate(
      async ([calls, jobs]) => {
        const asked = [
          ...calls.map((channel) => [channel, window.workbench.call(channel, { unknown: 1 })] as const),
          ...jobs.map((channel) => [channel, window.workbench.startJob(channel, { unknown: 1 })] as const),
        ];
        const answers: [string, string][] = [];
        for (const [channel, answer] of asked) {
          const result = await answer;
          answers.push([channel, result.ok ? 'accepted' : result.error.code]);
        }
        return answers;
      },
      [CALL_CHANNELS, JOB_CHANNELS] as const,
    );
    expect(codes).toEqual([...CALL_CHANNELS, ...JOB_CHANNELS].map((channel) => [channel, 'ERR_IPC_INPUT']));
    const unknown = await opened.page.evaluate(() =>
      Promise.all([
        window.workbench.call('workbench.event', {}),
        window.workbench.call('jobs.start', {}),
        window.workbench.startJob('app.info', {}),
      ]),
    );
    for (const answer of unknown) expect(answer).toMatchObject({ error: { code: 'ERR_IPC_CHANNEL' } });
  });

  it('has the colour of its page behind it, so that nothing flashes up', async () => {
    for (const theme of ['light', 'dark']) {
      await call('app.setAppearance', { theme });
      await opened.page.waitForFunction((dark) => document.documentElement.style.colorScheme === dark, theme);
      const window = await opened.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
      );
      const page = await opened.page.evaluate(() => {
        let element = document.elementFromPoint(innerWidth - 30, innerHeight - 30);
        const colour = () => (element === null ? '' : getComputedStyle(element).backgroundColor);
        while (/, 0\)$/.test(colour()) && element !== null) element = element.parentElement;
        return colour();
      });
      const [red, green, blue] = (page.match(/\d+/g) ?? []).map((part) =>
        Number(part).toString(16).padStart(2, '0'),
      );
      expect(window?.toLowerCase()).toBe(`#${red}${green}${blue}`);
    }
  });

  it('answers nobody but its own page', async () => {
    const answers = await opened.app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload } });
      await stranger.loadURL('app://workbench/index.html');
      const script = `Promise.all(['app.info', 'app.readClipboard', 'workspace.planErase'].map(
        (channel) => window.workbench.call(channel, {})))`;
      const results: unknown = await stranger.webContents.executeJavaScript(script);
      stranger.destroy();
      return results;
    });
    for (const answer of answers as unknown[]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'ERR_IPC_SENDER' } });
    }
    expect(logOf(opened.launch)).toContain('sender-refused');
  });

  it('asks with its own dialog before it erases, and erases what the plan listed', async () => {
    const asked = await opened.app.evaluateHandle(({ dialog }) => {
      const questions: { message: string; detail?: string | undefined; response: number }[] = [];
      const answers = [1, 0];
      dialog.showMessageBox = async (...values: unknown[]) => {
        const options = values.at(-1) as { message: string; detail?: string };
        const response = answers.shift() ?? 1;
        questions.push({ message: options.message, detail: options.detail, response });
        return { response, checkboxChecked: false };
      };
      return questions;
    });
    await call('app.setAppearance', { theme: 'dark' });
    const folder = join(opened.launch.userData, 'workspace');
    expect(readdirSync(folder)).toContain('appearance.json');
    const plan = (await call('workspace.planErase', {})) as { value: { planId: string; files: unknown[] } };
    writeFileSync(join(folder, 'later.json'), '{}');
    const { planId } = plan.value;

    expect(await call('workspace.apply', { planId: 'made-up' })).toMatchObject({
      error: { code: 'ERR_PLAN_UNKNOWN' },
    });
    expect(await asked.evaluate((list) => list.length)).toBe(0);
    expect(await call('workspace.apply', { planId })).toMatchObject({ error: { code: 'ERR_PLAN_DECLINED' } });
    expect(readdirSync(folder)).toContain('appearance.json');
    expect(await call('workspace.apply', { planId })).toMatchObject({ ok: true });
    expect(readdirSync(folder)).not.toContain('appearance.json');
    expect(readdirSync(folder)).toContain('later.json');
    expect(await call('workspace.apply', { planId })).toMatchObject({ error: { code: 'ERR_PLAN_UNKNOWN' } });
    const questions = await asked.evaluate((list) => list);
    expect(questions.map(({ response }) => response)).toEqual([1, 0]);
    expect(questions[0]?.detail).toContain('appearance.json');
    expect(await call('app.appearance', {})).toMatchObject({ value: { theme: 'system' } });
  });

  it('logs a failure nobody expected, and tells the user once, with an id to quote', async () => {
    const told = await opened.app.evaluate(async ({ dialog }) => {
      const details: string[] = [];
      dialog.showMessageBox = async (...values: unknown[]) => {
        details.push((values.at(-1) as { detail: string }).detail);
        return { response: 0, checkboxChecked: false };
      };
      const emit = process.emit as (name: string, ...values: unknown[]) => boolean;
      emit.call(process, 'uncaughtException', new TypeError('SECRET-CANARY of a first failure'));
      emit.call(process, 'unhandledRejection', new Error('SECRET-CANARY of a second failure'));
      return details;
    });
    expect(told).toHaveLength(1);
    const lines = logOf(opened.launch).trim().split('\n');
    const failures = lines.map((line) => JSON.parse(line) as { event: string; correlationId?: string });
    const [first, second] = failures.filter(({ event }) => /^(uncaught|unhandled)/.test(event));
    expect(told[0]).toContain(first?.correlationId);
    expect(second?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(logOf(opened.launch)).not.toContain('SECRET-CANARY');
  });

  it('sends the menu’s commands to the page', async () => {
    await opened.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.getMenuItemById('page.about')?.click(),
    );
    await opened.page.waitForFunction(() => location.hash === '#/about');
  });

  it('reloads once when its page crashes, and shows a plain page when it crashes again', async () => {
    const crash = () =>
      opened.app.evaluate(
        ({ webContents }) =>
          new Promise<string>((resolve) => {
            const [contents] = webContents.getAllWebContents();
            contents?.once('did-finish-load', () => resolve(contents.getURL()));
            contents?.forcefullyCrashRenderer();
          }),
      );
    expect(await crash()).toMatch(/^app:\/\/workbench\/index\.html/);
    expect(await crash()).toBe('app://workbench/crashed.html');
    const text = await opened.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.executeJavaScript('document.body.innerText'),
    );
    expect(text).toContain('Open the window again');
    const back = await opened.app.evaluate(
      ({ webContents }) =>
        new Promise<string>((resolve) => {
          const [contents] = webContents.getAllWebContents();
          contents?.once('did-finish-load', () => resolve(contents.getURL()));
          void contents?.executeJavaScript('document.querySelector("a").click()', true);
        }),
    );
    expect(back).toBe('app://workbench/index.html');
    expect(logOf(opened.launch)).toContain('page-gone');
  });
});

describe('a second run', () => {
  it('opens where the first was closed, in the theme that was chosen', async () => {
    const first = await openApp();
    await first.page.evaluate(() => window.workbench.call('app.setAppearance', { theme: 'dark' }));
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1001, height: 702 }),
    );
    await first.page.waitForTimeout(800);
    await first.app.close();
    const second = await openApp({ userData: first.launch.userData });
    const found = await second.app.evaluate(({ BrowserWindow, nativeTheme }) => {
      const [window] = BrowserWindow.getAllWindows();
      return {
        bounds: window?.getNormalBounds(),
        dark: nativeTheme.shouldUseDarkColors,
        background: window?.getBackgroundColor(),
      };
    });
    expect(found).toEqual({
      bounds: { x: 40, y: 60, width: 1001, height: 702 },
      dark: true,
      background: '#161D26',
    });
    await second.close();
    first.launch.dispose();
  });

  it('opens in spite of damaged and newer files, tells of them, and keeps them', async () => {
    const launch = await prepareElectronLaunch();
    const folder = makeOwnFolder(join(launch.userData, 'workspace'));
    const newer = '{"format":"federation-workbench","kind":"window","version":99,"value":{}}';
    writeFileSync(join(folder, 'appearance.json'), '{"cut', { mode: 0o666 });
    writeFileSync(join(folder, 'window.json'), newer, { mode: 0o666 });
    mkdirSync(join(folder, 'empty'), { recursive: true });
    const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
    const page = await app.firstWindow();
    await waitUntilReady(page);
    await page.getByText('it was kept aside').waitFor();
    await page.getByText('written by a newer version').waitFor();
    await app.close();
    const names = readdirSync(folder);
    expect(names.filter((name) => name.startsWith('appearance.damaged-'))).toHaveLength(1);
    expect(readFileSync(join(folder, 'window.json'), 'utf8')).toBe(newer);
    launch.dispose();
  });

  it('opens although its data folder may not be written', async () => {
    const launch = await prepareElectronLaunch();
    // A file where the folder should be: nobody can write into it, whatever their rights.
    writeFileSync(join(launch.userData, 'workspace'), 'in the way');
    const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
    const page = await app.firstWindow();
    await waitUntilReady(page);
    const saved = await page.evaluate(() => window.workbench.call('app.setAppearance', { theme: 'light' }));
    expect(saved).toMatchObject({ ok: false, error: { code: 'ERR_STORE_WRITE' } });
    await app.close();
    launch.dispose();
  });
});
