/** One armoured block of a text (RFC 7468), still as text. */
export interface PemText {
  readonly label: string;
  readonly text: string;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/**
 * Finds the armoured blocks of a text, so that a file with several certificates gives all of them.
 *
 * @param text PEM, line ends also written as `\n`
 * @returns each block from its BEGIN to its END line; one that is cut off runs to the end of the text
 */
export function splitPem(text: string): PemText[] {
  const blocks: PemText[] = [];
  let at = text.indexOf(BEGIN);
  while (at !== -1) {
    const next = text.indexOf(BEGIN, at + BEGIN.length);
    const labelEnd = text.indexOf(DASHES, at + BEGIN.length);
    const label = labelEnd === -1 ? '' : text.slice(at + BEGIN.length, labelEnd);
    blocks.push({ label, text: text.slice(at, next === -1 ? text.length : next) });
    at = next;
  }
  return blocks;
}
