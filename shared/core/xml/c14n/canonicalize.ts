import { NS } from '../namespaces.ts';
import type { NamespaceBinding, XmlAttribute, XmlElement } from '../tree.ts';
import { escapeText, escapeValue } from './escape.ts';
import type { C14nMethod } from './method.ts';
import { byName, byPrefix } from './order.ts';
import { bindingsAround, inheritedXmlAttributes } from './surroundings.ts';

/** Declarations written so far on the way down, the nearest first. */
interface Written {
  readonly prefix: string;
  readonly uri: string;
  readonly next: Written | undefined;
}

function writtenUri(written: Written | undefined, prefix: string): string | undefined {
  for (let at = written; at !== undefined; at = at.next) if (at.prefix === prefix) return at.uri;
  return undefined;
}

/** One run over a subtree. The depth of trees is capped by the parser, so the recursion is, too. */
class Canonicalizer {
  #out = '';
  readonly #method: C14nMethod;
  readonly #omit: XmlElement | undefined;
  readonly #exclusive: boolean;
  readonly #listed: readonly string[];

  constructor(method: C14nMethod, omit: XmlElement | undefined) {
    this.#method = method;
    this.#omit = omit;
    this.#exclusive = method.kind === 'exclusive';
    this.#listed = method.inclusivePrefixes;
  }

  run(apex: XmlElement, inherited: readonly NamespaceBinding[]): string {
    const around = this.#exclusive && this.#listed.length === 0 ? [] : bindingsAround(apex, inherited);
    const inclusive = this.#exclusive ? around.filter(([prefix]) => this.#listed.includes(prefix)) : around;
    const extra = this.#exclusive ? [] : inheritedXmlAttributes(apex, this.#method.kind);
    this.#element(apex, undefined, inclusive, extra);
    return this.#out;
  }

  #element(
    element: XmlElement,
    written: Written | undefined,
    around: readonly NamespaceBinding[],
    extra: readonly XmlAttribute[],
  ): void {
    const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`;
    const before = written;
    const fresh: NamespaceBinding[] = [];
    let now = written;
    const declare = (prefix: string, uri: string): void => {
      const known = writtenUri(now, prefix);
      // An undeclared default is written only where it takes back one that was written.
      if (known === uri || (uri === '' && known === undefined) || (prefix === 'xml' && uri === NS.xml))
        return;
      fresh.push([prefix, uri]);
      now = { prefix, uri, next: now };
    };
    if (this.#exclusive) {
      declare(element.prefix, element.uri);
      for (const attribute of element.attributes)
        if (attribute.prefix !== '') declare(attribute.prefix, attribute.uri);
    }
    if (!this.#exclusive || this.#listed.length > 0) {
      const own = before === undefined ? around : element.declarations;
      for (const [prefix, uri] of own)
        if (!this.#exclusive || this.#listed.includes(prefix)) declare(prefix, uri);
    }
    let out = `<${name}`;
    if (fresh.length > 1) fresh.sort(byPrefix);
    for (const [prefix, uri] of fresh)
      out += prefix === '' ? ` xmlns="${escapeValue(uri)}"` : ` xmlns:${prefix}="${escapeValue(uri)}"`;
    let { attributes } = element;
    if (extra.length > 0) attributes = [...extra, ...attributes];
    if (attributes.length > 1) attributes = attributes.toSorted(byName);
    for (const { prefix, local, value } of attributes)
      out +=
        prefix === '' ? ` ${local}="${escapeValue(value)}"` : ` ${prefix}:${local}="${escapeValue(value)}"`;
    this.#out += `${out}>`;
    this.#children(element, now ?? { prefix: '', uri: '', next: undefined });
    this.#out += `</${name}>`;
  }

  #children(element: XmlElement, written: Written): void {
    for (const node of element.children) {
      if (node.kind === 'text') this.#out += escapeText(node.text);
      else if (node.kind === 'element') {
        if (node !== this.#omit) this.#element(node, written, [], []);
      } else if (this.#method.comments) this.#out += `<!--${node.text}-->`;
    }
  }
}

/**
 * Writes a subtree in canonical form (Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0).
 *
 * @param apex the element that is the subtree's top; its ancestors give the namespaces (and xml:* attributes) around it
 * @param method which canonicalization
 * @param omit an element left out with all below it: the signature of the enveloped-signature transform
 * @param inherited bindings around the document itself
 * @returns the canonical text; its UTF-8 bytes are what is digested
 */
export function canonicalize(
  apex: XmlElement,
  method: C14nMethod,
  omit?: XmlElement,
  inherited: readonly NamespaceBinding[] = [],
): string {
  return new Canonicalizer(method, omit).run(apex, inherited);
}
