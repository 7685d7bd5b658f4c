import { fromUtf8, toUtf8 } from '../../encoding/utf8.ts';
import type { XmlElement, XmlNode } from '../tree.ts';

/** Rewrites one text; `alone` is true where the element holds nothing else. Undefined drops the node. */
type TextRewrite = (text: string, alone: boolean) => string | undefined;

/**
 * Copies a subtree with its texts rewritten; the ancestors stay the same, so that namespaces resolve as before.
 *
 * @param omit an element to leave out
 */
export function rewriteTexts(
  apex: XmlElement,
  omit: XmlElement | undefined,
  rewrite: TextRewrite,
): XmlElement {
  const copy = (element: XmlElement, parent: XmlElement | undefined): XmlElement => {
    const children: XmlNode[] = [];
    const made: XmlElement = { ...element, parent, children };
    const alone = !element.children.some((node) => node.kind === 'element');
    for (const node of element.children) {
      if (node === omit) continue;
      if (node.kind === 'element') children.push(copy(node, made));
      else if (node.kind === 'text') {
        const text = rewrite(node.text, alone);
        if (text !== undefined) children.push({ ...node, text });
      } else children.push(node);
    }
    return made;
  };
  return copy(apex, apex.parent);
}

/** Drops the white space a formatter puts between elements. */
export const withoutIndentation: TextRewrite = (text, alone) =>
  alone || text.trim() !== '' ? text : undefined;

/** Also drops what a formatter puts around a value. */
export const withoutLayout: TextRewrite = (text) => (text.trim() === '' ? undefined : text.trim());

/** Windows-1252 where it differs from Latin-1 (0x80-0x9F), by code point. */
const WINDOWS_1252: ReadonlyMap<number, number> = new Map(
  [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
    0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
  ].map((codePoint, index) => [codePoint, 0x80 + index]),
);

/**
 * The bytes a text has in Windows-1252 or Latin-1: what UTF-8 was before it was taken for one of them.
 *
 * @returns undefined where a character is in neither, or where all are ASCII
 */
export function asSingleBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  let ascii = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const byte = code < 0x100 ? code : WINDOWS_1252.get(code);
    if (byte === undefined) return undefined;
    if (byte >= 0x80) ascii = false;
    bytes[index] = byte;
  }
  return ascii ? undefined : bytes;
}

/** The reverse: UTF-8 bytes shown as Latin-1, if a signer hashed the text in that mistaken form. */
export function asDoubleEncoded(text: string): Uint8Array | undefined {
  const bytes = toUtf8(text);
  if (bytes.length === text.length) return undefined;
  return toUtf8(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** @returns whether the bytes are UTF-8 text: a message that was encoded twice, rather than one signed in Latin-1. */
export function isUtf8(bytes: Uint8Array): boolean {
  return fromUtf8(bytes) !== undefined;
}
