import { NS } from './namespaces.ts';
import { RefusedXml } from './refusal.ts';
import type { NamespaceBinding, XmlAttribute } from './tree.ts';

/** An attribute as it stands in the start tag. */
export type RawAttribute = readonly [name: string, value: string];

const NONE: readonly never[] = [];
/** What may stand inside a name but not begin one (XML 1.0 section 2.3), as a local part must begin like a name. */
const CANNOT_BEGIN = /^(?:[-.0-9\u00B7\u203F\u2040]|[\u0300-\u036F])/;
const HAS_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

export interface SplitName {
  readonly prefix: string;
  readonly local: string;
}

/**
 * Splits a qualified name (Namespaces in XML 1.0 section 4).
 *
 * @throws RefusedXml `namespace` where it is none
 */
export function splitName(name: string, offset: number): SplitName {
  const colon = name.indexOf(':');
  if (colon === -1) return { prefix: '', local: name };
  const prefix = name.slice(0, colon);
  const local = name.slice(colon + 1);
  if (prefix === '' || local === '' || local.includes(':') || CANNOT_BEGIN.test(local))
    throw new RefusedXml('namespace', `"${name}" is not a name that namespaces allow.`, offset);
  return { prefix, local };
}

function checkDeclaration(prefix: string, uri: string, offset: number): void {
  const declared = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  if (prefix === 'xmlns' || uri === NS.xmlns || (prefix === 'xml') !== (uri === NS.xml))
    throw new RefusedXml('namespace', `${declared}="${uri}" binds a name that XML keeps for itself.`, offset);
  if (uri === '') {
    if (prefix === '') return;
    throw new RefusedXml(
      'namespace',
      `${declared}="" takes a prefix away, which XML 1.0 does not allow.`,
      offset,
    );
  }
  // Canonicalization must refuse these (Canonical XML 1.0 section 1.3); libraries that go on anyway sign nothing.
  if (!HAS_SCHEME.test(uri))
    throw new RefusedXml('namespace', `${declared}="${uri}" is not an absolute URI.`, offset);
}

/** Bindings in scope, outermost first; later ones shadow earlier ones of the same prefix. */
type Scope = readonly NamespaceBinding[];

function lookUp(prefix: string, scope: Scope): string | undefined {
  if (prefix === 'xml') return NS.xml;
  for (let index = scope.length - 1; index >= 0; index--) {
    const binding = scope[index] as NamespaceBinding;
    if (binding[0] === prefix) return binding[1];
  }
  return undefined;
}

/**
 * The namespace of an element's prefix.
 *
 * @throws RefusedXml `namespace` for a prefix without a declaration
 */
export function elementUri(name: SplitName, scope: Scope, offset: number): string {
  const uri = lookUp(name.prefix, scope);
  if (uri !== undefined) return uri;
  if (name.prefix === '') return '';
  throw new RefusedXml(
    'namespace',
    `The prefix "${name.prefix}" of <${name.prefix}:${name.local}> is not declared.`,
    offset,
  );
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

/**
 * The namespace declarations of a start tag.
 *
 * @throws RefusedXml `namespace` for what Namespaces in XML 1.0 section 3 forbids
 */
export function declarationsOf(raw: readonly RawAttribute[], offset: number): readonly NamespaceBinding[] {
  let found: NamespaceBinding[] | undefined;
  for (const [name, value] of raw) {
    if (!isDeclaration(name)) continue;
    const prefix = name === 'xmlns' ? '' : splitName(name, offset).local;
    checkDeclaration(prefix, value, offset);
    found ??= [];
    found.push([prefix, value]);
  }
  return found ?? NONE;
}

/**
 * The attributes of a start tag with their namespaces; one that occurs twice under two prefixes is refused (Namespaces in XML
 * 1.0 section 6.3).
 *
 * @throws RefusedXml `duplicate-attribute`, `namespace`
 */
export function attributesOf(
  raw: readonly RawAttribute[],
  scope: Scope,
  offset: number,
): readonly XmlAttribute[] {
  let found: XmlAttribute[] | undefined;
  for (const [name, value] of raw) {
    if (isDeclaration(name)) continue;
    const { prefix, local } = splitName(name, offset);
    const uri = prefix === '' ? '' : lookUp(prefix, scope);
    if (uri === undefined)
      throw new RefusedXml(
        'namespace',
        `The prefix "${prefix}" of the attribute ${name} is not declared.`,
        offset,
      );
    found ??= [];
    for (const other of found)
      if (other.local === local && other.uri === uri)
        throw new RefusedXml(
          'duplicate-attribute',
          `The attribute ${name} stands twice on one element.`,
          offset,
        );
    found.push({ prefix, local, uri, value });
  }
  return found ?? NONE;
}
