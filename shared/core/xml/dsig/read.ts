import { NS } from '../namespaces.ts';
import {
  attribute,
  childElements,
  childrenNamed,
  descendants,
  hasComment,
  isNamed,
  onlyText,
} from '../query.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import { definedName, hashOf, isHmac, signatureSchemeOf } from './algorithms.ts';
import { base64Text } from './base64-value.ts';
import type { SignatureFacts } from './facts.ts';
import { FaultySignature, type SignatureFault } from './fault.ts';
import { readC14n, readTransforms } from './transforms.ts';

export type ReadSignature =
  | { readonly ok: true; readonly facts: SignatureFacts }
  | { readonly ok: false; readonly fault: SignatureFault };

/** The one child of a name; siblings of other names are somebody else's check. */
function only(parent: XmlElement, local: string): XmlElement {
  const [found, second] = childrenNamed(parent, NS.ds, local);
  if (found === undefined)
    throw new FaultySignature('missing-element', `<${parent.local}> has no <${local}>.`, parent);
  if (second !== undefined)
    throw new FaultySignature(
      'unexpected-element',
      `<${parent.local}> has more than one <${local}>.`,
      second,
    );
  return found;
}

function checkChildren(parent: XmlElement, allowed: readonly string[]): void {
  for (const node of parent.children) {
    if (node.kind === 'text' && node.text.trim() !== '')
      throw new FaultySignature(
        'unexpected-element',
        `<${parent.local}> holds text between its elements.`,
        parent,
      );
    if (node.kind === 'element' && !(node.uri === NS.ds && allowed.includes(node.local)))
      throw new FaultySignature(
        'unexpected-element',
        `<${parent.local}> holds <${node.local}>, which does not belong there.`,
        node,
      );
  }
}

function binary(element: XmlElement): Uint8Array {
  const text = onlyText(element);
  if (text === undefined)
    throw new FaultySignature(
      'comment-in-value',
      `<${element.local}> holds ${hasComment(element) ? 'a comment' : 'an element'} inside its value.`,
      element,
    );
  const bytes = base64Text(text);
  if (bytes === undefined || bytes.length === 0)
    throw new FaultySignature('bad-base64', `<${element.local}> is not base64.`, element, {
      actual: text.trim().slice(0, 80),
    });
  return bytes;
}

function oneSignedInfo(signature: XmlElement): XmlElement {
  let found: XmlElement | undefined;
  for (const element of descendants(signature)) {
    if (element.local !== 'SignedInfo') continue;
    if (found !== undefined)
      throw new FaultySignature(
        'several-signed-info',
        'The signature holds more than one SignedInfo.',
        element,
      );
    found = element;
  }
  if (found === undefined || found.parent !== signature || found.uri !== NS.ds)
    throw new FaultySignature('no-signed-info', 'The signature has no SignedInfo.', found ?? signature);
  return found;
}

function oneReference(signedInfo: XmlElement): XmlElement {
  const [reference, second] = childrenNamed(signedInfo, NS.ds, 'Reference');
  if (reference === undefined)
    throw new FaultySignature('no-reference', 'The signature refers to nothing.', signedInfo);
  if (second !== undefined)
    throw new FaultySignature(
      'several-references',
      'The signature has more than one Reference; SAML allows one.',
      second,
    );
  return reference;
}

function targetOf(reference: XmlElement, signature: XmlElement, document: XmlDocument): XmlElement {
  const uri = attribute(reference, 'URI') ?? '';
  const holder = signature.parent;
  if (holder === undefined)
    throw new FaultySignature(
      'reference-not-parent',
      'The signature stands alone: it envelops nothing and is in nothing.',
      signature,
    );
  if (uri === '') {
    if (holder === document.root) return holder;
    throw new FaultySignature(
      'empty-reference',
      'The Reference names no ID, and the signature is not the document’s own.',
      reference,
      {
        expected: 'the ID of the element the signature stands in',
      },
    );
  }
  if (!uri.startsWith('#') || uri.startsWith('#xpointer('))
    throw new FaultySignature(
      'external-reference',
      `The Reference points to "${uri}", not to an ID in this document.`,
      reference,
      {
        expected: '# and an ID',
        actual: uri,
      },
    );
  const target = document.byId.get(uri.slice(1));
  if (target === undefined)
    throw new FaultySignature(
      'reference-not-found',
      `No element has the ID "${uri.slice(1)}" the signature refers to.`,
      reference,
      {
        actual: uri,
      },
    );
  if (target !== holder)
    throw new FaultySignature(
      'reference-not-parent',
      `The signature stands in <${holder.local}> but signs the <${target.local}> with the ID "${uri.slice(1)}".`,
      reference,
      { expected: `the ID of the <${holder.local}> around it`, actual: uri },
    );
  return target;
}

