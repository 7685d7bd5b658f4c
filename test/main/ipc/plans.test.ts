import { describe, expect, it } from 'vitest';
import { type PlanSummary, Plans } from '../../../electron/main/ipc/plans.ts';

const MINUTE = 60_000;

function setUp(answer: boolean | (() => Promise<boolean>) = true) {
  const state = { now: 0, asked: [] as PlanSummary[], ran: 0, ids: 0 };
  const plans = new Plans({
    clock: { now: () => state.now },
    random: { uuid: () => `plan-${++state.ids}`, bytes: () => new Uint8Array() },
    confirm: async (_windowId, summary) => {
      state.asked.push(summary);
      return typeof answer === 'boolean' ? answer : answer();
    },
  });
  const keep = (windowId = 1) =>
    plans.keep({
      channel: 'test.apply',
      windowId,
      summary: { question: 'Erase 2 files?', detail: 'a\nb', confirm: 'Erase' },
      run: async () => {
        state.ran += 1;
        return { erased: 2 };
      },
    });
  const apply = (planId: string, { channel = 'test.apply', windowId = 1 } = {}) =>
    plans.apply(planId, channel, windowId, new AbortController().signal);
  return { state, plans, keep, apply };
}

it('runs the stored plan after a confirmation made from what was stored', async () => {
  const { state, keep, apply } = setUp();
  const { planId, expiresAt } = keep();
  expect(expiresAt).toBe(10 * MINUTE);
  expect(state.ran).toBe(0);
  expect(await apply(planId)).toEqual({ erased: 2 });
  expect(state.asked).toEqual([{ question: 'Erase 2 files?', detail: 'a\nb', confirm: 'Erase' }]);
});

describe('a plan is refused, and nobody is asked', () => {
  const cases: [string, (s: ReturnType<typeof setUp>) => Promise<unknown>][] = [
    ['under an id nobody gave', ({ apply }) => apply('plan-9')],
    [
      'a second time',
      async ({ keep, apply, state }) => {
        const { planId } = keep();
        await apply(planId);
        state.ran = 0;
        state.asked = [];
        return apply(planId);
      },
    ],
    [
      'after it expired',
      ({ keep, apply, state }) => {
        const { planId } = keep();
        state.now = 10 * MINUTE;
        return apply(planId);
      },
    ],
    ['by another window', ({ keep, apply }) => apply(keep(1).planId, { windowId: 2 })],
    ['through another channel', ({ keep, apply }) => apply(keep().planId, { channel: 'other.apply' })],
    [
      'when its window has gone',
      ({ plans, keep, apply }) => {
        const { planId } = keep();
        plans.endWindow(1);
        return apply(planId);
      },
    ],
  ];
  it.each(cases)('%s', async (_what, act) => {
    const parts = setUp();
    await expect(act(parts)).rejects.toMatchObject({ code: 'ERR_PLAN_UNKNOWN' });
    expect(parts.state.ran).toBe(0);
    expect(parts.state.asked).toEqual([]);
  });
});

it('runs nothing when it is declined, and can be confirmed later', async () => {
  let answer = false;
  const { state, keep, apply } = setUp(async () => answer);
  const { planId } = keep();
  await expect(apply(planId)).rejects.toMatchObject({ code: 'ERR_PLAN_DECLINED' });
  expect(state.ran).toBe(0);
  answer = true;
  expect(await apply(planId)).toEqual({ erased: 2 });
});

it('is run once although it was sent twice while the dialog stood', async () => {
  const { state, keep, apply } = setUp();
  const { planId } = keep();
  const results = await Promise.allSettled([apply(planId), apply(planId)]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
  expect(state.ran).toBe(1);
});

it('is refused when it expired while the dialog stood', async () => {
  const { state, keep, apply } = setUp(async () => {
    state.now = 11 * MINUTE;
    return true;
  });
  await expect(apply(keep().planId)).rejects.toMatchObject({ code: 'ERR_PLAN_UNKNOWN' });
  expect(state.ran).toBe(0);
});

it('forgets the oldest of more plans than it keeps', async () => {
  const { keep, apply } = setUp();
  const ids = Array.from({ length: 101 }, () => keep().planId);
  await expect(apply(ids[0] ?? '')).rejects.toMatchObject({ code: 'ERR_PLAN_UNKNOWN' });
  expect(await apply(ids[1] ?? '')).toEqual({ erased: 2 });
});
