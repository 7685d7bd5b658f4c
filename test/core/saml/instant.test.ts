import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, isoOf, publishedTime, readInstant } from '../../../shared/core/saml/instant.ts';

describe('xs:dateTime', () => {
  it.each([
    ['2026-01-31T09:00:00Z', Date.UTC(2026, 0, 31, 9)],
    ['2026-01-31T09:00:00', Date.UTC(2026, 0, 31, 9)],
    ['2026-01-31T09:00:00+02:00', Date.UTC(2026, 0, 31, 7)],
    ['2026-01-31T09:00:00-00:30', Date.UTC(2026, 0, 31, 9, 30)],
    ['2026-01-31T09:00:00.5Z', Date.UTC(2026, 0, 31, 9, 0, 0, 500)],
    ['2026-01-31T09:00:00.1234567Z', Date.UTC(2026, 0, 31, 9, 0, 0, 123)],
    [' 2024-02-29T23:59:59Z ', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ])('reads %s', (text, ms) => {
    expect(readInstant(text).ms).toBe(ms);
  });

  it.each([
    '',
    'yesterday',
    '2026-01-31',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-31T24:00:01Z',
    '2026-01-31T09:60:00Z',
    '2026-01-31T09:00:00+15:00',
    '2026-01-31 09:00:00Z',
    '20260131T090000Z',
    '2020-09-25T16=7:00:00+00:00',
    '999999999-01-31T09:00:00Z',
  ])('refuses %j', (text) => {
    expect(readInstant(text).ms).toBeUndefined();
  });

  it('writes milliseconds only where there are any', () => {
    expect(isoOf(Date.UTC(2026, 0, 31, 9))).toBe('2026-01-31T09:00:00Z');
    expect(isoOf(Date.UTC(2026, 0, 31, 9, 0, 0, 5))).toBe('2026-01-31T09:00:00.005Z');
  });
});

describe('lengths of time', () => {
  it.each([
    [500, 'less than a second'],
    [1000, '1 second'],
    [-61_000, '1 minute 1 second'],
    [11_520_000, '3 hours 12 minutes'],
    [90_000_000, '1 day 1 hour'],
    [86_400_000, '1 day'],
    [86_460_000, '1 day'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('isoOf writes what Date writes', () => {
  const byDate = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

  it('on every day of four centuries', () => {
    const days = Array.from({ length: 146_097 }, (_, day) => day * 86_400_000);
    expect(days.filter((ms) => isoOf(ms) !== byDate(ms))).toEqual([]);
  });

  it('at any moment', () => {
    const seconds = fc.integer({ min: -8_640_000_000_000, max: 8_639_999_999_999 });
    const law = fc.property(seconds, fc.constantFrom(0, 500), (second, ms) => {
      expect(isoOf(second * 1_000 + ms)).toBe(byDate(second * 1_000 + ms));
    });
    fc.assert(law, { seed: 20_261_123, numRuns: 5_000 });
  });
});

describe('a published time', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [253_402_300_799_000, '9999-12-31T23:59:59Z'],
    [253_402_300_800_000, undefined],
    [1_795_431_600_000_000, undefined],
    [-62_198_755_200_000, undefined],
  ])('%d is %s', (ms, text) => {
    expect(publishedTime(ms)).toBe(text);
  });
});
