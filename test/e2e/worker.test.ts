import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { type OpenedApp, openApp } from './opened-app.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN = `${part({ alg: 'none' })}.${part({ iss: 'https://idp.example', sub: 'someone' })}.`;

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
  await opened.page.waitForTimeout(500);
});
afterAll(() => opened.close());

const inspect = (text: string, callId = 'test-1') =>
  opened.page.evaluate(([input, id]) => window.workbench.call('inspector.inspect', input, id as string), [
    { text, options: DEFAULT_INSPECT_OPTIONS },
    callId,
  ] as const);

const workerPids = (): Promise<number[]> =>
  opened.app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .flatMap(({ type, pid, name }) => (type === 'Utility' && /worker/i.test(name ?? '') ? [pid] : [])),
  );

/** Starts judging thousands of tokens, made in the page: they would take the driver longer than the worker. */
const inspectLarge = (callId: string) =>
  opened.page.evaluate(
    ([header, count, options, id]) => {
      const claims = Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [`claim-${index}`, `value ${index}`]),
      );
      const text = Array.from(
        { length: count },
        (_, sub) => `${header}.${btoa(JSON.stringify({ sub, ...claims })).replace(/=+$/, '')}.`,
      );
      return window.workbench.call('inspector.inspect', { text: text.join('\n'), options }, id);
    },
    [part({ alg: 'none' }), 6_000, DEFAULT_INSPECT_OPTIONS, callId] as const,
  );

it('judges in a process of its own', async () => {
  expect(await inspect(TOKEN)).toMatchObject({ ok: true, value: { messages: [{ kind: 'jwt' }] } });
  expect(await workerPids()).toHaveLength(1);
});

it('answers what ran when that process is killed, and starts it again for the next call', async () => {
  const [before] = await workerPids();
  const running = inspectLarge('lost');
  await opened.page.waitForTimeout(300);
  if (before !== undefined) process.kill(before, 'SIGKILL');
  expect(await running).toMatchObject({ ok: false, error: { code: 'ERR_WORKER_STOPPED', retryable: true } });
  expect(await inspect(TOKEN)).toMatchObject({ ok: true });
  const [after] = await workerPids();
  expect(after).not.toBe(before);
});

it('cancels a call at once, though it is deep in calculation, and goes on with the next', async () => {
  const running = inspectLarge('long');
  await opened.page.waitForTimeout(300);
  const began = performance.now();
  const behind = inspect(TOKEN);
  expect(await opened.page.evaluate(() => window.workbench.cancelJob('long'))).toMatchObject({ ok: true });
  expect(await running).toMatchObject({ ok: false, error: { code: 'ERR_CANCELLED' } });
  expect(performance.now() - began).toBeLessThan(500);
  expect(await behind).toMatchObject({ ok: true, value: { messages: [{ kind: 'jwt' }] } });
  expect(performance.now() - began).toBeLessThan(3000);
});

it('keeps main and the page answering while 15 MB are judged', async () => {
  await opened.app.evaluate(() => {
    const state = globalThis as unknown as { longestPause: number; stopWatching: () => void };
    state.longestPause = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      state.longestPause = Math.max(state.longestPause, now - last - 5);
      last = now;
    }, 5);
    state.stopWatching = () => clearInterval(timer);
  });
  const { small, answered } = await opened.page.evaluate(
    async ([token, options]) => {
      const line = `${token}\n`;
      const text = line.repeat(Math.ceil(15_000_000 / line.length));
      const large = window.workbench.call('inspector.inspect', { text, options }, 'large');
      let slowest = 0;
      for (let round = 0; round < 20; round++) {
        const began = performance.now();
        await window.workbench.call('app.appearance', {});
        slowest = Math.max(slowest, performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await window.workbench.cancelJob('large');
      return { small: slowest, answered: (await large).ok };
    },
    [TOKEN, DEFAULT_INSPECT_OPTIONS] as const,
  );
  const longest = await opened.app.evaluate(() => {
    const state = globalThis as unknown as { longestPause: number; stopWatching: () => void };
    state.stopWatching();
    return state.longestPause;
  });
  expect(typeof answered).toBe('boolean');
  // Generous, because the machines that test this are small and busy; on a free one both stay below 50 ms.
  expect(longest, 'longest pause of main').toBeLessThan(250);
  expect(small, 'slowest small call').toBeLessThan(400);
});

it('leaves no trace of what was inspected, keys included, in any file', async () => {
  const canary = 'CANARY7c41f0';
  const secret = `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`;
  const token = `${part({ alg: 'HS256', kid: canary })}.${part({ sub: canary })}.${canary}`;
  const options = {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: [{ kind: 'any', text: secret, name: canary }],
    decryptKeys: [{ kind: 'any', text: secret, name: canary }],
  };
  const settings = {
    inspector: { trust: options.trust, profile: 'generic', expect: {}, clockSkew: 0, strict: false },
  };
  const answers = await opened.page.evaluate(
    async ([input, value, name]) => [
      await window.workbench.call('inspector.inspect', input),
      await window.workbench.call('inspector.inspect', { ...input, unknown: name }),
      await window.workbench.call('workspace.save', { settings: value }),
      await window.workbench.call('app.openExternal', { url: `https://${name}.example/` }),
      await window.workbench.call('app.reportProblem', { name, stack: `Error: ${name}\n    at ${name}` }),
    ],
    [{ text: token, options }, settings, canary] as const,
  );
  expect(answers[2]).toMatchObject({ ok: false, error: { code: 'ERR_KEY_UNSUPPORTED' } });
  expect(await opened.page.evaluate(() => window.workbench.call('app.setAppearance', {}))).toMatchObject({
    ok: true,
  });
  expect(JSON.stringify(answers.slice(1, 2))).not.toContain(canary);
  const { userData } = opened.launch;
  const written = ['logs', 'workspace'].flatMap((folder) => {
    const names = readdirSync(join(userData, folder), { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  expect(written.length).toBeGreaterThan(0);
  for (const file of written) expect(readFileSync(file, 'latin1'), file).not.toContain(canary);
});
