import { expect, it } from 'vitest';
import { lookOf, sameLook } from '../../../../renderer/features/access/views.ts';
import { PLAIN_LOOK } from '../../../../shared/core/access/views.ts';

it('tells whether two looks show the same', () => {
  const look = { ...PLAIN_LOOK, filter: { accounts: ['1', '2'], text: 'a' } };
  expect(sameLook(look, { ...look, filter: { text: 'a', accounts: ['2', '1'] } })).toBe(true);
  expect(sameLook(PLAIN_LOOK, { ...PLAIN_LOOK, filter: { text: '', units: [] } })).toBe(true);
  expect(sameLook(look, { ...look, descending: true })).toBe(false);
  expect(sameLook(look, { ...look, filter: { text: 'a' } })).toBe(false);
  expect(lookOf({ ...look, name: 'x' } as typeof look)).toEqual(look);
});
