import { NS } from './namespaces.ts';
import { RefusedXml } from './refusal.ts';
import type { NamespaceBinding, XmlAttribute, XmlElement } from './tree.ts';

/** An attribute as it stands in the start tag. */
export type RawAttribute = readonly [name: string, value: string];

export interface BoundAttributes {
  readonly attributes: readonly XmlAttribute[];
  readonly declarations: readonly NamespaceBinding[];
}

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

function lookUp(
  prefix: string,
  own: readonly NamespaceBinding[],
  parent: XmlElement | undefined,
  inherited: readonly NamespaceBinding[],
): string | undefined {
  if (prefix === 'xml') return NS.xml;
  for (const [declared, uri] of own) if (declared === prefix) return uri;
  for (let at = parent; at !== undefined; at = at.parent)
    for (const [declared, uri] of at.declarations) if (declared === prefix) return uri;
  for (const [declared, uri] of inherited) if (declared === prefix) return uri;
  return undefined;
}

/**
 * The namespace of an element's prefix.
 *
 * @throws RefusedXml `namespace` for a prefix without a declaration
 */
export function elementUri(
  name: SplitName,
  own: readonly NamespaceBinding[],
  parent: XmlElement | undefined,
  inherited: readonly NamespaceBinding[],
  offset: number,
): string {
  const uri = lookUp(name.prefix, own, parent, inherited);
  if (uri !== undefined) return uri;
  if (name.prefix === '') return '';
  throw new RefusedXml(
    'namespace',
    `The prefix "${name.prefix}" of <${name.prefix}:${name.local}> is not declared.`,
    offset,
  );
}

/**
 * Sorts a start tag's attributes into namespace declarations and attributes with their namespaces, and refuses what occurs
 * twice, by name or by expanded name (XML 1.0 section 3.1, Namespaces in XML 1.0 section 6.3).
 *
 * @throws RefusedXml `duplicate-attribute`, `namespace`
 */
export function bindAttributes(
  raw: readonly RawAttribute[],
  parent: XmlElement | undefined,
  inherited: readonly NamespaceBinding[],
  offset: number,
): BoundAttributes {
  if (raw.length === 0) return { attributes: NONE, declarations: NONE };
  const declarations: NamespaceBinding[] = [];
  const attributes: XmlAttribute[] = [];
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      const prefix = name === 'xmlns' ? '' : splitName(name, offset).local;
      checkDeclaration(prefix, value, offset);
      declarations.push([prefix, value]);
    }
  }
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const { prefix, local } = splitName(name, offset);
    const uri = prefix === '' ? '' : lookUp(prefix, declarations, parent, inherited);
    if (uri === undefined)
      throw new RefusedXml(
        'namespace',
        `The prefix "${prefix}" of the attribute ${name} is not declared.`,
        offset,
      );
    for (const other of attributes)
      if (other.local === local && other.uri === uri)
        throw new RefusedXml(
          'duplicate-attribute',
          `The attribute ${name} stands twice on one element.`,
          offset,
        );
    attributes.push({ prefix, local, uri, value });
  }
  return {
    attributes: attributes.length === 0 ? NONE : attributes,
    declarations: declarations.length === 0 ? NONE : declarations,
  };
}
