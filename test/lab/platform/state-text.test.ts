import { expect, it } from 'vitest';
import { readState, stateText } from '../../../electron/lab/platform/state-text.ts';

it('brings maps and sets back, inside one another and empty', () => {
  const state = {
    users: new Map([['a', { groups: new Set(['x', 'y']), none: new Set() }]]),
    deep: new Map([['1', new Map([['2', new Map()]])]]),
    plain: [1, 'two', null, true, { three: 3 }],
  };
  expect(readState(stateText(state))).toEqual(state);
});

it('leaves out what is undefined, and refuses what is no JSON', () => {
  expect(readState(stateText({ gone: undefined }))).toEqual({});
  expect(() => readState('{')).toThrow(SyntaxError);
});

it('takes data for data where it looks like a mark', () => {
  for (const value of [
    { $map: 'text' },
    { $set: 7 },
    { $map: [['a', 1]], other: true },
    { $set: ['a'], x: 1 },
  ])
    expect(readState(stateText({ value }))).toEqual({ value });
});
