import { expect, it } from 'vitest';
import { z } from 'zod';
import { Jobs } from '../../electron/main/ipc/jobs.ts';
import { Router } from '../../electron/main/ipc/router.ts';
import { serveLine } from '../../electron/worker/serve.ts';
import { defineContract } from '../../shared/contract/contract.ts';
import type { FromWorker, ToWorker } from '../../shared/contract/worker-line.ts';

const entry = {
  input: z.strictObject({ name: z.string() }),
  output: z.string(),
  effect: 'read',
  place: 'worker',
} as const;
const contract = defineContract({
  'test.call': { ...entry, summary: 'Waits until it is told to end.' },
  'test.job': { ...entry, progress: z.string(), summary: 'The same as a job.' },
});

function setUp() {
  const ends = new Map<string, (value: string) => void>();
  const said: FromWorker[] = [];
  const wait = ({ name }: { name: string }, { signal }: { signal: AbortSignal }): Promise<string> =>
    new Promise((resolve, reject) => {
      ends.set(name, resolve);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const router = new Router({
    contract,
    handlers: { 'test.call': wait, 'test.job': wait },
    checkOutput: true,
    logFailure: () => 'id',
  });
  let ids = 0;
  const random = { uuid: () => `id-${++ids}`, bytes: () => new Uint8Array() };
  const jobs = new Jobs({ router, random, emit: (_line, event) => said.push({ type: 'event', event }) });
  let send: (message: ToWorker) => void = () => {};
  let close: () => void = () => {};
  serveLine(
    1,
    {
      postMessage: (message) => said.push(message),
      onMessage: (listener) => {
        send = listener;
      },
      onClose: (listener) => {
        close = listener;
      },
    },
    jobs,
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 1));
  return { ends, said, settled, send: (message: ToWorker) => send(message), close: () => close() };
}

const ask = (id: number, name: unknown, channel = 'test.call', callId?: string): ToWorker => ({
  type: 'ask',
  id,
  channel,
  input: { name },
  callId,
});

it('answers each call under its own id, in the order they end', async () => {
  const { ends, said, settled, send } = setUp();
  send(ask(1, 'a'));
  send(ask(2, 'b'));
  ends.get('b')?.('B');
  await settled();
  ends.get('a')?.('A');
  await settled();
  expect(said).toEqual([
    { type: 'answer', id: 2, result: { ok: true, value: 'B' } },
    { type: 'answer', id: 1, result: { ok: true, value: 'A' } },
  ]);
});

it('answers a job with its id first, and tells its end later', async () => {
  const { ends, said, settled, send } = setUp();
  send(ask(1, 'a', 'test.job'));
  await settled();
  ends.get('a')?.('A');
  await settled();
  expect(said).toEqual([
    { type: 'answer', id: 1, result: { ok: true, value: { jobId: 'id-1' } } },
    { type: 'event', event: { type: 'job-end', jobId: 'id-1', result: { ok: true, value: 'A' } } },
  ]);
});

it('cancels what is named, and shrugs at what has ended', async () => {
  const { said, settled, send } = setUp();
  send(ask(1, 'a', 'test.call', 'call-1'));
  send({ type: 'cancel', id: 'call-9' });
  send({ type: 'cancel', id: 'call-1' });
  await settled();
  expect(said).toMatchObject([{ id: 1, result: { error: { code: 'ERR_CANCELLED' } } }]);
});

it('ends what runs when the page has gone', async () => {
  const { said, settled, send, close } = setUp();
  send(ask(1, 'a'));
  close();
  await settled();
  expect(said).toMatchObject([{ id: 1, result: { error: { code: 'ERR_CANCELLED' } } }]);
});

it('holds what a page sends against the contract', async () => {
  const { said, settled, send } = setUp();
  send(ask(1, 7));
  send(ask(2, 'a', 'constructor'));
  send(ask(3, 'a', 'test.call', 'not an id'));
  await settled();
  expect(said).toMatchObject([
    { id: 1, result: { error: { code: 'ERR_IPC_INPUT' } } },
    { id: 2, result: { error: { code: 'ERR_IPC_CHANNEL' } } },
    { id: 3, result: { error: { code: 'ERR_IPC_INPUT' } } },
  ]);
});
