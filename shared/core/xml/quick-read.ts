import { checkDeclaredEncoding, type DecodedXml } from './decode.ts';
import { RefusedXml } from './refusal.ts';
import type { TreeBuilder } from './tree-builder.ts';

const DECLARATION =
  /<\?xml version=(["'])1\.0\1(?: encoding=(["'])([A-Za-z][A-Za-z0-9._-]*)\2)?(?: standalone=(["'])(?:yes|no)\4)? ?\?>/y;
const NAME = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?/y;
const ATTRIBUTE =
  /[ \n\t]+([A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?)[ \n\t]*=[ \n\t]*(?:"([^"<\n\t]*)"|'([^'<\n\t]*)')/y;
const TAG_END = /[ \n\t]*(\/?)>/y;
const ONLY_SPACE = /^[ \n\t]*$/;
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const SLASH = 0x2f;
const MARK = 0x21;
const GREATER = 0x3e;

/** Thrown inside this file only: the document is for the other reader. */
class NotQuick extends Error {}

/**
 * Reads the documents that issuers really send, several times faster than a character-wise parser: names in ASCII, no CDATA,
 * no carriage returns, no processing instructions.
 *
 * It never refuses: at anything it does not know, sound or not, it gives up, and the caller reads again with saxes. What it
 * does accept gives the very same tree (test/core/xml/quick-read.test.ts holds the two together).
 *
 * @param builder a new one; of no use where this gives false
 * @returns true where the whole document was read
 */
export function quickRead(decoded: DecodedXml, fromBytes: boolean, builder: TreeBuilder): boolean {
  if (hasOddCharacters(decoded.text)) return false;
  try {
    readDocument(decoded, fromBytes, builder);
    return true;
  } catch (thrown) {
    if (thrown instanceof NotQuick || thrown instanceof RefusedXml) return false;
    throw thrown;
  }
}

/** Carriage returns, and what is no character of XML 1.0 (section 2.2); halves of surrogate pairs were refused before. */
function hasOddCharacters(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 ? code !== 0x0a && code !== 0x09 : code >= 0xfffe) return true;
  }
  return false;
}

function readDocument(decoded: DecodedXml, fromBytes: boolean, builder: TreeBuilder): void {
  const { text } = decoded;
  const open: string[] = [];
  let at = readDeclaration(decoded, fromBytes);
  for (;;) {
    const tag = text.indexOf('<', at);
    if (tag === -1) break;
    if (tag > at) readText(text.slice(at, tag), tag, open.length > 0, builder);
    const kind = text.charCodeAt(tag + 1);
    if (kind === SLASH) at = readEndTag(text, tag, open, builder);
    else if (kind === MARK) at = readComment(text, tag, builder);
    else {
      if (open.length === 0 && builder.root !== undefined) throw new NotQuick();
      at = readStartTag(text, tag, open, builder);
    }
  }
  if (open.length > 0 || builder.root === undefined || !ONLY_SPACE.test(text.slice(at))) throw new NotQuick();
}

function readDeclaration(decoded: DecodedXml, fromBytes: boolean): number {
  DECLARATION.lastIndex = 0;
  const found = DECLARATION.exec(decoded.text);
  if (found === null) return 0;
  if (fromBytes && found[3] !== undefined) checkDeclaredEncoding(found[3], decoded);
  return DECLARATION.lastIndex;
}

function readText(raw: string, end: number, inside: boolean, builder: TreeBuilder): void {
  if (!inside) {
    if (!ONLY_SPACE.test(raw)) throw new NotQuick();
  } else if (raw.includes(']]>')) throw new NotQuick();
  builder.text(resolved(raw), end);
}

/** References resolved (XML 1.0 section 4.1). */
function resolved(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(REFERENCE, (_whole, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name !== undefined) return ENTITIES[name] as string;
    const code =
      decimal !== undefined
        ? Number(decimal)
        : hexadecimal === undefined
          ? -1
          : Number.parseInt(hexadecimal, 16);
    if (!isCharacter(code)) throw new NotQuick();
    return String.fromCodePoint(code);
  });
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function readEndTag(text: string, tag: number, open: string[], builder: TreeBuilder): number {
  const name = open.pop();
  if (name === undefined || !text.startsWith(name, tag + 2)) throw new NotQuick();
  const end = tag + 2 + name.length;
  if (text.charCodeAt(end) !== GREATER) throw new NotQuick();
  builder.close(end + 1);
  return end + 1;
}

function readComment(text: string, tag: number, builder: TreeBuilder): number {
  if (!text.startsWith('<!--', tag)) throw new NotQuick();
  const end = text.indexOf('--', tag + 4);
  if (end === -1 || text.charCodeAt(end + 2) !== GREATER) throw new NotQuick();
  builder.comment(text.slice(tag + 4, end), end + 3);
  return end + 3;
}

function readStartTag(text: string, tag: number, open: string[], builder: TreeBuilder): number {
  NAME.lastIndex = tag + 1;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) throw new NotQuick();
  builder.beginTag(tag);
  let at = tag + 1 + name.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (found === null) break;
    at = ATTRIBUTE.lastIndex;
    builder.attribute(found[1] as string, resolved((found[2] ?? found[3]) as string), at);
  }
  TAG_END.lastIndex = at;
  const closing = TAG_END.exec(text);
  if (closing === null) throw new NotQuick();
  const end = TAG_END.lastIndex;
  builder.open(name, end);
  if (closing[1] === '/') builder.close(end);
  else open.push(name);
  return end;
}
