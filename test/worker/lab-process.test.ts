import { afterEach, expect, it } from 'vitest';
import { serveLabProcess } from '../../electron/worker/lab-process.ts';
import type { LabOrder, LabReport } from '../../electron/worker/lab-protocol.ts';
import { DEFAULT_LAB, type LabSettings } from '../../shared/core/lab/settings.ts';

/** Both ends of a process that is this one. */
function begin() {
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const reports: LabReport[] = [];
  const waiting: ((report: LabReport) => void)[] = [];
  let ended = (): void => undefined;
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  serveLabProcess(
    {
      on: (_event, listener) => {
        hear = listener;
      },
      postMessage: (report) => {
        reports.push(report);
        for (const listener of waiting) listener(report);
      },
    },
    ended,
  );
  return {
    end,
    send: (order: LabOrder) => hear({ data: order }),
    next: (type: LabReport['type']): Promise<LabReport> =>
      new Promise((resolve) => {
        const known = reports.find((report) => report.type === type);
        if (known !== undefined) resolve(known);
        waiting.push((report) => report.type === type && resolve(report));
      }),
  };
}

const SETTINGS: LabSettings = { ...DEFAULT_LAB, httpsPort: 0, httpPort: 0 };
let running: ReturnType<typeof begin> | undefined;
afterEach(async () => {
  running?.send({ type: 'stop' });
  await running?.end;
  running = undefined;
});

it('is a Lab from start to stop, and tells of requests', async () => {
  running = begin();
  running.send({ type: 'start', settings: SETTINGS });
  const started = await running.next('started');
  if (started.type !== 'started') throw new Error('not started');
  await fetch(`${started.ready.endpoints.aws}/x`);
  await running.next('requests');
  running.send({ type: 'stop' });
  await running.end;
  await expect(fetch(`${started.ready.endpoints.aws}/x`)).rejects.toThrow();
});

it('says why it cannot start, and ends', async () => {
  const refused = begin();
  refused.send({ type: 'start', settings: { ...SETTINGS, seed: '/no/such/seed.json' } });
  expect(await refused.next('refused')).toMatchObject({ error: { code: 'ERR_INPUT_NOT_FOUND' } });
  await refused.end;
});
