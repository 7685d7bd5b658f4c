import { expect, it } from 'vitest';
import { pageOf } from '../../../../electron/lab/aws/protocol/paging.ts';

const QUESTION = ['List'];
const letters = (text: string) => [...text];

function page(items: readonly string[], size: number, token?: string) {
  const query = { MaxResults: size, ...(token === undefined ? {} : { NextToken: token }) };
  return pageOf(items, (item) => item, query, QUESTION);
}

it('goes through a list once, and ends without a token', () => {
  const first = page(letters('abcde'), 2);
  const second = page(letters('abcde'), 2, first.next);
  const third = page(letters('abcde'), 2, second.next);
  expect([first.items, second.items, third.items]).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(third.next).toBeUndefined();
  expect(page(letters('abcd'), 4).next).toBeUndefined();
});

it('leaves nothing out where earlier items went, the last ones of the page among them', () => {
  const { next } = page(letters('abcdefgh'), 4);
  expect(page(letters('bcdefgh'), 4, next).items).toEqual(['e', 'f', 'g', 'h']);
  expect(page(letters('abcefgh'), 4, next).items).toEqual(['e', 'f', 'g', 'h']);
  expect(page(letters('efgh'), 4, next).items).toEqual(['e', 'f', 'g', 'h']);
});

it('goes on in front of what came meanwhile', () => {
  const { next } = page(letters('abcd'), 2);
  expect(page(letters('xyabcd'), 4, next).items).toEqual(['c', 'd']);
});

it.each(['', 'nonsense', Buffer.from('["x",1,"a"]').toString('base64url'), 'W10'])(
  'refuses the token %j',
  (token) => {
    expect(() => page(letters('abc'), 1, token)).toThrow('The provided NextToken is invalid.');
  },
);
