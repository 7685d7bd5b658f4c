import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerHost, type WorkerProcess } from '../../../electron/main/ipc/worker-host.ts';
import type { FromWorker, ToWorker } from '../../../electron/worker/protocol.ts';
import { toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** A worker process whose answers the test gives. */
class HeldProcess implements WorkerProcess {
  readonly received: ToWorker[] = [];
  killed = false;
  message: (message: FromWorker) => void = () => {};
  exit: (code: number) => void = () => {};
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.message = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
  answer(id: number, value: unknown): void {
    this.message({ type: 'end', id, result: { ok: true, value } });
  }
}

function setUp() {
  const processes: HeldProcess[] = [];
  const exits: number[] = [];
  const host = new WorkerHost({
    fork: () => {
      const process = new HeldProcess();
      processes.push(process);
      return process;
    },
    logExit: (code) => exits.push(code),
  });
  const run = (input: unknown, signal = new AbortController().signal, progress = (_: unknown) => {}) =>
    host.run('test.run', input, { windowId: 1, signal, progress });
  const nth = (index: number): HeldProcess => {
    const process = processes[index];
    if (process === undefined) throw new Error(`process ${index} was not started`);
    return process;
  };
  return { host, processes, exits, run, nth };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts with the first run, and is the same for the next', async () => {
  const { processes, run, nth } = setUp();
  expect(processes).toHaveLength(0);
  const first = run('a');
  const second = run('b');
  expect(processes).toHaveLength(1);
  nth(0).answer(2, 'B');
  nth(0).answer(1, 'A');
  expect(await Promise.all([first, second])).toEqual(['A', 'B']);
});

it('hands on progress and the worker’s own errors', async () => {
  const { run, nth } = setUp();
  const told: unknown[] = [];
  const answer = run('a', undefined, (value) => told.push(value));
  nth(0).message({ type: 'progress', id: 1, progress: 10 });
  const error = toWireError(new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'token' }));
  nth(0).message({ type: 'end', id: 1, result: { ok: false, error } });
  await expect(answer).rejects.toMatchObject({ wire: { code: 'ERR_INPUT_EMPTY' } });
  expect(told).toEqual([10]);
});

it('tells whoever waited when it died, and is started again by the next run', async () => {
  const { exits, run, nth } = setUp();
  const lost = run('a');
  nth(0).exit(139);
  await expect(lost).rejects.toMatchObject({
    wire: { code: 'ERR_WORKER_STOPPED', retryable: true, details: { exitCode: 139 } },
  });
  expect(exits).toEqual([139]);
  const next = run('b');
  nth(1).answer(2, 'B');
  expect(await next).toBe('B');
});

describe('cancelling', () => {
  it('is answered at once, and told to the worker', async () => {
    const { run, nth } = setUp();
    const controller = new AbortController();
    const answer = run('a', controller.signal);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ wire: { code: 'ERR_CANCELLED' } });
    expect(nth(0).received.at(-1)).toEqual({ type: 'cancel', id: 1 });
  });

  it('leaves a worker alone that heard it', async () => {
    const { processes, run, nth } = setUp();
    const controller = new AbortController();
    const answer = run('a', controller.signal);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ wire: { code: 'ERR_CANCELLED' } });
    nth(0).answer(1, 'too late');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(nth(0).killed).toBe(false);
    expect(processes).toHaveLength(1);
  });

  it('replaces a worker that is deaf, and begins the other runs anew', async () => {
    const { exits, run, nth } = setUp();
    const controller = new AbortController();
    const answer = run('long', controller.signal);
    const waiting = run('short');
    controller.abort();
    await expect(answer).rejects.toMatchObject({ wire: { code: 'ERR_CANCELLED' } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(nth(0).killed).toBe(true);
    nth(0).exit(0);
    expect(nth(1).received).toEqual([{ type: 'run', id: 2, channel: 'test.run', input: 'short' }]);
    nth(1).answer(2, 'done');
    expect(await waiting).toBe('done');
    expect(exits).toEqual([]);
  });

  it('does not begin a run anew for ever', async () => {
    const { run, nth } = setUp();
    const waiting = run('unlucky').catch((thrown: unknown) => thrown);
    for (const round of [0, 1]) {
      const controller = new AbortController();
      const answer = run('long', controller.signal).catch(() => {});
      controller.abort();
      await answer;
      await vi.advanceTimersByTimeAsync(2000);
      expect(nth(round).killed).toBe(true);
    }
    expect(await waiting).toMatchObject({ wire: { code: 'ERR_WORKER_STOPPED' } });
  });
});

it('is not started again once closed', async () => {
  const { host, processes, nth } = setUp();
  host.warm();
  host.close();
  expect(nth(0).killed).toBe(true);
  nth(0).exit(0);
  host.warm();
  expect(processes).toHaveLength(1);
});
