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

/** @returns the value of the attribute that has this name and no namespace. */
export function attribute(element: XmlElement, local: string): string | undefined {
  for (const candidate of element.attributes)
    if (candidate.local === local && candidate.uri === '') return candidate.value;
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
