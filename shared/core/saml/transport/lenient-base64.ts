import { fromBase64 } from '../../encoding/base64.ts';

/** What came out of a base64 text, and what had to be overlooked to read it. */
export interface LenientBytes {
  readonly bytes: Uint8Array;
  readonly leniencies: readonly string[];
}

const QUOTES = '"\'`';
const ALPHABET = /^[A-Za-z0-9+/]*$/;

/** Reads the last, incomplete group of a text without padding; bits left over are dropped. */
function decodeUnpadded(text: string): { bytes: Uint8Array; leftOver: boolean } | undefined {
  const rest = text.length % 4;
  const whole = fromBase64(text.slice(0, text.length - rest));
  if (whole === undefined) return undefined;
  if (rest < 2) return { bytes: whole, leftOver: rest === 1 };
  // Left-over bits of a cut text are not zero, so the strict decoder would refuse the group: decode it with a filler.
  const group = fromBase64(text.slice(text.length - rest).padEnd(4, 'A'));
  if (group === undefined) return undefined;
  const tail = group.subarray(0, rest - 1);
  const bytes = new Uint8Array(whole.length + tail.length);
  bytes.set(whole);
  bytes.set(tail, whole.length);
  return { bytes, leftOver: group.subarray(rest - 1).some((byte) => byte !== 0) };
}

/**
 * Decodes base64 as it is found in the wild: with blanks, without padding, in the URL alphabet, percent-encoded, in
 * quotes. The binding wants plain base64 (RFC 4648 section 4), so each leniency is named.
 *
 * @param text the value of a form field or query parameter, or a pasted text
 * @returns undefined where it is no base64 at all
 */
export function fromLenientBase64(text: string): LenientBytes | undefined {
  const leniencies: string[] = [];
  let rest = text.trim();
  if (rest.length >= 2 && QUOTES.includes(rest.charAt(0)) && rest.endsWith(rest.charAt(0))) {
    rest = rest.slice(1, -1).trim();
    leniencies.push('quotes around the base64');
  }
  if (/%(?:2[BbFf]|3[Dd]|0[AaDd])/.test(rest)) {
    rest = rest
      .replace(/%2[Bb]/g, '+')
      .replace(/%2[Ff]/g, '/')
      .replace(/%3[Dd]/g, '=')
      .replace(/%0[AaDd]/g, '');
    leniencies.push('percent-encoding');
  }
  // The POST binding's base64 may be broken into lines (RFC 2045 section 6.8).
  rest = rest.replace(/[\r\n]+/g, '');
  if (/\s/.test(rest)) {
    // A blank is a plus sign that was decoded once too often, or layout: the length tells, as whole base64 comes in fours.
    const plusLost =
      !/[^\S ]/.test(rest) &&
      !rest.includes('+') &&
      (rest.length % 4 === 0 || rest.replace(/ /g, '').length % 4 !== 0);
    rest = plusLost ? rest.replaceAll(' ', '+') : rest.replace(/\s+/g, '');
    leniencies.push(plusLost ? 'blanks in the place of plus signs' : 'white space in the base64');
  }
  if (/[-_]/.test(rest)) {
    rest = rest.replaceAll('-', '+').replaceAll('_', '/');
    leniencies.push('the URL-safe alphabet');
  }
  const bare = rest.replace(/={1,2}$/, '');
  if (bare === '' || !ALPHABET.test(bare)) return undefined;
  const strict = fromBase64(rest);
  if (strict !== undefined) return { bytes: strict, leniencies };
  const decoded = decodeUnpadded(bare);
  if (decoded === undefined) return undefined;
  leniencies.push(decoded.leftOver ? 'a base64 text that is cut off' : 'missing padding');
  return { bytes: decoded.bytes, leniencies };
}
