import { NS } from '../xml/namespaces.ts';
import { childElements, pathOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import { type ContentModel, contentModelOf } from './content-model.ts';

/** Elements that are a message or an assertion: nobody may meet one where it does not belong. Local names, so that a foreign namespace hides nothing. */
const WATCHED = new Set([
  'Assertion',
  'EncryptedAssertion',
  'Response',
  'AuthnRequest',
  'LogoutRequest',
  'LogoutResponse',
  'ArtifactResponse',
  'RequestSecurityTokenResponse',
]);

const SAML_FAMILY: ReadonlySet<string> = new Set([
  NS.saml,
  NS.saml1,
  NS.samlp,
  NS.samlp1,
  NS.md,
  'urn:oasis:names:tc:SAML:metadata:attribute',
]);

/** Statements lying about in foreign elements: some readers search the whole document for them. */
function isLoose(element: XmlElement): boolean {
  const { parent, uri } = element;
  return (uri === NS.saml || uri === NS.saml1) && parent !== undefined && !SAML_FAMILY.has(parent.uri);
}

/** A place where the message is not what its schema says. */
interface SchemaFault {
  readonly element: XmlElement;
  readonly message: string;
}

/** What one walk over a whole message found. */
export interface Survey {
  /** Assertions and messages where none belongs. */
  readonly strays: readonly XmlElement[];
  /** Signatures outside Advice, in document order. */
  readonly signatures: readonly XmlElement[];
  /** Advice elements of the assertions that are read. */
  readonly advice: readonly XmlElement[];
  /** Value elements that hold a comment. */
  readonly commented: readonly XmlElement[];
  /** The first place where the message is not what its schema says, and how many there are. */
  readonly fault: SchemaFault | undefined;
  readonly faultCount: number;
}

interface Walk {
  readonly proper: ReadonlySet<XmlElement>;
  readonly strays: XmlElement[];
  readonly signatures: XmlElement[];
  readonly advice: XmlElement[];
  readonly commented: XmlElement[];
  fault: SchemaFault | undefined;
  faultCount: number;
}

function isAdvice(element: XmlElement): boolean {
  return element.local === 'Advice' && (element.uri === NS.saml || element.uri === NS.saml1);
}

/** Only the first fault is put into words: a hostile message has as many as it likes. */
function note(walk: Walk, element: XmlElement, say: () => string): void {
  walk.faultCount++;
  walk.fault ??= { element, message: say() };
}

function checkContent(walk: Walk, element: XmlElement, model: ContentModel): void {
  const seen: string[] = [];
  for (const node of element.children) {
    if (node.kind === 'comment') continue;
    if (node.kind === 'text') {
      if (model.holds === 'elements' && /\S/.test(node.text))
        note(walk, element, () => `There is text in ${pathOf(element)}, which holds elements only.`);
      continue;
    }
    const allowed = model.children.get(node.local);
    if (allowed === undefined || allowed.uri !== node.uri)
      note(
        walk,
        node,
        () => `${pathOf(node)} has no place in ${element.local} (namespace ${node.uri || 'none'}).`,
      );
    else if (allowed.once) {
      if (seen.includes(node.local))
        note(walk, node, () => `${pathOf(element)} has more than one ${node.local}.`);
      else seen.push(node.local);
    }
  }
}

function visit(walk: Walk, element: XmlElement, inValue: boolean): void {
  if ((WATCHED.has(element.local) || isLoose(element)) && !walk.proper.has(element))
    walk.strays.push(element);
  const model = contentModelOf(element);
  if (model !== undefined && model.holds !== 'open') checkContent(walk, element, model);
  const isValue = inValue || (model !== undefined && model.holds !== 'elements');
  let commented = false;
  for (const node of element.children) {
    if (node.kind === 'comment') commented = true;
    if (node.kind !== 'element') continue;
    if (node.local === 'Signature' && node.uri === NS.ds) walk.signatures.push(node);
    // Only the Advice of an assertion that is read may hold assertions: anywhere else the name proves nothing.
    if (isAdvice(node) && walk.proper.has(element)) walk.advice.push(node);
    else visit(walk, node, isValue);
  }
  if (commented && isValue) walk.commented.push(element);
}

/**
 * Walks over a message once and notes everything its structure is judged by.
 *
 * @param root the message's root element
 * @param proper the message itself and the assertions that stand where assertions belong
 * @returns what was found outside Advice
 */
export function survey(root: XmlElement, proper: ReadonlySet<XmlElement>): Survey {
  const walk: Walk = {
    proper,
    strays: [],
    signatures: [],
    advice: [],
    commented: [],
    fault: undefined,
    faultCount: 0,
  };
  visit(walk, root, false);
  return walk;
}

/** @returns the assertions directly inside Advice elements. */
export function advisedAssertions(advice: readonly XmlElement[]): XmlElement[] {
  return advice.flatMap((element) =>
    childElements(element).filter(
      (inner) => inner.local === 'Assertion' || inner.local === 'EncryptedAssertion',
    ),
  );
}
