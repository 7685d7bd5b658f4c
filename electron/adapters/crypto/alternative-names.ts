import { asBuffer } from './bytes.ts';
import { type DerElement, DerReader, TAG } from './der.ts';
import { readDistinguishedName } from './distinguished-name.ts';

const SUBJECT_ALT_NAME = '2.5.29.17';

/** Kinds of GeneralName that are plain text (RFC 5280 section 4.2.1.6). */
const TEXTS: Readonly<Record<number, string>> = { 129: 'email', 130: 'DNS', 134: 'URI' };
const OTHER_NAME = 0xa0;
const DIRECTORY_NAME = 0xa4;
const IP_ADDRESS = 0x87;

/**
 * Reads the subject alternative names among a certificate's extensions. Nothing is decided by them, so what cannot be read is
 * left out.
 *
 * @param extensions the content of TBSCertificate's `[3]`; absent where there is none
 * @returns such as `DNS:idp.example`, in their order
 */
export function readAlternativeNames(extensions: Uint8Array | undefined): string[] {
  if (extensions === undefined) return [];
  try {
    const list = new DerReader(extensions).sequence();
    while (!list.done) {
      const extension = list.sequence();
      if (extension.oid() !== SUBJECT_ALT_NAME) continue;
      extension.optional(0x01);
      const names = new DerReader(extension.next(TAG.octetString).content).sequence();
      const read: string[] = [];
      while (!names.done) read.push(generalName(names.next()));
      return read;
    }
  } catch {
    // Shown without them.
  }
  return [];
}

function generalName({ tag, content }: DerElement): string {
  const kind = TEXTS[tag];
  if (kind !== undefined) return `${kind}:${printable(asBuffer(content).toString('latin1'))}`;
  if (tag === IP_ADDRESS) return `IP:${address(content)}`;
  if (tag === DIRECTORY_NAME) return `name:${readDistinguishedName(new DerReader(content).sequence())}`;
  if (tag === OTHER_NAME) return `other:${new DerReader(content).oid()}`;
  return `other:#${asBuffer(content).toString('hex')}`;
}

function address(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups =
    asBuffer(bytes)
      .toString('hex')
      .match(/.{1,4}/g) ?? [];
  return groups.map((group) => group.replace(/^0{1,3}/, '')).join(':');
}

function printable(text: string): string {
  return text.replace(
    /\p{Cc}/gu,
    (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
