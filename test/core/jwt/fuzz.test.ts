import { expect, it } from 'vitest';
import { keepFindings } from '../../fuzz/findings.ts';
import { fuzzJwt } from '../../fuzz/jwt-run.ts';

const SEED = 20_261_123;

it(`5,000 mutations of tokens (seed ${SEED}): coded errors only, each within a second, none valid by a key not given`, async () => {
  const summary = await fuzzJwt(SEED, 5_000);
  expect(keepFindings('jwt', summary.findings)).toEqual([]);
  expect(summary.invalid).toBeGreaterThan(1_000);
  expect(summary.valid).toBeGreaterThan(0);
}, 60_000);
