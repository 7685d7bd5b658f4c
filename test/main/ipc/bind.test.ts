import { describe, expect, it } from 'vitest';
import { bindContract } from '../../../electron/main/ipc/bind.ts';
import type { SenderEvent } from '../../../electron/main/security/ipc-sender.ts';
import { contractAt } from '../../../shared/contract/whole.ts';

const CONTRACT = contractAt('main');

type Listener = (event: SenderEvent, ...values: unknown[]) => unknown;

function setUp() {
  const doors = new Map<string, Listener>();
  const handled: unknown[][] = [];
  const refused: string[] = [];
  bindContract({
    contract: CONTRACT,
    door: {
      handle(channel, listener) {
        if (doors.has(channel)) throw new Error(`${channel} is bound twice`);
        doors.set(channel, listener);
      },
    },
    jobs: {
      handle: async (...values) => {
        handled.push(values);
        return { ok: true, value: 'answer' };
      },
    },
    known: new Set([5]),
    logRefusal: (channel) => refused.push(channel),
  });
  return { doors, handled, refused };
}

const sender = { id: 5, isDestroyed: () => false };
const frame = { origin: 'app://workbench', parent: null };
const disposed = {
  get origin(): string {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed');
  },
  parent: null,
};

it('opens one channel for each entry that main answers and no other', () => {
  expect([...setUp().doors.keys()].sort()).toEqual(Object.keys(CONTRACT).sort());
});

it('lets the top frame of an own window through', async () => {
  const { doors, handled } = setUp();
  const answer = await doors.get('app.info')?.({ sender, senderFrame: frame }, {}, 'call-1');
  expect(answer).toEqual({ ok: true, value: 'answer' });
  expect(handled).toEqual([[5, 'app.info', {}, 'call-1']]);
});

describe('refuses with one and the same answer', () => {
  const strangers: [string, SenderEvent][] = [
    ['a window nobody opened', { sender: { ...sender, id: 6 }, senderFrame: frame }],
    ['a window that is gone', { sender: { ...sender, isDestroyed: () => true }, senderFrame: frame }],
    ['a frame in the page', { sender, senderFrame: { ...frame, parent: frame } }],
    ['a frame that is gone', { sender, senderFrame: null }],
    ['a frame that is being disposed', { sender, senderFrame: disposed }],
    ['https', { sender, senderFrame: { ...frame, origin: 'https://workbench' } }],
    ['a file', { sender, senderFrame: { ...frame, origin: 'file://' } }],
    ['an opaque origin', { sender, senderFrame: { ...frame, origin: 'null' } }],
    ['a host that begins alike', { sender, senderFrame: { ...frame, origin: 'app://workbench.evil' } }],
    ['another host of the scheme', { sender, senderFrame: { ...frame, origin: 'app://other' } }],
    ['a trailing slash', { sender, senderFrame: { ...frame, origin: 'app://workbench/' } }],
    ['upper case', { sender, senderFrame: { ...frame, origin: 'APP://WORKBENCH' } }],
    ['no origin', { sender, senderFrame: { ...frame, origin: '' } }],
  ];
  it.each(strangers)('%s', async (_what, event) => {
    const { doors, handled, refused } = setUp();
    const answers = new Set<string>();
    for (const [channel, listener] of doors) {
      answers.add(JSON.stringify(await listener(event, { channel }, 'call-1')));
    }
    expect(answers.size).toBe(1);
    expect(JSON.parse([...answers][0] ?? '')).toMatchObject({ ok: false, error: { code: 'ERR_IPC_SENDER' } });
    expect(handled).toEqual([]);
    expect(refused).toHaveLength(doors.size);
  });
});
