import type { XmlLimits } from './limits.ts';
import { attributesOf, declarationsOf, elementUri, type RawAttribute, splitName } from './namespace-scope.ts';
import { NS } from './namespaces.ts';
import { RefusedXml } from './refusal.ts';
import type { NamespaceBinding, XmlAttribute, XmlElement, XmlNode, XmlText } from './tree.ts';

type Growing<T> = { -readonly [Key in keyof T]: T[Key] };
interface GrowingElement extends Growing<Omit<XmlElement, 'children'>> {
  readonly children: XmlNode[];
}

/**
 * Attributes that are IDs by the schemas of SAML 1.x, SAML 2.0, XML-DSig and XML encryption, and xml:id. The parser knows
 * no schema, so every element is held to them: two readers must never find different elements under one ID.
 */
const ID_ATTRIBUTES: ReadonlySet<string> = new Set(['ID', 'Id', 'AssertionID', 'RequestID', 'ResponseID']);

function isId(attribute: XmlAttribute): boolean {
  return attribute.uri === ''
    ? ID_ATTRIBUTES.has(attribute.local)
    : attribute.uri === NS.xml && attribute.local === 'id';
}

/** Grows the tree while the parser reads, and refuses what has no place in a message. */
export class TreeBuilder {
  root: XmlElement | undefined;
  readonly byId = new Map<string, XmlElement>();
  comments = 0;
  readonly #limits: XmlLimits;
  readonly #scope: NamespaceBinding[];
  #open: GrowingElement | undefined;
  #depth = 0;
  #nodes = 0;
  #attributes: RawAttribute[] = [];
  #names = new Set<string>();
  #start = 0;
  /** Offset after the markup read last: where a text begins. */
  #mark = 0;

  constructor(limits: XmlLimits, inherited: readonly NamespaceBinding[]) {
    this.#limits = limits;
    this.#scope = [...inherited];
  }

  /** @param start offset of the tag's `<` */
  beginTag(start: number): void {
    this.#start = start;
    if (++this.#depth > this.#limits.depth)
      throw new RefusedXml('too-deep', `Elements are nested deeper than ${this.#limits.depth}.`, start);
  }

  attribute(name: string, value: string, offset: number): void {
    this.#count(offset);
    if (this.#attributes.length >= this.#limits.attributes)
      throw new RefusedXml(
        'too-many-attributes',
        `An element has more than ${this.#limits.attributes} attributes.`,
        offset,
      );
    if (this.#names.has(name))
      throw new RefusedXml(
        'duplicate-attribute',
        `The attribute ${name} stands twice on one element.`,
        offset,
      );
    this.#names.add(name);
    this.#attributes.push([name, value]);
  }

  /** @param end offset after the tag's `>` */
  open(name: string, end: number): void {
    this.#count(end);
    const parent = this.#open;
    const start = this.#start;
    const split = splitName(name, start);
    const declarations = declarationsOf(this.#attributes, start);
    for (const declaration of declarations) this.#scope.push(declaration);
    if (this.#scope.length > this.#limits.declarations)
      throw new RefusedXml(
        'namespace',
        `More than ${this.#limits.declarations} namespaces are declared at once.`,
        start,
      );
    const uri = elementUri(split, this.#scope, start);
    if (split.prefix === 'xmlns')
      throw new RefusedXml('namespace', 'An element has the prefix xmlns.', start);
    const element: GrowingElement = {
      kind: 'element',
      prefix: split.prefix,
      local: split.local,
      uri,
      attributes: attributesOf(this.#attributes, this.#scope, start),
      declarations,
      children: [],
      parent,
      start,
      startTagEnd: end,
      end,
    };
    if (this.#attributes.length > 0) {
      this.#attributes = [];
      this.#names.clear();
      this.#register(element);
    }
    if (parent === undefined) this.root = element;
    else parent.children.push(element);
    this.#open = element;
    this.#mark = end;
  }

  /** @param end offset after the end tag's `>` */
  close(end: number): void {
    const element = this.#open as GrowingElement;
    element.end = end;
    this.#open = element.parent as GrowingElement | undefined;
    this.#depth--;
    if (element.declarations.length > 0) this.#scope.length -= element.declarations.length;
    this.#mark = end;
  }

  /** Text and CDATA: neighbours become one node, as the canonical form knows no difference. */
  text(text: string, end: number): void {
    const parent = this.#open;
    if (parent === undefined || text === '') {
      this.#mark = end;
      return;
    }
    const last = parent.children.at(-1);
    if (last?.kind === 'text') {
      const growing: Growing<XmlText> = last;
      growing.text += text;
      growing.end = end;
    } else {
      this.#count(end);
      parent.children.push({ kind: 'text', text, start: this.#mark, end });
    }
    this.#mark = end;
  }

  comment(text: string, end: number): void {
    this.#count(end);
    this.comments++;
    this.#open?.children.push({ kind: 'comment', text, start: this.#mark, end });
    this.#mark = end;
  }

  #count(offset: number): void {
    if (++this.#nodes > this.#limits.nodes)
      throw new RefusedXml(
        'too-many-nodes',
        `The document has more than ${this.#limits.nodes} nodes.`,
        offset,
      );
  }

  #register(element: XmlElement): void {
    let own: XmlAttribute | undefined;
    for (const attribute of element.attributes) {
      if (!isId(attribute)) continue;
      if (own !== undefined)
        throw new RefusedXml(
          'several-ids',
          `<${element.local}> has two IDs, ${own.local}="${own.value}" and ${attribute.local}="${attribute.value}".`,
          element.start,
        );
      own = attribute;
      if (this.byId.has(attribute.value))
        throw new RefusedXml(
          'duplicate-id',
          `The ID "${attribute.value}" stands on two elements.`,
          element.start,
        );
      this.byId.set(attribute.value, element);
    }
  }
}
