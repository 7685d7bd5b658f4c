import { WorkbenchError } from '../errors/workbench-error.ts';

/** Bytes of an input that is no capture; a message of this size is no message any more. */
export const MAX_INPUT = 32 * 1024 * 1024;

/** Beginnings of files that people drop by mistake (the formats' own magic numbers). */
const KNOWN_BINARIES: readonly (readonly [looksLike: string, magic: readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a zip archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip-compressed data', [0x1f, 0x8b]],
  ['a key store or DER certificate', [0x30, 0x82]],
];

/**
 * Decodes what was pasted or read: UTF-8, or UTF-16 with or without a byte order mark, as editors on Windows save it.
 *
 * @returns the text without its byte order mark
 * @throws WorkbenchError ERR_INPUT_EMPTY, ERR_INPUT_TOO_LARGE, ERR_INPUT_BINARY, ERR_INPUT_ENCODING
 */
export function decodeText(input: string | Uint8Array): string {
  if (input.length > MAX_INPUT) {
    throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', { bytes: input.length, limit: MAX_INPUT });
  }
  const text = typeof input === 'string' ? input : decodeBytes(input);
  const bare = text.replace(/^\ufeff/, '');
  if (bare.trim() === '') throw new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'input' });
  return bare;
}

function decodeBytes(bytes: Uint8Array): string {
  const known = KNOWN_BINARIES.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) throw binary(known[0]);
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new WorkbenchError('ERR_INPUT_ENCODING', 'input', {
      encoding: `not well-formed ${encoding.toUpperCase()}`,
    });
  }
  if (text.includes('\u0000')) throw binary('binary data');
  return text;
}

/** Every token and message begins with ASCII, so a zero in its first two bytes tells UTF-16 and its byte order. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined))
    return 'utf-16be';
  return 'utf-8';
}

function binary(looksLike: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_INPUT_BINARY',
    'input',
    { looksLike },
    { message: `This is ${looksLike}, not a token or message.` },
  );
}