function embeddedCertificates(signature: XmlElement): string[] {
  const found: string[] = [];
  for (const keyInfo of childrenNamed(signature, NS.ds, 'KeyInfo'))
    for (const element of descendants(keyInfo))
      if (isNamed(element, NS.ds, 'X509Certificate'))
        found.push((onlyText(element) ?? '').replace(/\s+/g, ''));
  return found.filter((text) => text !== '');
}

function methodOf(element: XmlElement): Pick<SignatureFacts, 'method' | 'scheme'> & { weak: boolean } {
  const method = attribute(element, 'Algorithm') ?? '';
  if (isHmac(method))
    throw new FaultySignature(
      'hmac',
      'The signature is a keyed hash (HMAC): whoever can verify it could have made it.',
      element,
      { actual: method },
    );
  const known = signatureSchemeOf(method, element);
  if (known === undefined)
    throw new FaultySignature('algorithm', `The signature algorithm "${method}" is not supported.`, element, {
      actual: method,
    });
  return { method, ...known };
}

function read(signature: XmlElement, document: XmlDocument): SignatureFacts {
  const signedInfo = oneSignedInfo(signature);
  const foreign = childElements(signature).find((element) => isNamed(element, NS.ds, 'Object'));
  if (foreign !== undefined)
    throw new FaultySignature(
      'object',
      'The signature carries an Object: content that hides from readers.',
      foreign,
    );
  checkChildren(signature, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  checkChildren(signedInfo, ['CanonicalizationMethod', 'SignatureMethod', 'Reference']);
  const c14n = only(signedInfo, 'CanonicalizationMethod');
  const { method, scheme, weak } = methodOf(only(signedInfo, 'SignatureMethod'));
  const reference = oneReference(signedInfo);
  checkChildren(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const target = targetOf(reference, signature, document);
  const transforms = childrenNamed(reference, NS.ds, 'Transforms');
  const chain = readTransforms(transforms.length === 0 ? undefined : only(reference, 'Transforms'));
  const digestMethod = only(reference, 'DigestMethod');
  const digest = attribute(digestMethod, 'Algorithm') ?? '';
  const digestHash = hashOf(digest);
  if (digestHash === undefined)
    throw new FaultySignature(
      'algorithm',
      `The digest algorithm "${digest}" is not supported.`,
      digestMethod,
      { actual: digest },
    );
  return {
    signature,
    signedInfo,
    method,
    scheme,
    digest,
    digestHash,
    canonicalization: attribute(c14n, 'Algorithm') ?? '',
    signedInfoMethod: readC14n(c14n, 'canonicalization'),
    transforms: chain.uris,
    targetMethod: chain.method,
    enveloped: chain.enveloped,
    uri: attribute(reference, 'URI') ?? '',
    target,
    digestValue: binary(only(reference, 'DigestValue')),
    signatureValue: binary(only(signature, 'SignatureValue')),
    embedded: embeddedCertificates(signature),
    weak: weak || digestHash === 'SHA-1' ? ['sha1'] : [],
    misnamed: [method, digest].filter((uri) => definedName(uri) !== undefined),
  };
}

/**
 * Reads a signature's structure and holds it to what SAML allows: one SignedInfo, one Reference to the element the signature
 * stands in, known transforms, no keyed hash, values that are nothing but base64 (SAML Core section 5.4). No key is used.
 *
 * @param signature a ds:Signature element
 * @param document the document it stands in
 */
export function readSignature(signature: XmlElement, document: XmlDocument): ReadSignature {
  try {
    return { ok: true, facts: read(signature, document) };
  } catch (thrown) {
    if (thrown instanceof FaultySignature) return { ok: false, fault: thrown.fault };
    throw thrown;
  }
}
