import { fromBase64 } from '../../encoding/base64.ts';

/** What came out of a base64 text, and what had to be overlooked to read it. */
export interface LenientBytes {
  readonly bytes: Uint8Array;
  readonly leniencies: readonly string[];
}

const QUOTES = '"\'`';
const ASCII = new TextDecoder();
const CODE = {
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  blank: 0x20,
  percent: 0x25,
  plus: 0x2b,
  dash: 0x2d,
  slash: 0x2f,
  equals: 0x3d,
  underscore: 0x5f,
} as const;
/** What percent-encoding may stand for in base64: its three signs, and line ends. */
const ENCODED: Readonly<Record<string, number>> = {
  '2B': CODE.plus,
  '2F': CODE.slash,
  '3D': CODE.equals,
  '0A': CODE.lineFeed,
  '0D': CODE.carriageReturn,
};

/** The characters of a base64 text without its layout; blanks are still in it. */
interface Sifted {
  readonly codes: Uint8Array;
  readonly blanks: number;
  readonly hasPlus: boolean;
  readonly hasOtherSpace: boolean;
  readonly isPercentEncoded: boolean;
  readonly isUrlSafe: boolean;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** One pass by character codes: patterns take seconds for a text of millions of blanks or percent signs. */
function sift(text: string): Sifted | undefined {
  const codes = new Uint8Array(text.length);
  let length = 0;
  let blanks = 0;
  let padding = 0;
  let hasPlus = false;
  let hasOtherSpace = false;
  let isPercentEncoded = false;
  let isUrlSafe = false;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code === CODE.percent) {
      const decoded = ENCODED[text.slice(at + 1, at + 3).toUpperCase()];
      if (decoded === undefined) return undefined;
      isPercentEncoded = true;
      code = decoded;
      at += 2;
    }
    if (isAlphanumeric(code)) {
      if (padding > 0) return undefined;
    } else if (code === CODE.lineFeed || code === CODE.carriageReturn) {
      // The POST binding's base64 may be broken into lines (RFC 2045 section 6.8).
      continue;
    } else if (code === CODE.blank) {
      blanks++;
    } else if (code === CODE.plus || code === CODE.slash || code === CODE.dash || code === CODE.underscore) {
      if (padding > 0) return undefined;
      hasPlus ||= code === CODE.plus;
      isUrlSafe ||= code === CODE.dash || code === CODE.underscore;
      if (code === CODE.dash) code = CODE.plus;
      else if (code === CODE.underscore) code = CODE.slash;
    } else if (code === CODE.equals) {
      if (++padding > 2) return undefined;
    } else if (/\s/.test(text.charAt(at))) {
      hasOtherSpace = true;
      continue;
    } else {
      return undefined;
    }
    codes[length++] = code;
  }
  return { codes: codes.subarray(0, length), blanks, hasPlus, hasOtherSpace, isPercentEncoded, isUrlSafe };
}

function withoutBlanks(codes: Uint8Array): Uint8Array {
  let length = 0;
  for (const code of codes) if (code !== CODE.blank) codes[length++] = code;
  return codes.subarray(0, length);
}

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
  const sifted = sift(rest);
  if (sifted === undefined) return undefined;
  let { codes } = sifted;
  if (sifted.isPercentEncoded) leniencies.push('percent-encoding');
  if (sifted.blanks > 0 || sifted.hasOtherSpace) {
    // A blank is a plus sign that was decoded once too often, or layout: the length tells, as whole base64 comes in fours.
    const plusLost =
      !sifted.hasOtherSpace &&
      !sifted.hasPlus &&
      (codes.length % 4 === 0 || (codes.length - sifted.blanks) % 4 !== 0);
    codes = plusLost ? codes.map((code) => (code === CODE.blank ? CODE.plus : code)) : withoutBlanks(codes);
    leniencies.push(plusLost ? 'blanks in the place of plus signs' : 'white space in the base64');
  }
  if (sifted.isUrlSafe) leniencies.push('the URL-safe alphabet');
  rest = ASCII.decode(codes);
  const bare = rest.slice(-2).includes('=') ? rest.slice(0, rest.indexOf('=', rest.length - 2)) : rest;
  if (bare === '') return undefined;
  const strict = fromBase64(rest);
  if (strict !== undefined) return { bytes: strict, leniencies };
  const decoded = decodeUnpadded(bare);
  if (decoded === undefined) return undefined;
  leniencies.push(decoded.leftOver ? 'a base64 text that is cut off' : 'missing padding');
  return { bytes: decoded.bytes, leniencies };
}
