import type { CheckStatus, Verdict } from '../inspector/report.ts';

/** The words for a status that both written forms of evidence use. */
export const STATUS_WORDS: Readonly<Record<CheckStatus, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  warn: 'Warning',
  'not-checked': 'Not checked',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  valid: 'Valid',
  invalid: 'Invalid',
  unverified: 'Unverified',
};

export const REDACTED_NOTE =
  'Redacted: names, ids, keys and addresses are replaced, equal values by equal ones, and every time is shifted by the same ' +
  'span. Structure and durations are true; signatures cannot be verified again.';
