import { type DecodedXml, decodeXml, showBytes } from './decode.ts';
import { XML_LIMITS, type XmlLimits } from './limits.ts';
import { lineAndColumn } from './position.ts';
import { quickRead } from './quick-read.ts';
import { RefusedXml, type XmlRefusal } from './refusal.ts';
import { readWithSaxes } from './saxes-read.ts';
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

/**
 * Reads with the quick reader, and where that leaves the document alone, once more with saxes, which knows all of XML and
 * names what it refuses.
 */
function read(
  decoded: DecodedXml,
  fromBytes: boolean,
  limits: XmlLimits,
  inherited: readonly NamespaceBinding[],
): TreeBuilder {
  const quick = new TreeBuilder(limits, inherited);
  if (quickRead(decoded, fromBytes, quick)) return quick;
  const builder = new TreeBuilder(limits, inherited);
  readWithSaxes(decoded, fromBytes, builder);
  return builder;
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
  let text: string | undefined;
  try {
    const decoded = decode(source, limits);
    text = decoded.text;
    const builder = read(decoded, typeof source !== 'string', limits, inherited);
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
