import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeOpenFolder } from '../../build/bootstrap/unprivileged.mjs';
import { fromTimer, type OpenedApp, openApp } from './opened-app.ts';

let opened: OpenedApp;
let server: Server;
let address: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.setHeader('access-control-allow-origin', '*').end('<title>foreign</title>');
  });
  server.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  opened = await openApp();
  await opened.page.evaluate((value) => {
    document.documentElement.dataset.address = value;
  }, address);
});
afterAll(async () => {
  await opened.close();
  server.close();
});

describe('nothing leaves the window by', () => {
  const ways: [string, () => unknown][] = [
    ['fetch', () => fetch(`http://${document.documentElement.dataset.address}/fetch`)],
    ['fetch of its own origin', () => fetch('./index.html')],
    [
      'XMLHttpRequest',
      () =>
        new Promise((resolve) => {
          const request = new XMLHttpRequest();
          request.open('GET', `http://${document.documentElement.dataset.address}/xhr`);
          request.onload = () => resolve('loaded');
          request.onerror = () => resolve('blocked');
          request.send();
        }),
    ],
    [
      'WebSocket',
      () =>
        new Promise((resolve) => {
          const socket = new WebSocket(`ws://${document.documentElement.dataset.address}/socket`);
          socket.onopen = () => resolve('loaded');
          socket.onerror = () => resolve('blocked');
        }),
    ],
    [
      'EventSource',
      () =>
        new Promise((resolve) => {
          const source = new EventSource(`http://${document.documentElement.dataset.address}/events`);
          source.onopen = () => resolve('loaded');
          source.onerror = () => resolve('blocked');
        }),
    ],
    [
      'an image',
      () =>
        new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve('loaded');
          image.onerror = () => resolve('blocked');
          image.src = `http://${document.documentElement.dataset.address}/image.png`;
        }),
    ],
    [
      'a style sheet',
      () =>
        new Promise((resolve) => {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.onload = () => resolve('loaded');
          link.onerror = () => resolve('blocked');
          link.href = `http://${document.documentElement.dataset.address}/style.css`;
          document.head.append(link);
        }),
    ],
    [
      'a form',
      () => {
        const form = document.createElement('form');
        form.action = `http://${document.documentElement.dataset.address}/form`;
        document.body.append(form);
        form.submit();
        return 'blocked';
      },
    ],
    [
      'a prefetch',
      () => {
        for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch']) {
          const link = document.createElement('link');
          link.rel = rel;
          link.href = `http://${document.documentElement.dataset.address}/${rel}`;
          document.head.append(link);
        }
        return 'blocked';
      },
    ],
    [
      'a beacon',
      () => {
        navigator.sendBeacon(`http://${document.documentElement.dataset.address}/beacon`, 'x');
        return 'blocked';
      },
    ],
  ];
  it.each(ways)('%s', async (_what, way) => {
    expect(await fromTimer(opened.page, way)).not.toBe('loaded');
    await opened.page.waitForTimeout(150);
    expect(asked).toEqual([]);
  });

  it('another page of the session, which has no policy to stop it', async () => {
    const results = await opened.app.evaluate(async ({ BrowserWindow }, host) => {
      const window = new BrowserWindow({ show: false });
      const image = `<img src="http://${host}/image.png">`;
      const tries = [
        `http://${host}/`,
        'https://example.com/',
        'file:///etc/hostname',
        `data:text/html,${image}`,
      ];
      const codes: string[] = [];
      for (const url of tries) {
        const loaded = window.loadURL(url).then(
          () => 'loaded',
          (error: { code: string }) => error.code,
        );
        codes.push(await loaded);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      window.destroy();
      return codes;
    }, address);
    expect(results.slice(0, 3)).toEqual(Array(3).fill('ERR_BLOCKED_BY_CLIENT'));
    expect(asked).toEqual([]);
  });
});

