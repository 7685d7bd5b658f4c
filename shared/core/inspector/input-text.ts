import { WorkbenchError } from '../errors/workbench-error.ts';

/** Magic numbers of what people drop by mistake, and what to call it. */
const BINARY: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a ZIP archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a Windows program', [0x4d, 0x5a, 0x90]],
  ['a SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];
/** DER: a SEQUENCE whose length takes two bytes, as certificates and keys have it. */
const DER = [0x30, 0x82];
const SAMPLE = 4096;

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** UTF-16 without a byte order mark shows by its zero bytes: ASCII has one in every pair. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.length < 4 || sample.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.9 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.9 && odd < half * 0.1 ? 'utf-16be' : undefined;
}

/**
 * Reads what a file holds as text: UTF-8, or UTF-16 as Windows tools save it.
 *
 * @param bytes the file
 * @throws WorkbenchError ERR_INPUT_BINARY, ERR_INPUT_IS_KEY, ERR_INPUT_ENCODING
 */
export function inputText(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return decode(bytes, utf16);
  const known = BINARY.find(([, magic]) => startsWith(bytes, magic))?.[0];
  if (known !== undefined)
    throw new WorkbenchError(
      'ERR_INPUT_BINARY',
      'input',
      { looksLike: known },
      { message: `This is ${known}, not a token or message.` },
    );
  if (startsWith(bytes, DER))
    throw new WorkbenchError('ERR_INPUT_IS_KEY', 'input', { looksLike: 'a certificate or key in DER' });
  if (bytes.subarray(0, SAMPLE).includes(0))
    throw new WorkbenchError('ERR_INPUT_BINARY', 'input', { looksLike: 'binary data' });
  return decode(bytes, 'utf-8');
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const printable = bytes.subarray(0, SAMPLE).filter((byte) => byte >= 0x20 && byte < 0x7f).length;
    if (printable < Math.min(bytes.length, SAMPLE) / 2)
      throw new WorkbenchError('ERR_INPUT_BINARY', 'input', { looksLike: 'binary data' });
    throw new WorkbenchError('ERR_INPUT_ENCODING', 'input', { encoding });
  }
}
