import { expect, it } from 'vitest';
import { validityOf } from '../../../../renderer/features/inspector/certificate-validity.ts';

const CERTIFICATE = { notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-01-01T00:00:00.000Z' };
const at = (iso: string) => validityOf(CERTIFICATE, Date.parse(iso));

it.each([
  ['2025-12-30T12:00:00Z', 'error', 'Not valid for another 2 days'],
  ['2026-01-01T00:00:00Z', 'success', '365 days left'],
  ['2026-12-02T00:00:00Z', 'success', '30 days left'],
  ['2026-12-02T00:00:01Z', 'warning', '29 days left'],
  ['2026-12-30T12:00:00Z', 'warning', '1 day left'],
  ['2026-12-31T12:00:00Z', 'warning', 'Expires within a day'],
  ['2027-01-01T00:00:00Z', 'warning', 'Expires within a day'],
  ['2027-01-01T01:00:00Z', 'error', 'Expired today'],
  ['2027-01-04T01:00:00Z', 'error', 'Expired 3 days ago'],
])('as of %s: %s, %s', (iso, type, text) => {
  expect(at(iso)).toEqual({ type, text });
});
