import { asBuffer } from './bytes.ts';
import { type DerElement, DerReader, TAG } from './der.ts';

const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/**
 * Writes a Name as text, most specific part first (RFC 4514).
 *
 * @param name a reader over the RDNSequence's contents
 * @throws Fault where it is not one
 */
export function readDistinguishedName(name: DerReader): string {
  const parts: string[] = [];
  while (!name.done) {
    const set = new DerReader(name.next(TAG.set).content);
    const values: string[] = [];
    while (!set.done) {
      const attribute = set.sequence();
      const oid = attribute.oid();
      values.push(`${SHORT_NAMES[oid] ?? oid}=${escapeValue(attributeText(attribute.next()))}`);
      attribute.end();
    }
    parts.push(values.join('+'));
  }
  return parts.reverse().join(', ');
}

function attributeText({ tag, content }: DerElement): string {
  const bytes = asBuffer(content);
  switch (tag) {
    case 0x0c:
      return bytes.toString('utf8');
    case 0x1e:
      return readWide(content, 2);
    case 0x1c:
      return readWide(content, 4);
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return bytes.toString('latin1');
    default:
      return `#${bytes.toString('hex')}`;
  }
}

function readWide(content: Uint8Array, width: number): string {
  let text = '';
  for (let at = 0; at + width <= content.length; at += width) {
    let code = 0;
    for (const byte of content.subarray(at, at + width)) code = code * 256 + byte;
    text += code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
  }
  return text;
}

/** Escapes what would end or split the value, and control characters, which could hide text (RFC 4514 section 2.4). */
function escapeValue(text: string): string {
  const escaped = text
    .replace(/[\\"+,;<>]/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return escaped.replace(/^[ #]/, '\\$&').replace(/(?<=.) $/, '\\ ');
}
