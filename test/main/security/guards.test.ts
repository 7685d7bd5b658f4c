import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { guardCertificates } from '../../../electron/main/security/certificates.ts';
import {
  CRASH_PAGE,
  type GuardedContents,
  guardContents,
} from '../../../electron/main/security/navigation.ts';
import { type GuardedSession, guardPermissions } from '../../../electron/main/security/permissions.ts';
import { guardRequests, isRequestAllowed } from '../../../electron/main/security/request-filter.ts';
import { WEB_PREFERENCES } from '../../../electron/main/windows/web-preferences.ts';

it('gives windows no power of Node', () => {
  expect(WEB_PREFERENCES).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    experimentalFeatures: false,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
  });
});

/** Contents with the events and the one handler that the guard sets. */
class HeldContents extends EventEmitter {
  url = 'app://workbench/index.html';
  openWindow: ((details: { url: string }) => unknown) | undefined;
  getURL(): string {
    return this.url;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openWindow = handler;
  }
  /** @returns true when the event was prevented */
  fire(name: string, details: object): boolean {
    let prevented = false;
    this.emit(name, {
      ...details,
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }
}

describe('a page', () => {
  const contents = new HeldContents();
  const refused: string[] = [];
  guardContents(contents as unknown as GuardedContents, (what) => refused.push(what));

  it.each([
    'https://evil.example/',
    'file:///etc/passwd',
    'app://other/index.html',
    'app://workbench/index.html',
    'app://workbench/crashed.html',
    'javascript:alert(1)',
  ])('does not navigate to %s', (url) => {
    contents.url = 'app://workbench/index.html';
    expect(contents.fire('will-navigate', { url, isMainFrame: true })).toBe(true);
  });

  it('goes back from the page shown after a crash, and nowhere else', () => {
    contents.url = CRASH_PAGE;
    expect(contents.fire('will-navigate', { url: 'app://workbench/index.html' })).toBe(false);
    expect(contents.fire('will-navigate', { url: 'https://evil.example/' })).toBe(true);
  });

  it('follows no redirect, fills no frame, attaches no webview, opens no window', () => {
    expect(contents.fire('will-redirect', { url: 'app://workbench/index.html' })).toBe(true);
    expect(contents.fire('will-frame-navigate', { url: 'about:blank', isMainFrame: false })).toBe(true);
    expect(contents.fire('will-attach-webview', {})).toBe(true);
    expect(contents.openWindow?.({ url: 'https://learn.microsoft.com/' })).toEqual({ action: 'deny' });
    expect(refused.slice(-4)).toEqual(['redirect', 'frame navigation', 'webview', 'window']);
  });
});

describe('permissions', () => {
  const set: Record<string, (...values: never[]) => unknown> = {};
  const session = new Proxy(
    {},
    { get: (_target, name) => (handler: (...values: never[]) => unknown) => (set[String(name)] = handler) },
  );
  guardPermissions(session as GuardedSession);
  const call = (name: string, ...values: unknown[]) => set[name]?.(...(values as never[]));
  const request = (permission: string, requestingUrl: string) => {
    let granted: unknown;
    call('setPermissionRequestHandler', {}, permission, (answer: unknown) => (granted = answer), {
      requestingUrl,
    });
    return granted;
  };

  it.each([
    ...['media', 'geolocation', 'notifications', 'midiSysex', 'pointerLock', 'fullscreen', 'openExternal'],
    ...['clipboard-read', 'display-capture', 'window-management', 'fileSystem', 'hid', 'serial', 'usb'],
    ...['unknown', 'storage-access', 'idle-detection', 'deprecated-sync-clipboard-read', ''],
  ])('deny %s to the own page', (permission) => {
    expect(request(permission, 'app://workbench/index.html')).toBe(false);
    expect(call('setPermissionCheckHandler', null, permission, 'app://workbench')).toBe(false);
  });

  it('grant writing text to the clipboard, to the own page only', () => {
    expect(request('clipboard-sanitized-write', 'app://workbench/index.html')).toBe(true);
    expect(call('setPermissionCheckHandler', null, 'clipboard-sanitized-write', 'app://workbench/')).toBe(
      true,
    );
    for (const stranger of ['https://evil.example/', 'app://workbench.evil/', '', 'null']) {
      expect(request('clipboard-sanitized-write', stranger)).toBe(false);
      expect(call('setPermissionCheckHandler', null, 'clipboard-sanitized-write', stranger)).toBe(false);
    }
  });

  it('deny devices, pairing, capture and the spell checker’s downloads', () => {
    expect(call('setDevicePermissionHandler', { deviceType: 'usb' })).toBe(false);
    const answers: unknown[] = [];
    call('setBluetoothPairingHandler', {}, (answer: unknown) => answers.push(answer));
    call('setDisplayMediaRequestHandler', {}, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([{ confirmed: false }, {}]);
    expect(set).toHaveProperty('setSpellCheckerEnabled', false);
  });
});

describe('requests', () => {
  it.each([
    'https://evil.example/',
    'http://127.0.0.1/',
    'ws://evil.example/',
    'wss://evil.example/',
    'file:///etc/passwd',
    'ftp://evil.example/',
    'app://workbench.evil/',
    'app://workbench',
    'app://other/index.html',
    'blob:app://workbench/1',
    'devtools://devtools/bundled/index.html',
    'chrome://gpu/',
    'chrome-extension://x/',
    '',
  ])('are cancelled for %j', (url) => {
    expect(isRequestAllowed(url, false)).toBe(false);
  });

  it('go through to the product’s own pages, and to the developer tools in development', () => {
    expect(isRequestAllowed('app://workbench/assets/page.js', false)).toBe(true);
    expect(isRequestAllowed('devtools://devtools/bundled/index.html', true)).toBe(true);
    expect(isRequestAllowed('devtools://evil/', true)).toBe(false);
  });

  it('are filtered without exception, and what is refused is logged without its address', () => {
    type Filter = (details: { url: string; resourceType: string }, answer: (a: unknown) => void) => void;
    let filter: Filter = () => {};
    const logged: string[] = [];
    const webRequest = {
      onBeforeRequest: (handler: unknown) => {
        filter = handler as Filter;
      },
    };
    guardRequests({ webRequest } as Parameters<typeof guardRequests>[0], {
      devTools: false,
      logRefusal: (what) => logged.push(what),
    });
    const answers: unknown[] = [];
    filter({ url: 'https://evil.example/?SECRET-CANARY', resourceType: 'image' }, (a) => answers.push(a));
    filter({ url: 'app://workbench/index.html', resourceType: 'mainFrame' }, (a) => answers.push(a));
    expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
    expect(logged).toEqual(['request (image)']);
  });
});

it('leaves no way round a certificate that does not hold', () => {
  const app = new EventEmitter();
  guardCertificates(app as unknown as Parameters<typeof guardCertificates>[0]);
  const answers: unknown[] = [];
  let prevented = 0;
  const event = { preventDefault: () => (prevented += 1) };
  const answer = (...values: unknown[]) => answers.push(values);
  app.emit('certificate-error', event, {}, 'https://evil.example/', 'net::ERR', {}, answer);
  app.emit('select-client-certificate', event, {}, 'https://evil.example/', [{}], answer);
  expect(answers).toEqual([[false], []]);
  expect(prevented).toBe(2);
});
