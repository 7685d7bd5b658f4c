import { toUtf8 } from '../encoding/utf8.ts';

/** Text of bytes that are not UTF-8, and the way back. */
export interface DecodedBytes {
  readonly text: string;
  readonly encode: (text: string) => Uint8Array;
}

/**
 * Reads bytes that are no UTF-8 as UTF-16 where they look like it, else byte by byte; the way back keeps the encoding, or
 * the fact that there is none.
 */
export function decodeBytes(bytes: Uint8Array): DecodedBytes {
  const littleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (littleEndian || bigEndian) {
    const text = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes);
    return { text, encode: (redacted) => toUtf16(redacted, littleEndian) };
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  // A byte that begins nothing stands for the fault the original has.
  return { text, encode: (redacted) => Uint8Array.from([...toUtf8(redacted), 0xff]) };
}

function toUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let index = 0; index < text.length; index++)
    view.setUint16(2 + 2 * index, text.charCodeAt(index), littleEndian);
  return bytes;
}
