const DATE_TIME = /^(-?\d{4,9})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,40}))?(Z|[+-]\d\d:\d\d)?$/;
const MINUTE = 60_000;
const UNITS: readonly (readonly [milliseconds: number, name: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [MINUTE, 'minute'],
  [1000, 'second'],
];

/** A point in time of a message. */
export interface Instant {
  /** As it stands in the message. */
  readonly text: string;
  /** Epoch milliseconds; absent where the text is no xs:dateTime. */
  readonly ms: number | undefined;
}

function offsetOf(zone: string | undefined): number | undefined {
  // SAML times are UTC, with or without saying so (SAML 2.0 Core section 1.3.3).
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE;
}

/**
 * Reads an xs:dateTime (XML Schema Datatypes section 3.2.7) strictly.
 *
 * @param text the attribute value
 * @returns the instant; `ms` is absent for another form or a date that does not exist
 */
export function readInstant(text: string): Instant {
  const trimmed = text.trim();
  const match = DATE_TIME.exec(trimmed);
  if (match === null) return { text, ms: undefined };
  const [, year, month, day, hour, minute, second, fraction = '', zone] = match;
  const offset = offsetOf(zone);
  const parts = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
  const inRange = parts[3] < 24 && parts[4] < 60 && parts[5] < 60;
  if (offset === undefined || !inRange || Number.isNaN(ms)) return { text, ms: undefined };
  const back = new Date(ms);
  // Date.UTC carries 31 February over into March.
  if (back.getUTCMonth() !== parts[1] - 1 || back.getUTCDate() !== parts[2]) return { text, ms: undefined };
  return { text, ms: ms + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset };
}

const YEAR_9999 = 253_370_764_800_000;
const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/**
 * The same as Date would write it, several times faster: a verdict has a dozen times in it. Days to a date of the Gregorian
 * calendar as in Howard Hinnant's "chrono-compatible low-level date algorithms" (civil_from_days), years counted from March.
 */
function wholeSecond(seconds: number): string {
  const days = Math.floor(seconds / 86_400) + 719_468;
  const rest = seconds - (days - 719_468) * 86_400;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const hours = Math.floor(rest / 3_600);
  const minutes = Math.floor(rest / 60) % 60;
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minutes)}:${two(rest % 60)}Z`;
}

/** @returns ISO 8601 UTC, milliseconds only where there are any. */
export function isoOf(ms: number): string {
  if (ms % 1000 === 0 && ms >= 0 && ms < YEAR_9999) return wholeSecond(ms / 1000);
  const iso = new Date(ms).toISOString();
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

/** @returns the same for what is published, undefined for a year before 0 or after 9999, which the form has no room for. */
export function publishedTime(ms: number): string | undefined {
  const iso = isoOf(ms);
  return /^\d{4}-/.test(iso) ? iso : undefined;
}

/**
 * A length of time in the two largest units that matter.
 *
 * @example
 * durationText(11_520_000); // '3 hours 12 minutes'
 */
export function durationText(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  const words: string[] = [];
  for (const [size, name] of UNITS) {
    const count = Math.floor(rest / size);
    if (count === 0) {
      if (words.length > 0) break;
      continue;
    }
    words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    rest -= count * size;
    if (words.length === 2) break;
  }
  return words.length === 0 ? 'less than a second' : words.join(' ');
}
