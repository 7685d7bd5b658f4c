import { expect, it } from 'vitest';
import { keepFindings } from '../../fuzz/findings.ts';
import { fuzzSaml } from '../../fuzz/saml-run.ts';

const SEED = 20_261_123;

it(`5,000 mutations of signed messages (seed ${SEED}): coded errors only, each within a second, nothing unsigned stated as valid`, async () => {
  const summary = await fuzzSaml(SEED, 5_000);
  expect(keepFindings('saml', summary.findings)).toEqual([]);
  expect(summary.invalid).toBeGreaterThan(1_000);
  expect(summary.valid).toBeGreaterThan(0);
}, 300_000);
