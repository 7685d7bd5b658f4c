import { describe, expect, it } from 'vitest';
import { ageText, type KeptRead, parseAge, youngestFitting } from '../../../shared/core/access/kept-read.ts';
import { SMALL } from './small-organization.ts';

const MINUTE = 60_000;
const kept = (readAt: number, parts: KeptRead['parts'] = ['details', 'memberships']): KeptRead => ({
  parts,
  snapshot: { ...SMALL, readAt },
  calls: { 'sso-admin': 1, identitystore: 1, organizations: 1, iam: 0 },
  ...{ naiveCalls: 7, setFirstCalls: 5, detailCalls: 2, seconds: 1 },
});

describe('a read that was kept', () => {
  it('will do where it is young enough and has all that is wanted', () => {
    const now = 100 * MINUTE;
    const [old, young, poor] = [kept(10 * MINUTE), kept(90 * MINUTE), kept(95 * MINUTE, [])];
    const reads = [old, young, poor];
    expect(youngestFitting(reads, ['details'], 15 * MINUTE, now)).toBe(young);
    expect(youngestFitting(reads, [], 15 * MINUTE, now)).toBe(poor);
    expect(youngestFitting(reads, ['accountTags'], 1e9, now)).toBeUndefined();
    expect(youngestFitting(reads, ['details'], 9 * MINUTE, now)).toBeUndefined();
    expect(youngestFitting([kept(now + 1)], [], 1e9, now)).toBeUndefined();
  });

  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['0s', 0],
  ])('has an age of %s', (text, milliseconds) => {
    expect(parseAge(text)).toBe(milliseconds);
  });

  it.each(['', '15', 'm', '-1m', '1.5h', '15 m m', '99999999d', '1y'])('has no age of "%s"', (text) => {
    expect(() => parseAge(text)).toThrow(expect.objectContaining({ code: 'ERR_USAGE' }));
  });

  it.each([
    [-5, '0 s'],
    [40_000, '40 s'],
    [12.9 * MINUTE, '12 min'],
    [3 * 60 * MINUTE, '3 h'],
    [47 * 60 * MINUTE, '47 h'],
    [50 * 60 * MINUTE, '2 days'],
  ])('that is %d ms old is called %s old', (milliseconds, text) => {
    expect(ageText(milliseconds)).toBe(text);
  });
});
