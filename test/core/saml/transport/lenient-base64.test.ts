import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLenientBase64 } from '../../../../shared/core/saml/transport/lenient-base64.ts';

const text = (input: string): string | undefined => {
  const read = fromLenientBase64(input);
  return read && Buffer.from(read.bytes).toString('latin1');
};

describe('base64 as it is found', () => {
  it('reads what Node writes, without a word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const read = fromLenientBase64(Buffer.from(bytes).toString('base64'));
        expect(read?.leniencies).toEqual([]);
        expect(Buffer.from(read?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it('reads the URL alphabet without padding as Node writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const read = fromLenientBase64(Buffer.from(bytes).toString('base64url'));
        expect(Buffer.from(read?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it('reads a cut text as far as it goes', () => {
    const whole = Buffer.from('the quick brown fox').toString('base64');
    for (let length = 8; length < whole.length; length++)
      expect('the quick brown fox'.startsWith(text(whole.slice(0, length)) ?? '?')).toBe(true);
  });

  it.each([
    ['A AA', 'A+AA', 'blanks in the place of plus signs'],
    ['AAAA BBBB CCCC', 'AAAABBBBCCCC', 'white space in the base64'],
    ['AAAA\tBB+B', 'AAAABB+B', 'white space in the base64'],
  ])('takes the blanks of %j by what fits', (input, base64, leniency) => {
    const read = fromLenientBase64(input);
    expect(Buffer.from(read?.bytes ?? []).toString('base64')).toBe(base64);
    expect(read?.leniencies).toEqual([leniency]);
  });

  it.each(['', ' ', '=', '<a>', 'a.b', 'ä', '"', '""'])('%j is none', (input) => {
    expect(fromLenientBase64(input)).toBeUndefined();
  });
});
