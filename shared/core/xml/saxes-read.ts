import { SaxesParser } from 'saxes';
import { checkDeclaredEncoding, type DecodedXml } from './decode.ts';
import { RefusedXml, type XmlRefusalReason } from './refusal.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** saxes tells what is wrong in its message only. The first pattern that fits decides. */
const REASONS: readonly (readonly [pattern: RegExp, reason: XmlRefusalReason])[] = [
  [/entity/, 'entity'],
  [/doctype/, 'doctype'],
  [/processing instruction/, 'processing-instruction'],
  [/only one root|text data outside of root/, 'second-root'],
  [/unclosed tag|unexpected end/, 'truncated'],
  [/version number/, 'xml-version'],
  [/encoding value/, 'encoding'],
  [/duplicate attribute/, 'duplicate-attribute'],
];

function reasonOf(message: string, builder: TreeBuilder): XmlRefusalReason {
  if (builder.root === undefined) {
    if (/text data outside|must contain a root/.test(message)) return 'not-well-formed';
  }
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'not-well-formed';
}

function sentenceOf(message: string): string {
  const bare = message.replace(/^\d+:\d+: /, '').replace(/\.?$/, '');
  return `The document is not well-formed XML: ${bare}.`;
}

const DOCTYPE = 'The document has a DOCTYPE, which no SAML message may have.';

/** Where the text has a DOCTYPE before its root; looked for first, so that nothing of it is ever read. */
function doctypeAt(text: string): number | undefined {
  const markup = /\s*(?:<(!DOCTYPE|!--|\?))?/y;
  for (;;) {
    const kind = markup.exec(text)?.[1];
    if (kind === undefined) return undefined;
    if (kind === '!DOCTYPE') return markup.lastIndex - '<!DOCTYPE'.length;
    const end = kind === '?' ? '?>' : '-->';
    const close = text.indexOf(end, markup.lastIndex);
    if (close === -1) return undefined;
    markup.lastIndex = close + end.length;
  }
}

/**
 * Reads any document, and says of one that is refused what is wrong and where.
 *
 * @param fromBytes true where the text was decoded from bytes, so that a declared encoding can be held against them
 * @throws RefusedXml
 */
export function readWithSaxes(decoded: DecodedXml, fromBytes: boolean, builder: TreeBuilder): void {
  const { text } = decoded;
  const doctype = doctypeAt(text);
  if (doctype !== undefined) throw new RefusedXml('doctype', DOCTYPE, doctype);
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  parser.on('xmldecl', (declaration) => {
    if (declaration.version !== '1.0')
      throw new RefusedXml('xml-version', `The document is XML ${declaration.version}; only 1.0 is read.`, 0);
    if (fromBytes && declaration.encoding !== undefined) checkDeclaredEncoding(declaration.encoding, decoded);
  });
  parser.on('processinginstruction', ({ target }) => {
    throw new RefusedXml(
      'processing-instruction',
      `The document holds the processing instruction "${target}".`,
      parser.position,
    );
  });
  // At this event the character after the name has been read, too.
  parser.on('opentagstart', ({ name }) => builder.beginTag(parser.position - name.length - 2));
  parser.on('attribute', ({ name, value }) => builder.attribute(name, value, parser.position));
  parser.on('opentag', ({ name }) => builder.open(name, parser.position));
  parser.on('closetag', () => builder.close(parser.position));
  parser.on('text', (value) => builder.text(value, Math.max(0, parser.position - 1)));
  parser.on('cdata', (value) => builder.text(value, parser.position));
  // At this event the comment's last character has not been read.
  parser.on('comment', (value) => builder.comment(value, parser.position + 1));
  try {
    parser.write(text).close();
  } catch (thrown) {
    if (thrown instanceof RefusedXml || !(thrown instanceof Error)) throw thrown;
    const reason = reasonOf(thrown.message, builder);
    throw new RefusedXml(reason, sentenceOf(thrown.message), Math.min(parser.position, text.length));
  }
}
