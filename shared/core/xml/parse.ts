import { SaxesParser } from 'saxes';
import { checkDeclaredEncoding, type DecodedXml, decodeXml, showBytes } from './decode.ts';
import { XML_LIMITS, type XmlLimits } from './limits.ts';
import { lineAndColumn } from './position.ts';
import { RefusedXml, type XmlRefusal, type XmlRefusalReason } from './refusal.ts';
import type { NamespaceBinding, XmlDocument } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

export type XmlResult =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly refusal: XmlRefusal };

export interface ParseOptions {
  readonly limits?: Partial<XmlLimits>;
  /** Bindings in scope around the root, for a document that was cut out of another. */
  readonly inherited?: readonly NamespaceBinding[];
}

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

function read(decoded: DecodedXml, fromBytes: boolean, builder: TreeBuilder): void {
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

function tooLarge(limits: XmlLimits): RefusedXml {
  return new RefusedXml('too-large', `The document is larger than ${limits.size} bytes.`, 0);
}

function decode(source: string | Uint8Array, limits: XmlLimits): DecodedXml {
  if (source.length > limits.size) throw tooLarge(limits);
  if (source.length === 0) throw new RefusedXml('empty', 'The document is empty.', 0);
  if (typeof source !== 'string') return decodeXml(source);
  const bom = source.startsWith('\uFEFF');
  if (/\p{Surrogate}/u.test(source))
    throw new RefusedXml(
      'encoding',
      'The text holds half of a surrogate pair, which no encoding can carry.',
      0,
    );
  return { text: bom ? source.slice(1) : source, encoding: 'UTF-8', bom, ascii: false };
}

/**
 * Reads a document strictly, once, into a tree with positions (XML 1.0, Namespaces in XML 1.0). Refused are, besides what is
 * not well-formed: a DOCTYPE, entities other than the five, processing instructions, IDs or attributes that occur twice,
 * an encoding declared but not true, and whatever passes the limits. Never throws on input.
 *
 * @param source the bytes as they came, or text that was decoded already
 * @param options limits to lower or raise, and bindings of the place the document was cut out of
 */
export function parseXml(source: string | Uint8Array, options: ParseOptions = {}): XmlResult {
  const limits = { ...XML_LIMITS, ...options.limits };
  const inherited = options.inherited ?? [];
  const builder = new TreeBuilder(limits, inherited);
  let text: string | undefined;
  try {
    const decoded = decode(source, limits);
    text = decoded.text;
    read(decoded, typeof source !== 'string', builder);
    if (builder.root === undefined)
      throw new RefusedXml('not-well-formed', 'The document has no element.', 0);
    const document: XmlDocument = {
      root: builder.root,
      text,
      byId: builder.byId,
      encoding: decoded.encoding,
      bom: decoded.bom,
      carriageReturns: text.includes('\r'),
      comments: builder.comments,
      inherited,
    };
    return { ok: true, document };
  } catch (thrown) {
    if (!(thrown instanceof RefusedXml)) throw thrown;
    const shown = text ?? (typeof source === 'string' ? source : showBytes(source.subarray(0, limits.size)));
    const { reason, message, offset } = thrown;
    return { ok: false, refusal: { reason, message, offset, ...lineAndColumn(shown, offset), text: shown } };
  }
}
