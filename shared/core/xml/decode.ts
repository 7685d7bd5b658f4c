import { fromUtf8 } from '../encoding/utf8.ts';
import { RefusedXml } from './refusal.ts';
import type { XmlEncoding } from './tree.ts';

export interface DecodedXml {
  readonly text: string;
  readonly encoding: XmlEncoding;
  readonly bom: boolean;
  /** True where every byte is ASCII, so that most declared encodings say the same. */
  readonly ascii: boolean;
}

const UTF_16 = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });

function decodeUtf16(bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): DecodedXml {
  let littleEndian = bytes;
  if (encoding === 'UTF-16BE') {
    littleEndian = new Uint8Array(bytes.length);
    for (let index = 0; index < bytes.length; index++) littleEndian[index ^ 1] = bytes[index] as number;
  }
  try {
    return { text: UTF_16.decode(littleEndian).slice(1), encoding, bom: true, ascii: false };
  } catch {
    throw new RefusedXml(
      'encoding',
      `The document starts as ${encoding} and is not well-formed ${encoding}.`,
      0,
    );
  }
}

/**
 * Decodes a document's bytes by its byte order mark, else as UTF-8 (XML 1.0 appendix F, section 4.3.3).
 *
 * @param bytes the whole document
 * @returns its text without the mark
 * @throws RefusedXml `encoding` for UTF-32, UTF-16 without a mark and bytes that are not well-formed
 */
export function decodeXml(bytes: Uint8Array): DecodedXml {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && !(third === 0 && fourth === 0))
    return decodeUtf16(bytes, 'UTF-16LE');
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, 'UTF-16BE');
  if ((first === 0xff && second === 0xfe) || (first === 0 && second === 0 && third === 0xfe))
    throw new RefusedXml('encoding', 'The document is in UTF-32; SAML messages are UTF-8.', 0);
  if ((first === 0x3c && second === 0) || (first === 0 && second === 0x3c))
    throw new RefusedXml(
      'encoding',
      'The document is in UTF-16 without the byte order mark XML asks for.',
      0,
    );
  const bom = first === 0xef && second === 0xbb && third === 0xbf;
  const text = fromUtf8(bytes);
  if (text === undefined)
    throw new RefusedXml('encoding', 'The document holds bytes that are not well-formed UTF-8.', 0);
  return { text: bom ? text.slice(1) : text, encoding: 'UTF-8', bom, ascii: text.length === bytes.length };
}

/**
 * Holds the encoding an XML declaration names against the one that was found.
 *
 * @throws RefusedXml `encoding` where another reader would take the same bytes for other characters
 */
export function checkDeclaredEncoding(declared: string, found: DecodedXml): void {
  const name = declared.toLowerCase();
  const agrees =
    found.encoding === 'UTF-8'
      ? name === 'utf-8' ||
        name === 'utf8' ||
        (found.ascii && /^(us-ascii|ascii|iso-8859-\d+|windows-125\d)$/.test(name))
      : name === 'utf-16' || name === found.encoding.toLowerCase();
  if (agrees) return;
  throw new RefusedXml(
    'encoding',
    `The XML declaration says ${declared}, but the document is ${found.encoding}.`,
    0,
  );
}

/** The bytes as far as they can be shown, for a document that was refused. */
export function showBytes(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
