import { expect, it } from 'vitest';
import { detailsOfError } from '../../../renderer/kit/error-advice.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

it('adds what the details of an error say', () => {
  const large = new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', { bytes: 52_428_800, limit: 33_554_432 });
  expect(detailsOfError(large.toWire())).toBe('50.0 MB; at most 32.0 MB.');
  const key = new WorkbenchError('ERR_INPUT_IS_KEY', 'input', { looksLike: 'a certificate' });
  expect(detailsOfError(key.toWire())).toBe('It looks like: a certificate.');
  expect(detailsOfError(new WorkbenchError('ERR_CANCELLED', 'job', {}).toWire())).toBeUndefined();
});
