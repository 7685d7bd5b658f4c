import { expect, it } from 'vitest';
import { HEADROOM, headroomOf } from '../../../shared/core/access/headroom.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { smallIndex } from './small-organization.ts';

const used = (changes: Partial<AccessSnapshot> = {}) =>
  headroomOf(smallIndex(changes)).map(({ id, used: count, where }) => [id, count, where]);

it('tells how much of each quota is used, and by which account or set', () => {
  expect(used()).toEqual([
    ['permission-sets', 2, undefined],
    ['sets-in-an-account', 2, 'shop-dev'],
    ['policies-of-a-set', 1, 'Admin'],
    ['inline-policy', 96, 'Reader'],
    ['users', 3, undefined],
    ['groups', 3, undefined],
  ]);
  expect(headroomOf(smallIndex()).every(({ id, limit }) => limit === HEADROOM[id].limit)).toBe(true);
});

it('leaves out what was not read, and what nothing uses', () => {
  const unread = ['users', 'groups'] as const;
  expect(
    used({
      users: [],
      groups: [],
      unknown: unread.map((part) => ({ part, code: 'x', message: 'x' })),
      permissionSets: [],
      provisioned: [],
    }),
  ).toEqual([['permission-sets', 0, undefined]]);
});
