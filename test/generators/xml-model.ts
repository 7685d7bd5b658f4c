import { SaxesParser } from 'saxes';

/** A mutable XML tree with prefixes as written: what the generators build and the attacks take apart. */
export interface ElementModel {
  readonly kind: 'element';
  name: string;
  /** Namespace declarations included, as written. */
  attributes: [name: string, value: string][];
  children: NodeModel[];
}

export interface TextModel {
  readonly kind: 'text';
  text: string;
  /** Written as a CDATA section. */
  readonly cdata?: boolean;
}

export interface CommentModel {
  readonly kind: 'comment';
  readonly text: string;
}

/** Markup that is written to the letter: processing instructions, references, and whatever an attack needs. */
export interface RawModel {
  readonly kind: 'raw';
  readonly markup: string;
}

export type NodeModel = ElementModel | TextModel | CommentModel | RawModel;

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Makes an element; strings among the children become text, attributes without a value are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (NodeModel | string | undefined)[]
): ElementModel {
  return {
    kind: 'element',
    name,
    attributes: Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as [string, string]],
    ),
    children: children.flatMap((child) =>
      child === undefined ? [] : [typeof child === 'string' ? text(child) : child],
    ),
  };
}

export const text = (value: string): TextModel => ({ kind: 'text', text: value });
export const comment = (value: string): CommentModel => ({ kind: 'comment', text: value });
export const raw = (markup: string): RawModel => ({ kind: 'raw', markup });

/** Reads well-formed XML into the model. References are resolved; the declaration before the root is dropped. */
export function parseModel(xml: string): ElementModel {
  const parser = new SaxesParser({ xmlns: false });
  const open: ElementModel[] = [];
  let root: ElementModel | undefined;
  const add = (node: NodeModel): void => {
    open.at(-1)?.children.push(node);
  };
  parser.on('opentag', (tag) => {
    const made = element(tag.name, tag.attributes as Record<string, string>);
    add(made);
    root ??= made;
    open.push(made);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (value) => add(text(value)));
  parser.on('cdata', (value) => add({ kind: 'text', text: value, cdata: true }));
  parser.on('comment', (value) => add(comment(value)));
  parser.on('processinginstruction', ({ target, body }) => add(raw(`<?${target} ${body}?>`)));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  if (root === undefined) throw new Error('no root element');
  return root;
}

export function cloneModel<T extends NodeModel>(node: T): T {
  return structuredClone(node);
}

/** The part of a name after its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

export function attributeOf(node: ElementModel, name: string): string | undefined {
  return node.attributes.find(([key]) => key === name)?.[1];
}

export function setAttribute(node: ElementModel, name: string, value: string): void {
  const found = node.attributes.find(([key]) => key === name);
  if (found) found[1] = value;
  else node.attributes.push([name, value]);
}

/** Every element below and including `node`, in document order. */
export function* elementsOf(node: ElementModel): Generator<ElementModel> {
  yield node;
  for (const child of node.children) if (child.kind === 'element') yield* elementsOf(child);
}

/** All descendants (or the node itself) with that local name. */
export function findAll(node: ElementModel, local: string): ElementModel[] {
  return [...elementsOf(node)].filter((found) => localName(found.name) === local);
}

/** @throws where there is none: the caller's base message is not what it takes it for */
export function find(node: ElementModel, local: string): ElementModel {
  const found = findAll(node, local)[0];
  if (!found) throw new Error(`no ${local} in ${node.name}`);
  return found;
}

export function childOf(node: ElementModel, local: string): ElementModel | undefined {
  return node.children.find(
    (child): child is ElementModel => child.kind === 'element' && localName(child.name) === local,
  );
}

/** @throws where `child` is not below `root` */
export function parentOf(root: ElementModel, child: NodeModel): ElementModel {
  for (const candidate of elementsOf(root)) if (candidate.children.includes(child)) return candidate;
  throw new Error('the node is not in this tree');
}

export function textOf(node: ElementModel): string {
  return node.children
    .map((child) => (child.kind === 'text' ? child.text : child.kind === 'element' ? textOf(child) : ''))
    .join('');
}

export function setText(node: ElementModel, value: string): void {
  node.children = [text(value)];
}

export function insertBefore(root: ElementModel, mark: NodeModel, ...added: NodeModel[]): void {
  const parent = parentOf(root, mark);
  parent.children.splice(parent.children.indexOf(mark), 0, ...added);
}

export function insertAfter(root: ElementModel, mark: NodeModel, ...added: NodeModel[]): void {
  const parent = parentOf(root, mark);
  parent.children.splice(parent.children.indexOf(mark) + 1, 0, ...added);
}

export function removeFrom(root: ElementModel, node: NodeModel): void {
  const parent = parentOf(root, node);
  parent.children.splice(parent.children.indexOf(node), 1);
}

export function replaceIn(root: ElementModel, node: NodeModel, ...replacement: NodeModel[]): void {
  insertBefore(root, node, ...replacement);
  removeFrom(root, node);
}
