import { type C14nMethod, c14nMethodOf } from '../c14n/method.ts';
import { hasBaseAbove } from '../c14n/surroundings.ts';
import { NS } from '../namespaces.ts';
import { attribute, childElements, isNamed } from '../query.ts';
import type { XmlElement } from '../tree.ts';
import { FaultySignature, type SignatureFaultReason } from './fault.ts';

const ENVELOPED = `${NS.ds}enveloped-signature`;
/** What applies where no canonicalization is named (XML Signature 1.1 section 4.4.3.2). */
const DEFAULT_C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/**
 * Reads the canonicalization an element with an Algorithm attribute names.
 *
 * @param element CanonicalizationMethod or Transform
 * @throws FaultySignature with `reason` for anything but the six canonicalizations
 */
export function readC14n(element: XmlElement, reason: SignatureFaultReason): C14nMethod {
  const uri = attribute(element, 'Algorithm') ?? '';
  const inside = childElements(element);
  const [list] = inside;
  const prefixes =
    list !== undefined && isNamed(list, NS.excC14n, 'InclusiveNamespaces')
      ? attribute(list, 'PrefixList')
      : undefined;
  const method = c14nMethodOf(uri, prefixes);
  if (method === undefined)
    throw new FaultySignature(
      reason,
      `${element.local} names "${uri}", which is not allowed in a SAML signature.`,
      element,
      {
        expected: 'exclusive or inclusive canonicalization',
        actual: uri,
      },
    );
  if (inside.length > 1 || (list !== undefined && (prefixes === undefined || method.kind !== 'exclusive')))
    throw new FaultySignature(
      reason,
      `${element.local} holds <${list?.local ?? ''}>, which its algorithm does not take.`,
      element,
    );
  if (method.kind === 'inclusive11' && hasBaseAbove(element))
    throw new FaultySignature(
      reason,
      'Canonical XML 1.1 with xml:base above the signed element is not supported.',
      element,
    );
  return method;
}

export interface TransformChain {
  readonly uris: readonly string[];
  readonly method: C14nMethod;
  readonly enveloped: boolean;
}

/**
 * Reads a Reference's transforms: enveloped-signature, then one canonicalization, each at most once and in this order
 * (SAML Core section 5.4.4).
 *
 * @throws FaultySignature `transform` for any other
 */
export function readTransforms(transforms: XmlElement | undefined): TransformChain {
  const uris: string[] = [];
  let enveloped = false;
  let method: C14nMethod | undefined;
  const elements = transforms === undefined ? [] : childElements(transforms);
  for (const element of elements) {
    const uri = attribute(element, 'Algorithm') ?? '';
    if (!isNamed(element, NS.ds, 'Transform') || elements.length > 2)
      throw new FaultySignature('transform', 'A signature may have two transforms at most.', element, {
        expected: 'enveloped-signature, then a canonicalization',
        actual: elements.map((each) => attribute(each, 'Algorithm') ?? each.local).join(', '),
      });
    uris.push(uri);
    if (uri !== ENVELOPED) {
      if (method !== undefined)
        throw new FaultySignature('transform', 'Two canonicalizations follow each other.', element);
      method = readC14n(element, 'transform');
      continue;
    }
    if (enveloped || method !== undefined || childElements(element).length > 0)
      throw new FaultySignature('transform', 'enveloped-signature must come once, first and empty.', element);
    enveloped = true;
  }
  // Dereferencing '#id' leaves comments out before any transform runs (XML Signature 1.1 section 4.4.3.3).
  const applied = method ?? c14nMethodOf(DEFAULT_C14N);
  if (applied === undefined) throw new TypeError('The default canonicalization is unknown.');
  return { uris, method: { ...applied, comments: false }, enveloped };
}
