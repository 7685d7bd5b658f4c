import { describe, expect, it } from 'vitest';
import { instantOfClaim, relativeTime, utcTime } from '../../../renderer/kit/instants.ts';

describe('instants', () => {
  it('are read from NumericDate claims and ISO values only', () => {
    expect(instantOfClaim('exp', '1795164300')).toBe(1_795_164_300_000);
    expect(instantOfClaim('exp', '1795164300.5')).toBe(1_795_164_300_500);
    expect(instantOfClaim('NotOnOrAfter', '2026-11-20T06:15:00Z')).toBe(Date.UTC(2026, 10, 20, 6, 15));
    expect(instantOfClaim('appid', '1795164300')).toBeUndefined();
    expect(instantOfClaim('exp', 'soon')).toBeUndefined();
    expect(instantOfClaim('exp', '1e400')).toBeUndefined();
    expect(instantOfClaim('exp', '99999999999999999999')).toBeUndefined();
  });

  it('say how far away they are, never rounding up', () => {
    const now = Date.UTC(2026, 10, 23);
    expect(relativeTime(now - 3 * 3_600_000 - 59 * 60_000, now, 'en')).toBe('3 hours ago');
    expect(relativeTime(now + 90_000, now, 'en')).toBe('in 1 minute');
    expect(relativeTime(now, now, 'en')).toBe('now');
    expect(relativeTime(now - 400 * 86_400_000, now, 'en')).toBe('last year');
  });

  it('are written in UTC to the second', () => {
    expect(utcTime(Date.UTC(2026, 10, 20, 6, 15, 7, 300))).toBe('2026-11-20T06:15:07Z');
  });
});
