/** Caps of one parse: each is far above what an honest message needs, and together they keep the worst one under a second. */
export interface XmlLimits {
  /** Bytes of the document, or UTF-16 units of a text. */
  readonly size: number;
  /** Open elements at once. */
  readonly depth: number;
  /** Attributes and namespace declarations on one element. */
  readonly attributes: number;
  /** Namespace declarations in scope at once, shadowed ones included: each look-up passes them. */
  readonly declarations: number;
  /** Elements, attributes, texts and comments in all. */
  readonly nodes: number;
}

export const XML_LIMITS: XmlLimits = {
  size: 8 * 1024 * 1024,
  depth: 100,
  attributes: 64,
  declarations: 128,
  nodes: 200_000,
};
