/** The compact tree of one strict parse. Names follow Namespaces in XML 1.0; positions are UTF-16 offsets into the decoded text. */

export interface XmlAttribute {
  readonly prefix: string;
  readonly local: string;
  /** Namespace URI; empty for none. */
  readonly uri: string;
  /** Normalised value with references resolved. */
  readonly value: string;
}

export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Comments are kept: canonicalization with comments needs them, and a comment inside a value is worth a warning. */
interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface XmlElement {
  readonly kind: 'element';
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  /** Without namespace declarations, in document order. */
  readonly attributes: readonly XmlAttribute[];
  /** Declarations made on this element: prefix ('' for the default) to URI ('' undeclares). */
  readonly declarations: readonly NamespaceBinding[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
  /** Offset of `<` of the start tag. */
  readonly start: number;
  /** Offset after `>` of the start tag. */
  readonly startTagEnd: number;
  /** Offset after `>` of the end tag. */
  readonly end: number;
}

export type XmlNode = XmlElement | XmlText | XmlComment;

/** How the bytes were written; `text` is decoded from it and holds no byte order mark. */
export type XmlEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE';

/** A namespace declaration: prefix ('' for the default) and URI. */
export type NamespaceBinding = readonly [prefix: string, uri: string];

export interface XmlDocument {
  readonly root: XmlElement;
  /** The decoded text the positions point into. */
  readonly text: string;
  /** ID values (ID, AssertionID, RequestID, ResponseID, Id, xml:id) to their one element. */
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly encoding: XmlEncoding;
  readonly bom: boolean;
  /** True where the text held carriage returns, which a parser turns into line feeds (XML 1.0 section 2.11). */
  readonly carriageReturns: boolean;
  /** Number of comments, inside and outside the root. */
  readonly comments: number;
  /** Bindings in scope around the root: of the place an encrypted element stood in; empty for a document of its own. */
  readonly inherited: readonly NamespaceBinding[];
}
