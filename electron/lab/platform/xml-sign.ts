import { createHash, type KeyObject, sign } from 'node:crypto';
import { canonicalize } from '../../../shared/core/xml/c14n/canonicalize.ts';
import { c14nMethodOf } from '../../../shared/core/xml/c14n/method.ts';
import { NS } from '../../../shared/core/xml/namespaces.ts';
import { parseXml } from '../../../shared/core/xml/parse.ts';
import { child } from '../../../shared/core/xml/query.ts';
import type { XmlElement } from '../../../shared/core/xml/tree.ts';
import { xml } from './xml-text.ts';

const SIGNATURE_METHOD = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const DIGEST_METHOD = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = c14nMethodOf(NS.excC14n);

export interface XmlSigner {
  /** An RSA key. */
  readonly key: KeyObject;
  /** The certificate that KeyInfo shows, base64 DER. */
  readonly certificate: string;
}

/**
 * Signs one element of a document with an enveloped signature: exclusive canonicalization, RSA with SHA-256 (XML Signature
 * 1.1, as SAML 2.0 Core section 5.4 and SAML 1.1 Core section 5.4 restrict it).
 *
 * @param text the document, without the signature
 * @param id value of the element's ID or AssertionID
 * @param place where the signature goes among the element's children
 * @returns the document with it
 * @throws RangeError for text that is no XML, or has no such element
 */
export function signXml(text: string, id: string, place: 'first' | 'last', signer: XmlSigner): string {
  const target = parsed(text).byId.get(id);
  if (target === undefined) throw new RangeError(`the document has no element ${id}`);
  const digest = createHash('sha256').update(canonical(target)).digest('base64');
  const signedInfo = xml`<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${NS.excC14n}"/><ds:SignatureMethod Algorithm="${SIGNATURE_METHOD}"/><ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${NS.ds}enveloped-signature"/><ds:Transform Algorithm="${NS.excC14n}"/></ds:Transforms><ds:DigestMethod Algorithm="${DIGEST_METHOD}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const value = sign('RSA-SHA256', Buffer.from(canonicalSignedInfo(signedInfo.xml)), signer.key);
  const signature = xml`<ds:Signature xmlns:ds="${NS.ds}">${signedInfo}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue><KeyInfo xmlns="${NS.ds}"><X509Data><X509Certificate>${signer.certificate}</X509Certificate></X509Data></KeyInfo></ds:Signature>`;
  const at = place === 'first' ? target.startTagEnd : text.lastIndexOf('</', target.end - 1);
  return text.slice(0, at) + signature.xml + text.slice(at);
}

function parsed(text: string) {
  const result = parseXml(text);
  if (!result.ok) throw new RangeError(result.refusal.message);
  return result.document;
}

function canonical(element: XmlElement): string {
  if (EXCLUSIVE === undefined) throw new RangeError('exclusive canonicalization is not known');
  return canonicalize(element, EXCLUSIVE);
}

/** SignedInfo as it will stand: a child of the element that declares its prefix. */
function canonicalSignedInfo(signedInfo: string): string {
  const { root } = parsed(`<ds:Signature xmlns:ds="${NS.ds}">${signedInfo}</ds:Signature>`);
  const element = child(root, NS.ds, 'SignedInfo');
  if (element === undefined) throw new RangeError('the signature has no SignedInfo');
  return canonical(element);
}
