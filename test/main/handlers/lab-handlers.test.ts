import { expect, it } from 'vitest';
import { labHandlers } from '../../../electron/main/handlers/lab-handlers.ts';
import type { Plan } from '../../../electron/main/ipc/plans.ts';
import type { RunContext } from '../../../electron/main/ipc/router.ts';
import type { LabChoices } from '../../../shared/contract/lab.ts';
import { DEFAULT_LAB, type LabSettings } from '../../../shared/core/lab/settings.ts';

const CONTEXT: RunContext = { windowId: 7, signal: new AbortController().signal, progress: () => undefined };
const CHOICES: LabChoices = { ...DEFAULT_LAB, seed: 'file', faults: [], rateLimit: 20 };

function setUp(parts: { readonly seed?: string; readonly file?: string } = {}) {
  const asked: [method: string, path: string, body: unknown][] = [];
  const started: LabSettings[] = [];
  const written: [path: string, content: string][] = [];
  const changes: string[] = [];
  let plan: Plan | undefined;
  const handlers = labHandlers({
    host: {
      status: async (seedFile) => ({
        state: 'off',
        notes: [],
        ...(seedFile === undefined ? {} : { seedFile }),
      }),
      start: async (_choices, settings) => void started.push(settings),
      stop: async () => undefined,
      ask: async (method, path, body) => {
        asked.push([method, path, body]);
        return path === '/ca' ? 'PEM' : { people: [], total: 0 };
      },
    },
    plans: {
      keep: (kept) => {
        plan = kept;
        return { planId: 'plan-1', expiresAt: 0 };
      },
    },
    changed: (channels) => void changes.push(...channels),
    chooseFile: async () => parts.file,
    chooseSeed: async () => parts.seed,
    write: async (path, content) => void written.push([path, content]),
  });
  return { handlers, asked, started, written, changes, plan: () => plan };
}

it('starts from the seed file that the user chose in main’s dialog, and from no other', async () => {
  const { handlers, started } = setUp({ seed: '/home/kim/seeds/own.yaml' });
  await expect(async () => handlers['lab.start']({ choices: CHOICES }, CONTEXT)).rejects.toMatchObject({
    code: 'ERR_USAGE',
  });
  expect(await handlers['lab.chooseSeed']({}, CONTEXT)).toEqual({ seedFile: 'own.yaml' });
  expect(await handlers['lab.status']({}, CONTEXT)).toMatchObject({ seedFile: 'own.yaml' });
  await handlers['lab.start']({ choices: CHOICES }, CONTEXT);
  expect(started).toMatchObject([{ seed: '/home/kim/seeds/own.yaml', rateLimit: 20 }]);
});

it('changes nothing on reset before the plan is confirmed', async () => {
  const { handlers, asked, changes, plan } = setUp();
  expect(await handlers['lab.planReset']({}, CONTEXT)).toMatchObject({ planId: 'plan-1' });
  expect([asked, plan()?.channel, plan()?.windowId]).toEqual([[], 'lab.apply', 7]);
  await plan()?.run(CONTEXT.signal, () => undefined);
  expect(asked).toEqual([['POST', '/reset', undefined]]);
  expect(changes).toContain('lab.status');
});

it('writes only where the dialog said', async () => {
  const cancelled = setUp();
  expect(await cancelled.handlers['lab.exportCa']({}, CONTEXT)).toEqual({});
  expect([cancelled.written, cancelled.asked]).toEqual([[], []]);
  const { handlers, written } = setUp({ file: '/home/kim/lab.pem' });
  expect(await handlers['lab.exportCa']({}, CONTEXT)).toEqual({ path: '/home/kim/lab.pem' });
  expect(written).toEqual([['/home/kim/lab.pem', 'PEM']]);
});

it('hands what the page sends to the control routes, and nothing that could be another route', async () => {
  const { handlers, asked } = setUp();
  await handlers['lab.setFaults']({ faults: [{ kind: 'error', probability: 1 }] }, CONTEXT);
  await handlers['lab.setClock']({ advance: 1 }, CONTEXT);
  await handlers['lab.setLimits']({ rateLimit: 'off', settle: 5, checkSignatures: true }, CONTEXT);
  await handlers['lab.people']({ search: '&from=9#../reset', from: 0, count: 1 }, CONTEXT);
  expect(asked).toEqual([
    ['PUT', '/faults', [{ kind: 'error', probability: 1 }]],
    ['PUT', '/clock', { advance: 1 }],
    ['PUT', '/rate-limit', { perSecond: 'off' }],
    ['PUT', '/signatures', { check: true }],
    ['PUT', '/settle', { milliseconds: 5 }],
    ['GET', '/people?search=%26from%3D9%23..%2Freset&from=0&count=1', undefined],
  ]);
});
