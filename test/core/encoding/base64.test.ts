import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../shared/core/encoding/base64.ts';

const SEED = 20_261_123;
const bytes = fc.uint8Array({ maxLength: 70 });

describe('base64 and base64url', () => {
  it('read and write what Node reads and writes', () => {
    const law = fc.property(bytes, (data) => {
      const url = Buffer.from(data).toString('base64url');
      const standard = Buffer.from(data).toString('base64');
      expect([toBase64Url(data), toBase64(data)]).toEqual([url, standard]);
      expect([fromBase64Url(url), fromBase64(standard)]).toEqual([data, data]);
    });
    fc.assert(law, { seed: SEED, numRuns: 1_000 });
  });

  it('give one text for one sequence of bytes only', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ABab01-_+/=. \n\u00e9\u{1F600}'), maxLength: 9 });
    const law = fc.property(text, (any) => {
      const url = fromBase64Url(any);
      const standard = fromBase64(any);
      if (url !== undefined) expect(toBase64Url(url)).toBe(any);
      if (standard !== undefined) expect(toBase64(standard)).toBe(any);
    });
    fc.assert(law, { seed: SEED, numRuns: 5_000 });
  });

  it.each(['A', 'AB', 'AAAB=', 'AA==', 'AAA=A', 'AA A', 'AAA\u0141', '\u0141AAA', 'AAAA\uD83D'])(
    'refuse %j as base64url',
    (text) => {
      expect(fromBase64Url(text)).toBeUndefined();
    },
  );
});
