import { pathOf } from '../query.ts';
import type { XmlElement, XmlNode } from '../tree.ts';

/** The first place where two subtrees say different things; comments are passed over. */
export interface TreeDifference {
  /** The element it is in, of the first tree. */
  readonly at: XmlElement;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
}

const shown = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

function nameOf(node: XmlNode | undefined): string {
  if (node === undefined) return 'nothing';
  return node.kind === 'element' ? `<${node.local}>` : `"${shown(node.text)}"`;
}

function attributeDifference(now: XmlElement, before: XmlElement): TreeDifference | undefined {
  const key = (attribute: { uri: string; local: string }): string => `{${attribute.uri}}${attribute.local}`;
  const values = new Map(now.attributes.map((attribute) => [key(attribute), attribute]));
  for (const attribute of before.attributes) {
    const own = values.get(key(attribute));
    values.delete(key(attribute));
    if (own?.value === attribute.value) continue;
    return {
      at: now,
      message: `The attribute ${attribute.local} of ${pathOf(now)} was changed.`,
      expected: attribute.value,
      actual: own?.value ?? 'nothing',
    };
  }
  const [added] = values.values();
  if (added === undefined) return undefined;
  const message = `The attribute ${added.local} was added to ${pathOf(now)}.`;
  return { at: now, message, expected: 'nothing', actual: added.value };
}

/**
 * Finds the first difference between what came and a good copy of it.
 *
 * @param now the subtree that came
 * @param before the subtree of the good copy
 * @param omit subtrees to pass over: the signatures themselves
 */
export function firstDifference(
  now: XmlElement,
  before: XmlElement,
  omit: ReadonlySet<XmlNode>,
): TreeDifference | undefined {
  if (now.local !== before.local || now.uri !== before.uri) {
    const message = `${pathOf(now)} stands where the good copy has another element.`;
    return { at: now, message, expected: nameOf(before), actual: nameOf(now) };
  }
  const attributes = attributeDifference(now, before);
  if (attributes !== undefined) return attributes;
  const kept = (element: XmlElement): XmlNode[] =>
    element.children.filter((node) => node.kind !== 'comment' && !omit.has(node));
  const mine = kept(now);
  const theirs = kept(before);
  for (let index = 0; index < Math.max(mine.length, theirs.length); index++) {
    const own = mine[index];
    const other = theirs[index];
    if (own?.kind === 'element' && other?.kind === 'element') {
      const below = firstDifference(own, other, omit);
      if (below !== undefined) return below;
    } else if (own?.kind !== 'text' || other?.kind !== 'text' || own.text !== other.text) {
      const message = `The content of ${pathOf(now)} was changed.`;
      return {
        at: own?.kind === 'element' ? own : now,
        message,
        expected: nameOf(other),
        actual: nameOf(own),
      };
    }
  }
  return undefined;
}
