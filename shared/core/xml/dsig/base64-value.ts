import { fromBase64 } from '../../encoding/base64.ts';
import { onlyText } from '../query.ts';
import type { XmlElement } from '../tree.ts';

const WHITE_SPACE = /[ \t\r\n]+/g;

/**
 * Decodes base64 as XML schema's base64Binary allows it: white space anywhere, nothing else beside the alphabet.
 *
 * @returns undefined where the text is not that
 */
export function base64Text(text: string): Uint8Array | undefined {
  return fromBase64(text.replace(WHITE_SPACE, ''));
}

/** The bytes of an element that holds base64 text and nothing else, not even a comment; else undefined. */
export function base64Value(element: XmlElement): Uint8Array | undefined {
  const text = onlyText(element);
  return text === undefined ? undefined : base64Text(text);
}
