import { describe, expect, it } from 'vitest';
import { INSPECTOR_SAMPLES } from '../../../shared/core/inspector/samples.ts';
import { judgeSample } from './judge-sample.ts';

describe('the samples of the window and the command line', () => {
  const EXPECTED = {
    valid: ['valid', []],
    expired: ['invalid', ['time.expiry']],
    unsigned: ['invalid', ['signature.algorithm']],
    guest: ['valid', []],
    'wrong-key': ['invalid', ['signature.value']],
  } as const;

  it.each(INSPECTOR_SAMPLES)('$id', async (sample) => {
    const [message] = await judgeSample(sample);
    const [verdict, failed] = EXPECTED[sample.id];
    expect(message?.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(failed);
    expect(message?.verdict).toBe(verdict);
  });
});
