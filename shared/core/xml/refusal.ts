/** Every reason for which the strict parse refuses a document; a refused document has no tree. */
export type XmlRefusalReason =
  | 'empty'
  | 'too-large'
  | 'encoding'
  | 'xml-version'
  | 'doctype'
  | 'entity'
  | 'processing-instruction'
  | 'duplicate-id'
  | 'several-ids'
  | 'duplicate-attribute'
  | 'namespace'
  | 'too-deep'
  | 'too-many-attributes'
  | 'too-many-nodes'
  | 'second-root'
  | 'truncated'
  | 'not-well-formed';

export interface XmlRefusal {
  readonly reason: XmlRefusalReason;
  /** One sentence that names what was found. */
  readonly message: string;
  /** UTF-16 offset into `text`. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The document as far as its bytes could be decoded. */
  readonly text: string;
}

/** Stops the parse; never leaves this folder. */
export class RefusedXml extends Error {
  readonly reason: XmlRefusalReason;
  readonly offset: number;

  constructor(reason: XmlRefusalReason, message: string, offset: number) {
    super(message);
    this.reason = reason;
    this.offset = offset;
  }
}
