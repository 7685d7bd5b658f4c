import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import type { TrustedKey } from '../../../../shared/core/xml/dsig/facts.ts';
import type { SignatureOutcome } from '../../../../shared/core/xml/dsig/outcome.ts';
import { verifySignature } from '../../../../shared/core/xml/dsig/verify.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { descendants } from '../../../../shared/core/xml/query.ts';
import type { XmlDocument, XmlElement } from '../../../../shared/core/xml/tree.ts';
import { type KeyName, testKey } from '../../../generators/keys.ts';
import { serialise } from '../../../generators/serialise.ts';
import { PLAIN_SIGNATURE, type SignatureShape, signEnveloped } from '../../../generators/sign.ts';
import { type ElementModel, find, parseModel } from '../../../generators/xml-model.ts';

/** A message in small: an element with an ID that is signed, in an envelope with namespaces and an attribute of its own. */
export const MESSAGE =
  '<p:Envelope xmlns:p="urn:p" xmlns:idle="urn:idle" xml:lang="en"><p:Signed ID="s1" xmlns="urn:d">\n  <Name a="1">Zoë &amp; Jo</Name><Empty/><List><Item>1</Item><Item>2</Item></List></p:Signed></p:Envelope>';

export function signed(
  shape: Partial<SignatureShape> = {},
  change: (root: ElementModel) => void = () => {},
  message = MESSAGE,
): string {
  const root = parseModel(message);
  const target = find(root, 'Signed');
  signEnveloped(root, target, 0, { ...PLAIN_SIGNATURE, key: testKey('idp-rsa'), ...shape });
  change(root);
  return serialise(root);
}

export function parsed(source: string): XmlDocument {
  const result = parseXml(source);
  if (!result.ok) throw new Error(`${result.refusal.reason}: ${result.refusal.message}`);
  return result.document;
}

export function trusting(...names: KeyName[]): TrustedKey[] {
  return names.map((name) => {
    const certificate = nodeCrypto.parseCertificate(testKey(name).certificatePem);
    return { key: certificate.publicKey, certificate, name };
  });
}

export function signatureOf(document: XmlDocument): XmlElement {
  for (const element of descendants(document.root)) if (element.local === 'Signature') return element;
  throw new Error('no signature');
}

export function verified(
  source: string,
  trust: readonly TrustedKey[] = trusting('idp-rsa'),
): SignatureOutcome {
  const document = parsed(source);
  return verifySignature(signatureOf(document), document, trust, nodeCrypto);
}
