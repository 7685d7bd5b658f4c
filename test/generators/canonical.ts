import { type ElementModel, localName, type NodeModel, prefixOf } from './xml-model.ts';

/**
 * Canonical XML 1.0 and Exclusive XML Canonicalization 1.0 of an element, written from the two specifications for the
 * generators alone, so that the product's canonicalization is held against something it shares no line with.
 */
export interface CanonicalForm {
  readonly exclusive: boolean;
  readonly comments: boolean;
  /** InclusiveNamespaces PrefixList; `#default` for the default namespace. */
  readonly prefixList?: readonly string[];
}

type Scope = ReadonlyMap<string, string>;

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

function declarationsOf(node: ElementModel): [prefix: string, uri: string][] {
  return node.attributes.flatMap(([name, value]) => {
    if (name === 'xmlns') return [['', value] as [string, string]];
    return name.startsWith('xmlns:') ? [[name.slice(6), value] as [string, string]] : [];
  });
}

const plainAttributes = (node: ElementModel): [string, string][] =>
  node.attributes.filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'));

const escapeText = (value: string): string =>
  value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#xD;');

const escapeAttribute = (value: string): string =>
  value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#x9;')
    .replace(/\n/g, '&#xA;')
    .replace(/\r/g, '&#xD;');

function ancestorsOf(root: ElementModel, target: ElementModel): ElementModel[] {
  if (root === target) return [];
  for (const child of root.children) {
    if (child.kind !== 'element') continue;
    if (child === target) return [root];
    const below = ancestorsOf(child, target);
    if (below.length > 0) return [root, ...below];
  }
  return [];
}

function namespacesToWrite(
  node: ElementModel,
  scope: Scope,
  written: Scope,
  form: CanonicalForm,
): [string, string][] {
  const wanted = new Set<string>();
  if (form.exclusive) {
    wanted.add(prefixOf(node.name));
    for (const [name] of plainAttributes(node)) if (prefixOf(name) !== '') wanted.add(prefixOf(name));
    for (const prefix of form.prefixList ?? []) wanted.add(prefix === '#default' ? '' : prefix);
  } else {
    for (const prefix of scope.keys()) wanted.add(prefix);
  }
  return [...wanted]
    .filter((prefix) => prefix !== 'xml' && (scope.get(prefix) ?? '') !== (written.get(prefix) ?? ''))
    .map((prefix): [string, string] => [prefix, scope.get(prefix) ?? ''])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedAttributes(
  node: ElementModel,
  scope: Scope,
  inherited: [string, string][],
): [string, string][] {
  const uriOf = (name: string): string => {
    const prefix = prefixOf(name);
    if (prefix === '') return '';
    return prefix === 'xml' ? XML_NAMESPACE : (scope.get(prefix) ?? '');
  };
  return [...inherited, ...plainAttributes(node)].sort(([a], [b]) => {
    const left = [uriOf(a), localName(a)];
    const right = [uriOf(b), localName(b)];
    if (left[0] !== right[0]) return (left[0] ?? '') < (right[0] ?? '') ? -1 : 1;
    return (left[1] ?? '') < (right[1] ?? '') ? -1 : 1;
  });
}

/**
 * @param root the document's root, for the context `target` stands in
 * @param target the apex of the subset
 * @param without a subtree left out: the signature, for the enveloped-signature transform
 */
export function canonicalise(
  root: ElementModel,
  target: ElementModel,
  form: CanonicalForm,
  without?: ElementModel,
): string {
  const outer = new Map<string, string>();
  const xmlAttributes = new Map<string, string>();
  for (const ancestor of ancestorsOf(root, target)) {
    for (const [prefix, uri] of declarationsOf(ancestor)) outer.set(prefix, uri);
    for (const [name, value] of ancestor.attributes)
      if (prefixOf(name) === 'xml') xmlAttributes.set(name, value);
  }
  const render = (node: NodeModel, above: Scope, written: Scope, apex: boolean): string => {
    if (node === without) return '';
    if (node.kind === 'raw') throw new Error('raw markup has no canonical form here');
    if (node.kind === 'comment') return form.comments ? `<!--${node.text}-->` : '';
    if (node.kind === 'text') return escapeText(node.text);
    const scope = new Map([...above, ...declarationsOf(node)]);
    const namespaces = namespacesToWrite(node, scope, written, form);
    const nowWritten = new Map([...written, ...namespaces]);
    const own = new Set(node.attributes.map(([name]) => name));
    const inherited = apex && !form.exclusive ? [...xmlAttributes].filter(([name]) => !own.has(name)) : [];
    const head = [
      ...namespaces.map(
        ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`,
      ),
      ...sortedAttributes(node, scope, inherited).map(
        ([name, value]) => ` ${name}="${escapeAttribute(value)}"`,
      ),
    ].join('');
    const body = node.children.map((child) => render(child, scope, nowWritten, false)).join('');
    return `<${node.name}${head}>${body}</${node.name}>`;
  };
  return render(target, outer, new Map(), true);
}
