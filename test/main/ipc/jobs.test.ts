import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Jobs } from '../../../electron/main/ipc/jobs.ts';
import { Router, type RunContext } from '../../../electron/main/ipc/router.ts';
import { defineContract } from '../../../shared/contract/contract.ts';
import type { WorkbenchEvent } from '../../../shared/contract/workbench-api.ts';

const contract = defineContract({
  'test.call': {
    input: z.strictObject({}),
    output: z.string(),
    effect: 'read',
    place: 'main',
    summary: 'A call.',
  },
  'test.job': {
    input: z.strictObject({ steps: z.int() }),
    output: z.string(),
    progress: z.int(),
    effect: 'read',
    place: 'main',
    summary: 'A job.',
  },
});

/** Ends when its signal says so, or never. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

function setUp(job: (steps: number, context: RunContext) => Promise<string>) {
  const events: [number, WorkbenchEvent][] = [];
  let ids = 0;
  const router = new Router({
    contract,
    handlers: {
      'test.call': (_input, { signal }) => untilAborted(signal),
      'test.job': ({ steps }, context) => job(steps, context),
    },
    checkOutput: true,
    logFailure: () => 'id',
  });
  const random = { uuid: () => `id-${++ids}`, bytes: () => new Uint8Array() };
  const jobs = new Jobs({ router, random, emit: (windowId, event) => events.push([windowId, event]) });
  return { jobs, events };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a job', () => {
  it('answers with an id, then tells its progress and its end to its own window', async () => {
    const { jobs, events } = setUp(async (steps, { progress }) => {
      progress(steps);
      return 'done';
    });
    expect(await jobs.handle(7, 'test.job', { steps: 3 })).toEqual({ ok: true, value: { jobId: 'id-1' } });
    await vi.runAllTimersAsync();
    expect(events).toEqual([
      [7, { type: 'job-progress', jobId: 'id-1', progress: 3 }],
      [7, { type: 'job-end', jobId: 'id-1', result: { ok: true, value: 'done' } }],
    ]);
  });

  it('says nothing before its page knows its id', async () => {
    const { jobs, events } = setUp(async (_steps, { progress }) => {
      progress(1);
      return 'done';
    });
    const answer = jobs.handle(1, 'test.job', { steps: 1 });
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    expect(await answer).toMatchObject({ ok: true });
    expect(events).toEqual([]);
    await vi.runAllTimersAsync();
    expect(events).toHaveLength(2);
  });

  it('tells a thousand steps in a handful of events, the last one included', async () => {
    const { jobs, events } = setUp(async (steps, { progress }) => {
      for (let step = 1; step <= steps; step++) {
        progress(step);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return 'done';
    });
    await jobs.handle(1, 'test.job', { steps: 1000 });
    await vi.runAllTimersAsync();
    const told = events.flatMap(([, event]) => (event.type === 'job-progress' ? [event.progress] : []));
    expect(told.length).toBeLessThan(15);
    expect(told[0]).toBe(1);
    expect(told.at(-1)).toBe(1000);
    expect(events.at(-1)?.[1]).toMatchObject({ type: 'job-end' });
  });

  it('is not started with input the contract refuses', async () => {
    const { jobs, events } = setUp(async () => 'done');
    expect(await jobs.handle(1, 'test.job', { steps: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'ERR_IPC_INPUT' },
    });
    await vi.runAllTimersAsync();
    expect(events).toEqual([]);
  });

  it('ends as cancelled when its window cancels it, and not when another does', async () => {
    const { jobs, events } = setUp((_steps, { signal }) => untilAborted(signal));
    await jobs.handle(1, 'test.job', { steps: 1 });
    expect(jobs.cancel(2, 'id-1')).toBe(false);
    expect(jobs.cancel(1, 'id-1')).toBe(true);
    await vi.runAllTimersAsync();
    expect(events).toMatchObject([[1, { type: 'job-end', result: { error: { code: 'ERR_CANCELLED' } } }]]);
    expect(jobs.cancel(1, 'id-1')).toBe(false);
  });
});

describe('a call', () => {
  it('can be cancelled under the id its page gave it', async () => {
    const { jobs } = setUp(async () => '');
    const answer = jobs.handle(1, 'test.call', {}, 'call-1');
    expect(jobs.cancel(1, 'call-1')).toBe(true);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'ERR_CANCELLED' } });
  });

  it('ends with its window, and leaves those of other windows alone', async () => {
    const { jobs } = setUp(async () => '');
    const mine = jobs.handle(1, 'test.call', {}, 'a');
    const other = jobs.handle(2, 'test.call', {}, 'a');
    jobs.endWindow(1);
    expect(await mine).toMatchObject({ ok: false, error: { code: 'ERR_CANCELLED' } });
    expect(jobs.cancel(2, 'a')).toBe(true);
    expect(await other).toMatchObject({ ok: false });
  });
});

it.each([{}, 7, '', 'a b', 'x'.repeat(65), '../1', null])(
  'refuses %j as the id of a call',
  async (callId) => {
    const { jobs } = setUp(async () => '');
    expect(await jobs.handle(1, 'test.call', {}, callId)).toMatchObject({
      ok: false,
      error: { code: 'ERR_IPC_INPUT' },
    });
  },
);
