const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** JWT NumericDate (RFC 7519 section 2) may have fractions; beyond this it is no date a person can read. */
const LAST_READABLE_INSTANT = 253_402_300_799_999;
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Claims whose number is a NumericDate: RFC 7519 section 4.1, OpenID Connect Core sections 2 and 5.1. */
const DATE_CLAIMS: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

/**
 * Reads the instant a claim's value stands for.
 *
 * @param name the claim's name
 * @param value its text value
 * @returns epoch milliseconds, or nothing where the value is no instant
 */
export function instantOfClaim(name: string, value: string): number | undefined {
  const instant = ISO_INSTANT.test(value)
    ? Date.parse(value)
    : DATE_CLAIMS.has(name) && /^-?\d+(\.\d+)?$/.test(value)
      ? Number(value) * 1000
      : Number.NaN;
  return Number.isFinite(instant) && Math.abs(instant) <= LAST_READABLE_INSTANT ? instant : undefined;
}

/**
 * @param instant epoch milliseconds
 * @param now epoch milliseconds
 * @returns such as "3 hours ago" in the given locale
 */
export function relativeTime(instant: number, now: number, locale?: string): string {
  const distance = instant - now;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1000];
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return format.format(Math.trunc(distance / length), unit);
}

/** @returns date and time to the second in the reader's locale and time zone */
export function localTime(instant: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(instant);
}

/** @returns ISO 8601 in UTC, to the second */
export function utcTime(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
