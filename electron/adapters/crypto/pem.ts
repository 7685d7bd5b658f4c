import { fromBase64 } from '../../../shared/core/encoding/base64.ts';
import { Fault } from './key-error.ts';

/** One armoured block of a PEM text (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** Far above any key or certificate. */
const MAX_TEXT = 1_048_576;

/**
 * Splits a PEM text into its blocks. Text around the blocks, CRLF, a BOM, indentation and line ends written as `\n`
 * (as they stand in environment variables) are read over.
 *
 * @returns the blocks in their order, none where the text holds no armour
 * @throws Fault where a block is cut off, damaged or encrypted
 */
export function readPem(text: string): PemBlock[] {
  if (text.length > MAX_TEXT) throw new Fault('it is longer than 1 MiB, which no key is');
  const source = text.includes('\n') ? text : text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  const blocks: PemBlock[] = [];
  let at = source.indexOf(BEGIN);
  while (at !== -1) {
    const labelEnd = source.indexOf(DASHES, at + BEGIN.length);
    if (labelEnd === -1 || labelEnd - at > 100) throw new Fault('its BEGIN line is damaged');
    const label = source.slice(at + BEGIN.length, labelEnd);
    const end = source.indexOf(`-----END ${label}${DASHES}`, labelEnd);
    if (end === -1) {
      throw new Fault(
        `its line "-----END ${label}-----" is missing`,
        'Copy the whole of it, both dashed lines too.',
      );
    }
    blocks.push({ label, bytes: readBody(label, source.slice(labelEnd + DASHES.length, end)) });
    at = source.indexOf(BEGIN, end);
  }
  return blocks;
}

/**
 * Decodes base64 as people paste it: white space anywhere.
 *
 * @returns undefined where it is anything else
 */
export function readBareBase64(text: string): Uint8Array | undefined {
  const squeezed = text.replace(/[\s\uFEFF]+/g, '');
  return squeezed.length === 0 || squeezed.length > MAX_TEXT ? undefined : fromBase64(squeezed);
}

function readBody(label: string, body: string): Uint8Array {
  const lines = body.split('\n').map((line) => line.trim());
  if (label === 'ENCRYPTED PRIVATE KEY' || lines.some((line) => /^Proc-Type:.*ENCRYPTED$/.test(line))) {
    throw new Fault(
      'this is an encrypted private key, and it needs a passphrase',
      'Decrypt it first, for example: openssl pkey -in key.pem -out plain.pem.',
    );
  }
  const bytes = readBareBase64(lines.filter((line) => !line.includes(':')).join(''));
  if (bytes === undefined) {
    throw new Fault(
      `the base64 of its block "${label}" is damaged: a character is missing or foreign`,
      'Copy it again from the source, unchanged.',
    );
  }
  return bytes;
}
