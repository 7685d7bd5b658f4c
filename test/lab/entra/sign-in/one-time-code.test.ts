import { expect, it } from 'vitest';
import { isOneTimeCode, oneTimeCode } from '../../../../electron/lab/entra/sign-in/one-time-code.ts';

/** The secret of RFC 6238 appendix B, "12345678901234567890", in Base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('shows the code of RFC 6238 appendix B at second %i', (second, code) => {
  expect(oneTimeCode(SECRET, second * 1000)).toBe(code);
});

it('takes the code of the step before and after, and no other', () => {
  const now = 1_111_111_111_000;
  for (const drift of [-30_000, 0, 30_000]) {
    expect(isOneTimeCode(SECRET, oneTimeCode(SECRET, now + drift), now)).toBe(true);
  }
  for (const drift of [-60_000, 60_000]) {
    expect(isOneTimeCode(SECRET, oneTimeCode(SECRET, now + drift), now)).toBe(false);
  }
  expect(isOneTimeCode(SECRET, '050 471', now)).toBe(true);
  for (const wrong of ['', '05047', '0504711', '٠٥٠٤٧١', 'abcdef']) {
    expect(isOneTimeCode(SECRET, wrong, now)).toBe(false);
  }
});
