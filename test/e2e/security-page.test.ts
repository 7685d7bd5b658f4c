import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromTimer, type OpenedApp, openApp } from './opened-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened.close());

it.skipIf(process.platform !== 'linux')(
  'runs its page behind seccomp, unprivileged (Linux only)',
  async () => {
    const pids = await opened.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' ? [pid] : [])),
    );
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\t2$/m);
      expect(status).not.toMatch(/^Uid:\t0\t/m);
      expect(status).toMatch(/^CapEff:\t0+$/m);
    }
  },
);

it('opens every window without the powers of Node', async () => {
  const all = await opened.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): object };
      return contents.getLastWebPreferences() as Record<string, unknown>;
    }),
  );
  expect(all).toHaveLength(1);
  for (const preferences of all) {
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, webSecurity: true });
    for (const name of [
      ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag'],
      ...['experimentalFeatures', 'allowRunningInsecureContent', 'navigateOnDragDrop'],
    ]) {
      expect(preferences[name] ?? false, name).toBe(false);
    }
  }
});

it('shows a page of its own secure origin', async () => {
  const place = await opened.page.evaluate(() => [location.origin, location.pathname, isSecureContext]);
  expect(place).toEqual(['app://workbench', '/index.html', true]);
});

it('gives the page four frozen functions and nothing of Node or Electron', async () => {
  const found = await opened.page.evaluate(() => {
    const names = [
      'require',
      'process',
      'Buffer',
      'ipcRenderer',
      'module',
      'global',
      '__dirname',
      'electron',
    ];
    const bridge: Record<string, unknown> = { ...window.workbench };
    const tries = [
      () => Object.assign(window.workbench, { call: () => 'mine' }),
      () => Object.assign(window.workbench, { added: 1 }),
      () => Object.assign(window, { workbench: {} }),
      () => Reflect.deleteProperty(window.workbench, 'call'),
    ].map((attempt) => {
      try {
        attempt();
      } catch {
        return 'refused';
      }
      return 'silent';
    });
    return {
      present: names.filter((name) => name in globalThis),
      bridge: Object.entries(bridge).map(([name, value]) => [name, typeof value, Object.isFrozen(value)]),
      own: Reflect.ownKeys(window.workbench).length,
      frozen: Object.isFrozen(window.workbench),
      tries,
      after: typeof window.workbench.call,
    };
  });
  expect(found.present).toEqual([]);
  expect(found.bridge.map(([name]) => name).sort()).toEqual(['call', 'cancelJob', 'onEvent', 'startJob']);
  expect(found.bridge.every(([, type]) => type === 'function')).toBe(true);
  expect(found.own).toBe(4);
  expect(found.frozen).toBe(true);
  expect(found.after).toBe('function');
});

it('sends its policy with every load, each with a nonce of its own', async () => {
  const nonces = new Set<string>();
  for (let load = 0; load < 2; load++) {
    const answer = await opened.page.reload();
    const headers = (await answer?.allHeaders()) ?? {};
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  }
  expect(nonces.size).toBe(2);
});

describe('does not run', () => {
  // Each leaves a trace in the page's title if it runs.
  const attacks: [string, () => unknown][] = [
    // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
    ['eval', () => eval('document.title = "ran"')],
    ['new Function', () => new Function('document.title = "ran"')()],
    ['a timer with a text', () => setTimeout('document.title = "ran"' as unknown as () => void, 0)],
    [
      'an inline script',
      () => {
        const script = document.createElement('script');
        script.append(document.createTextNode('document.title = "ran"'));
        document.head.append(script);
      },
    ],
    [
      'a script with a data: address',
      () => {
        const script = document.createElement('script');
        script.setAttribute('src', 'data:text/javascript,document.title="ran"');
        document.head.append(script);
      },
    ],
    [
      'a javascript: link',
      () => {
        const link = document.createElement('a');
        link.href = 'javascript:document.title="ran"';
        document.body.append(link);
        link.click();
        link.remove();
      },
    ],
    [
      'an event handler in markup',
      () => {
        const image = document.createElement('img');
        image.setAttribute('onerror', 'document.title = "ran"');
        image.src = './missing.png';
        document.body.append(image);
      },
    ],
    [
      'markup made of text',
      () => {
        document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = `ran`">');
      },
    ],
    [
      'a worker of a text',
      () =>
        new Promise((resolve) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("ran")'])));
          worker.onmessage = () => {
            document.title = 'ran';
            resolve('ran');
          };
          worker.onerror = () => resolve('blocked');
          setTimeout(() => resolve('silent'), 500);
        }),
    ],
    [
      'a module of a text',
      () => {
        const source = 'data:text/javascript,document.title="ran"';
        return import(/* @vite-ignore */ source);
      },
    ],
  ];
  it.each(attacks)('%s', async (_what, attack) => {
    await fromTimer(opened.page, attack);
    await opened.page.waitForTimeout(100);
    expect(await opened.page.title()).not.toContain('ran');
  });
});

it('refuses code from text with the error the policy gives, so that the probes above did probe it', async () => {
  // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
  expect(await fromTimer(opened.page, () => eval('1'))).toBe('EvalError');
  expect(await fromTimer(opened.page, () => new Function('return 1')())).toBe('EvalError');
});

it('grants nothing but writing text to the clipboard', async () => {
  const { page } = opened;
  expect(await fromTimer(page, () => Notification.requestPermission())).toBe('denied');
  expect(await fromTimer(page, () => navigator.clipboard.readText())).toBe('NotAllowedError');
  expect(
    await fromTimer(page, () =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
    ),
  ).toBe('denied');
  expect(
    await fromTimer(
      page,
      () =>
        new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            (error) => resolve(`denied ${error.code}`),
          );
        }),
    ),
  ).toBe('denied 1');
  for (const name of ['hid', 'serial', 'usb', 'bluetooth']) {
    const devices = await page.evaluate(
      (api) =>
        (navigator as unknown as Record<string, { getDevices?: () => Promise<unknown[]> } | undefined>)[api]
          ?.getDevices?.()
          .then((list) => list.length)
          .catch(() => 0) ?? 0,
      name,
    );
    expect(devices, name).toBe(0);
  }
  await page.bringToFront();
  expect(await page.evaluate(() => navigator.clipboard.writeText('written').then(() => 'written'))).toBe(
    'written',
  );
  expect(await opened.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('written');
});

it('leaves a <webview> what it is to any browser: an unknown element', async () => {
  const found = await opened.page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const powers = ['loadURL', 'executeJavaScript', 'getWebContentsId'].filter((name) => name in view);
    view.remove();
    return { powers, shadow: view.shadowRoot };
  });
  expect(found).toEqual({ powers: [], shadow: null });
  expect(await opened.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});