describe('the window stays on its page against', () => {
  const ways: [string, () => unknown][] = [
    [
      'location =',
      () => {
        location.href = `http://${document.documentElement.dataset.address}/location`;
      },
    ],
    [
      'location.replace of another page of its own origin',
      () => location.replace('./third-party-licenses.md'),
    ],
    [
      'a data: address',
      () => {
        location.href = 'data:text/html,<title>foreign</title>';
      },
    ],
    [
      'a file: address',
      () => {
        location.href = 'file:///etc/hostname';
      },
    ],
    [
      'a blob: address',
      () => {
        location.href = URL.createObjectURL(new Blob(['<title>foreign</title>'], { type: 'text/html' }));
      },
    ],
    [
      'a link with a target',
      () => {
        const link = document.createElement('a');
        link.href = `http://${document.documentElement.dataset.address}/target`;
        link.target = '_blank';
        document.body.append(link);
        link.click();
      },
    ],
    [
      'a meta refresh',
      () => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'refresh';
        meta.content = `0;url=http://${document.documentElement.dataset.address}/refresh`;
        document.head.append(meta);
      },
    ],
    [
      'a frame',
      () => {
        const frame = document.createElement('iframe');
        frame.src = `http://${document.documentElement.dataset.address}/frame`;
        document.body.append(frame);
      },
    ],
    [
      'a frame of its own origin',
      () => {
        const frame = document.createElement('iframe');
        frame.src = './index.html';
        document.body.append(frame);
      },
    ],
    [
      'an object and an embed',
      () => {
        for (const name of ['object', 'embed'] as const) {
          const element = document.createElement(name);
          element.setAttribute(name === 'object' ? 'data' : 'src', './index.html');
          document.body.append(element);
        }
      },
    ],
  ];
  it.each(ways)('%s', async (_what, way) => {
    await fromTimer(opened.page, way);
    await opened.page.waitForTimeout(250);
    expect(opened.page.url()).toMatch(/^app:\/\/workbench\/index\.html(#.*)?$/);
    expect(await opened.page.evaluate(() => window.workbench !== undefined)).toBe(true);
    expect(await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const filled = opened.page.frames().filter((frame) => /^(http|app)/.test(frame.url()));
    expect(filled).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('window.open, which opens nothing', async () => {
    for (const url of [
      '',
      'about:blank',
      './index.html',
      `http://${address}/open`,
      'https://learn.microsoft.com/',
    ]) {
      expect(await opened.page.evaluate((each) => window.open(each) === null, url)).toBe(true);
    }
    expect(await opened.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(asked).toEqual([]);
  });

  it('a file dropped on it', async () => {
    const { folder, remove } = makeOpenFolder('drop');
    const file = join(folder, 'dropped.html');
    writeFileSync(file, '<title>foreign</title>');
    const devtools = await opened.page.context().newCDPSession(opened.page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    for (const [x, y] of [
      [300, 300],
      [60, 300],
      [600, 20],
    ] as const) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devtools.send('Input.dispatchDragEvent', { type, x, y, data });
      }
      await opened.page.waitForTimeout(200);
      expect(opened.page.url()).toContain('app://workbench/index.html');
    }
    remove();
  });
});

it('opens documentation in the system’s browser, and nothing that only looks like it', async () => {
  await opened.app.evaluate(({ shell }) => {
    const record: string[] = [];
    Object.assign(globalThis, { openedLinks: record });
    shell.openExternal = async (url: string) => {
      record.push(url);
    };
  });
  const open = (url: string) =>
    opened.page.evaluate((each) => window.workbench.call('app.openExternal', { url: each }), url);
  expect(await open('https://learn.microsoft.com/en-us/entra/')).toEqual({ ok: true, value: {} });
  for (const url of [
    'file:///etc/passwd',
    'https://learn.microsoft.com.evil.example/',
    `http://${address}/`,
  ]) {
    expect(await open(url)).toMatchObject({ ok: false, error: { code: 'ERR_ADDRESS_REFUSED' } });
  }
  const links = await opened.app.evaluate(
    () => (globalThis as unknown as { openedLinks: string[] }).openedLinks,
  );
  expect(links).toEqual(['https://learn.microsoft.com/en-us/entra/']);
});
