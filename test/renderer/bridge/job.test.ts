import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CallError } from '../../../renderer/bridge/call.ts';
import { runJob } from '../../../renderer/bridge/job.ts';
import type { WorkbenchEvent } from '../../../shared/contract/workbench-api.ts';
import { toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';

const listeners = new Set<(event: WorkbenchEvent) => void>();
const emit = (event: WorkbenchEvent): void => {
  for (const listener of listeners) listener(event);
};
const startJob = vi.fn();
const cancelJob = vi.fn(async () => ({ ok: true, value: {} }));
const value = { resultId: 'r', count: 1, verdicts: { valid: 1, invalid: 0, unverified: 0 } };
const FILE = new File(['x'], 'a.har');

beforeEach(() => {
  const workbench = {
    startJob,
    cancelJob,
    onEvent: (listener: (event: WorkbenchEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  vi.stubGlobal('window', { workbench });
});
afterEach(() => {
  expect(listeners.size).toBe(0);
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

function run(signal = new AbortController().signal) {
  const told: number[] = [];
  const done = runJob(
    'inspector.inspectFile',
    { options: DEFAULT_INSPECT_OPTIONS },
    { file: FILE, signal, onProgress: ({ bytes }) => told.push(bytes) },
  );
  return { told, done };
}

const progress = (jobId: string, bytes: number): WorkbenchEvent => ({
  type: 'job-progress',
  jobId,
  progress: { bytes, messages: 0, judged: 0 },
});

it('gives the file beside the input, follows its own job only, and answers with its end', async () => {
  startJob.mockResolvedValue({ ok: true, value: { jobId: 'mine' } });
  const { told, done } = run();
  await vi.waitFor(() => expect(startJob).toHaveBeenCalled());
  await Promise.resolve();
  emit(progress('other', 1));
  emit(progress('mine', 2));
  emit({ type: 'job-end', jobId: 'other', result: { ok: true, value: 'wrong' } });
  emit({ type: 'job-end', jobId: 'mine', result: { ok: true, value } });
  expect(await done).toEqual(value);
  expect(told).toEqual([2]);
  expect(startJob).toHaveBeenCalledWith('inspector.inspectFile', { options: DEFAULT_INSPECT_OPTIONS }, FILE);
});

it('hears what the job told before it had a name', async () => {
  startJob.mockImplementation(async () => {
    emit(progress('mine', 7));
    emit({ type: 'job-end', jobId: 'mine', result: { ok: true, value } });
    return { ok: true, value: { jobId: 'mine' } };
  });
  const { told, done } = run();
  expect(await done).toEqual(value);
  expect(told).toEqual([7]);
});

it('fails with the error of the start or of the end', async () => {
  const error = toWireError(new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'token' }));
  startJob.mockResolvedValueOnce({ ok: false, error });
  await expect(run().done).rejects.toThrow(CallError);
  startJob.mockImplementationOnce(async () => {
    emit({ type: 'job-end', jobId: 'mine', result: { ok: false, error } });
    return { ok: true, value: { jobId: 'mine' } };
  });
  await expect(run().done).rejects.toMatchObject({ wire: { code: 'ERR_INPUT_EMPTY' } });
});

it('cancels the job, also when the wish comes before its name', async () => {
  const controller = new AbortController();
  startJob.mockImplementation(async () => {
    controller.abort();
    return { ok: true, value: { jobId: 'mine' } };
  });
  const { done } = run(controller.signal);
  await vi.waitFor(() => expect(cancelJob).toHaveBeenCalledWith('mine'));
  const error = toWireError(new WorkbenchError('ERR_CANCELLED', 'worker', {}));
  emit({ type: 'job-end', jobId: 'mine', result: { ok: false, error } });
  await expect(done).rejects.toMatchObject({ wire: { code: 'ERR_CANCELLED' } });
});
