import { NS } from './namespaces.ts';
import type { XmlElement } from './tree.ts';

/** @returns the element children, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element.children) if (node.kind === 'element') found.push(node);
  return found;
}

/** @returns whether the element has this expanded name. */
export function isNamed(element: XmlElement, uri: string, local: string): boolean {
  return element.local === local && element.uri === uri;
}

/** @returns the first child of this name. */
export function child(element: XmlElement, uri: string, local: string): XmlElement | undefined {
  for (const node of element.children)
    if (node.kind === 'element' && node.local === local && node.uri === uri) return node;
  return undefined;
}

/** @returns all children of this name, in order. */
export function childrenNamed(element: XmlElement, uri: string, local: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element.children)
    if (node.kind === 'element' && node.local === local && node.uri === uri) found.push(node);
  return found;
}

/** @returns the value of the attribute without a namespace. */
export function attribute(element: XmlElement, local: string): string | undefined {
  return attributeNs(element, '', local);
}

/** @returns the value of the attribute in a namespace. */
export function attributeNs(element: XmlElement, uri: string, local: string): string | undefined {
  for (const candidate of element.attributes)
    if (candidate.local === local && candidate.uri === uri) return candidate.value;
  return undefined;
}

/** @returns the element's own text: all its text nodes joined, so that a comment cannot cut a value short. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const node of element.children) if (node.kind === 'text') text += node.text;
  return text;
}

/** @returns the text, or undefined where the element holds anything else than text. */
export function onlyText(element: XmlElement): string | undefined {
  for (const node of element.children) if (node.kind !== 'text') return undefined;
  return textOf(element);
}

/** @returns whether a comment stands directly in the element. */
export function hasComment(element: XmlElement): boolean {
  return element.children.some((node) => node.kind === 'comment');
}

/** Gives the elements below, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement, void, undefined> {
  for (const node of element.children) {
    if (node.kind !== 'element') continue;
    yield node;
    yield* descendants(node);
  }
}

/** @returns whether the element is the ancestor or stands below it. */
export function isInside(element: XmlElement, ancestor: XmlElement): boolean {
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent)
    if (at === ancestor) return true;
  return false;
}

/**
 * The path of an element as reports show it: local names, numbered from 1 among siblings of the same local name.
 *
 * @example
 * pathOf(assertion); // '/Response/Assertion[1]'
 */
export function pathOf(element: XmlElement): string {
  const { parent } = element;
  if (parent === undefined) return `/${element.local}`;
  let position = 0;
  for (const node of parent.children) {
    if (node.kind === 'element' && node.local === element.local) position++;
    if (node === element) break;
  }
  return `${pathOf(parent)}/${element.local}[${position}]`;
}

/** @returns the URI a prefix ('' for the default) stands for at this element, '' or undefined where it has none. */
export function resolvePrefix(element: XmlElement, prefix: string): string | undefined {
  if (prefix === 'xml') return NS.xml;
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent)
    for (const [declared, uri] of at.declarations) if (declared === prefix) return uri;
  return undefined;
}
