import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APP_SCHEME_PRIVILEGES,
  answerAppRequest,
  type SchemeParts,
} from '../../../electron/main/security/app-scheme.ts';

let folder: string;
let parts: SchemeParts;
let nonces = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fedbench-scheme-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<script nonce="__CSP_NONCE__"></script><b nonce="__CSP_NONCE__">');
  writeFileSync(join(root, 'assets', 'page-1a.js'), 'const mark = "__CSP_NONCE__";');
  writeFileSync(join(root, '.hidden.html'), 'SECRET-CANARY');
  writeFileSync(join(root, 'notes.txt'), 'SECRET-CANARY');
  writeFileSync(join(folder, 'outside.html'), 'SECRET-CANARY');
  mkdirSync(join(folder, 'renderer-two'));
  writeFileSync(join(folder, 'renderer-two', 'index.html'), 'SECRET-CANARY');
  symlinkSync(join(folder, 'outside.html'), join(root, 'link.html'));
  symlinkSync(join(folder, 'renderer-two'), join(root, 'twin'));
  parts = {
    root,
    newNonce: () => Buffer.alloc(18, ++nonces).toString('base64'),
    madePages: { '/made.html': '<p>__CSP_NONCE__</p>' },
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => answerAppRequest(parts, { method, url });

it('is a standard, secure scheme that is not exempt from the policy', () => {
  expect(APP_SCHEME_PRIVILEGES).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, codeCache: true },
  });
});

describe('a built file', () => {
  it('is served with its type, and with headers that keep it what it is', async () => {
    const answer = await get('app://workbench/assets/page-1a.js');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toBe('const mark = "__CSP_NONCE__";');
  });

  it('gets a new nonce with each load, the same in page and header', async () => {
    const seen = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const answer = await get('app://workbench/index.html');
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      expect(await answer.text()).toBe(`<script nonce="${nonce}"></script><b nonce="${nonce}">`);
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('may be one that is made instead of read', async () => {
    expect(await (await get('app://workbench/made.html')).text()).not.toContain('__CSP_NONCE__');
  });
});

describe('refuses', () => {
  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS', 'get', 'DELETE', ''])('the method %j', async (method) => {
    expect((await get('app://workbench/index.html', method)).status).toBe(405);
  });

  it.each([
    'app://other/index.html',
    'app://workbench.evil/index.html',
    'app://workbench@evil/index.html',
    'app://user@workbench/index.html',
    'app://workbench:80/index.html',
    'app:///index.html',
    'app:index.html',
    'https://workbench/index.html',
    'file:///etc/passwd',
    'APP://workbench/index.html',
    '',
  ])('%j, which is another origin', async (url) => {
    expect((await get(url)).status).toBe(403);
  });

  it.each([
    '/../outside.html',
    '/assets/../../outside.html',
    '/%2e%2e/outside.html',
    '/%2E%2E%2Foutside.html',
    '/..%2foutside.html',
    '/..%5coutside.html',
    '/..\\outside.html',
    '/assets/..%252foutside.html',
    '/index.html%00.js',
    '/index.html\0',
    '/./index.html',
    '//index.html',
    '/assets//page-1a.js',
    '/.hidden.html',
    '/index.html?x=1',
    '/index.html/',
    '/C:/index.html',
    '/index.html:stream',
    '/ index.html',
    '/ındex.html',
    '/',
    '',
    `/${'a'.repeat(10_000)}.html`,
  ])('the path %.60j', async (path) => {
    const { status } = await get(`app://workbench${path}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it.each(['/link.html', '/twin/index.html', '/notes.txt', '/missing.html', '/assets', '/constructor'])(
    '%s, which is not a built page',
    async (path) => {
      expect((await get(`app://workbench${path}`)).status).toBe(404);
    },
  );

  it('whatever else there is to try: nothing outside the folder is ever served', async () => {
    const piece = fc.constantFrom(
      ...['..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', '\0', 'outside.html', 'renderer', 'link.html'],
      ...['twin', 'index.html', 'assets', ':', '?', '#', '@', '%25', ' ', 'é', '\u2215', '\uff0e'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        const answer = await get(`app://workbench/${pieces.join('')}`);
        expect(answer.status === 200 || (answer.status >= 400 && answer.status < 500)).toBe(true);
        expect(await answer.text()).not.toContain('SECRET-CANARY');
      }),
      { numRuns: 2000, seed: 4 },
    );
  });
});
