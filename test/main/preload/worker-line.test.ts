import { describe, expect, it } from 'vitest';
import { CANCELLED, unknownChannel } from '../../../electron/preload/refusal.ts';
import { type PagePort, WorkerLine } from '../../../electron/preload/worker-line.ts';
import { toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

class HeldPort implements PagePort {
  readonly sent: { type: string; id: unknown; channel?: string }[] = [];
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  postMessage(message: unknown): void {
    this.sent.push(message as { type: string; id: unknown });
  }
  receive(data: unknown): void {
    this.onmessage?.({ data });
  }
  answer(id: number, value: unknown): void {
    this.receive({ type: 'answer', id, result: { ok: true, value } });
  }
}

const STOPPED = { code: 'ERR_WORKER_STOPPED' };
const failed = { ok: false, error: STOPPED };

function setUp() {
  const told: unknown[] = [];
  const line = new WorkerLine((event) => told.push(event));
  const port = new HeldPort();
  return { told, line, port };
}

it('answers each call with what the worker says to it', async () => {
  const { line, port } = setUp();
  line.connect(port, {});
  const [first, second] = [line.ask('a', 1), line.ask('b', 2)];
  port.answer(2, 'B');
  port.answer(1, 'A');
  expect(await first).toEqual({ ok: true, value: 'A' });
  expect(await second).toEqual({ ok: true, value: 'B' });
});

it('keeps what is asked before there is a worker', async () => {
  const { line, port } = setUp();
  const answer = line.ask('a', 1, 'call-1');
  line.connect(port, {});
  expect(port.sent).toEqual([{ type: 'ask', id: 1, channel: 'a', input: 1, callId: 'call-1' }]);
  port.answer(1, 'A');
  expect(await answer).toEqual({ ok: true, value: 'A' });
});

it('cancels at once, tells the worker, and forgets the call', async () => {
  const { line, port } = setUp();
  line.connect(port, {});
  const answer = line.ask('a', 1, 'call-1');
  const other = line.ask('a', 1, 'call-2');
  line.cancel('call-1');
  expect(await answer).toEqual(CANCELLED);
  expect(port.sent.at(-1)).toEqual({ type: 'cancel', id: 'call-1' });
  port.answer(1, 'too late');
  const next = new HeldPort();
  line.connect(next, { stopped: STOPPED, askAgain: true });
  expect(next.sent.map(({ id }) => id)).toEqual([2]);
  next.answer(2, 'B');
  expect(await other).toEqual({ ok: true, value: 'B' });
});

describe('when the worker has died', () => {
  it('calls end with its error, and those made since go to the next one', async () => {
    const { line, port } = setUp();
    line.connect(port, {});
    const lost = line.ask('a', 1);
    line.connect(undefined, { stopped: STOPPED });
    expect(await lost).toEqual(failed);
    const later = line.ask('b', 2);
    const next = new HeldPort();
    line.connect(next, {});
    expect(next.sent.map(({ channel }) => channel)).toEqual(['b']);
    next.answer(2, 'B');
    expect(await later).toEqual({ ok: true, value: 'B' });
  });

  it('jobs end too, also where calls are asked again, and only those that still ran', () => {
    const { told, line, port } = setUp();
    line.connect(port, {});
    void line.ask('job', 1);
    void line.ask('job', 2);
    port.answer(1, { jobId: 'job-1' });
    port.answer(2, { jobId: 'job-2' });
    const end = { type: 'job-end', jobId: 'job-1', result: { ok: true, value: 'done' } };
    port.receive({ type: 'event', event: end });
    line.connect(new HeldPort(), { stopped: STOPPED, askAgain: true });
    line.connect(new HeldPort(), { stopped: STOPPED });
    expect(told).toEqual([end, { type: 'job-end', jobId: 'job-2', result: failed }]);
  });
});

it('answers by itself in the catalogue’s own words', () => {
  const cancelled = toWireError(new WorkbenchError('ERR_CANCELLED', 'ipc', {}));
  expect(CANCELLED).toEqual({ ok: false, error: cancelled });
  const unknown = toWireError(new WorkbenchError('ERR_IPC_CHANNEL', 'ipc', { channel: 'x' }));
  expect(unknownChannel('x')).toEqual({ ok: false, error: unknown });
  expect(JSON.stringify(unknownChannel('x'.repeat(100_000))).length).toBeLessThan(1000);
});
