import { expect, it } from 'vitest';
import { oneTimeCode } from '../../../electron/lab/control/one-time-code.ts';

/** RFC 6238 appendix B, the last six of its eight digits; the secret is `12345678901234567890`. */
it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('shows at second %i what the specification says', (second, code) => {
  const shown = oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', second * 1000);
  expect(shown.code).toBe(code);
  expect(shown.validFor).toBeGreaterThan(0);
  expect(shown.validFor).toBeLessThanOrEqual(30_000);
});
