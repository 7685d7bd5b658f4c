import { NS } from '../namespaces.ts';
import type { NamespaceBinding, XmlAttribute, XmlElement } from '../tree.ts';
import type { C14nMethod } from './method.ts';

/**
 * The namespaces in scope at an element, its own declarations included, each prefix once.
 *
 * @param inherited bindings around the document
 */
export function bindingsAround(
  element: XmlElement,
  inherited: readonly NamespaceBinding[],
): NamespaceBinding[] {
  const found = new Map<string, string>();
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent)
    for (const [prefix, uri] of at.declarations) if (!found.has(prefix)) found.set(prefix, uri);
  for (const [prefix, uri] of inherited) if (!found.has(prefix)) found.set(prefix, uri);
  return [...found];
}

/**
 * The xml:* attributes a subtree's top takes over from its ancestors: all of them in Canonical XML 1.0 (section 2.4), only
 * xml:lang and xml:space in 1.1, which joins xml:base instead and leaves xml:id (section 2.4).
 */
export function inheritedXmlAttributes(apex: XmlElement, kind: C14nMethod['kind']): XmlAttribute[] {
  const found: XmlAttribute[] = [];
  const isKnown = (local: string): boolean =>
    [...apex.attributes, ...found].some((attribute) => attribute.uri === NS.xml && attribute.local === local);
  for (let at = apex.parent; at !== undefined; at = at.parent)
    for (const attribute of at.attributes) {
      if (attribute.uri !== NS.xml || isKnown(attribute.local)) continue;
      if (kind === 'inclusive' || attribute.local === 'lang' || attribute.local === 'space')
        found.push(attribute);
    }
  return found;
}

/** @returns whether xml:base stands above the element, which Canonical XML 1.1 would have to join: no message needs it. */
export function hasBaseAbove(apex: XmlElement): boolean {
  for (let at = apex.parent; at !== undefined; at = at.parent)
    if (at.attributes.some((attribute) => attribute.uri === NS.xml && attribute.local === 'base'))
      return true;
  return false;
}
