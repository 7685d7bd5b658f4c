import { readSigned, type SignedTree } from '../xml/dsig/signed-tree.ts';
import { NS } from '../xml/namespaces.ts';
import { child, pathOf } from '../xml/query.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { openEncrypted } from './encrypted.ts';
import type { XmlCase } from './judging.ts';
import { judgeSignatures, type MessageSignatures } from './message-signatures.ts';
import type { JudgedSignature } from './signature-check.ts';
import { checkStructure } from './structure-check.ts';
import { survey } from './survey.ts';

/** The assertion of a message, and the tree its values are read from. */
export interface AssertionSource {
  /** In signed bytes where `signed` is true; in the document itself where nothing trusted covers it. */
  readonly element: XmlElement;
  /** True where a trusted key's signature covers it. */
  readonly signed: boolean;
  /** True where any signature, trusted or not, stands over it. */
  readonly hasSignature: boolean;
  readonly encrypted: boolean;
  /** The document it stands in, in which encrypted parts of it are opened. */
  readonly document: XmlDocument;
  /** The element of that document which an element of the signed bytes stands for. */
  originalOf(element: XmlElement): XmlElement;
  /** Signatures found inside, where it was encrypted. */
  readonly inner?: MessageSignatures;
}

/**
 * The element a verified signature covers, read again from the canonical bytes it was verified over.
 *
 * @returns undefined where nothing trusted verified
 */
export function signedTree(one: XmlCase, judged: JudgedSignature | undefined): SignedTree | undefined {
  if (judged?.outcome.status !== 'verified') return undefined;
  const signed = readSigned(judged.outcome);
  if (signed !== undefined) one.judgement.derive(signed.root, judged.holder, signed.originalOf);
  return signed;
}

const itself = (element: XmlElement): XmlElement => element;

function plainSource(
  one: XmlCase,
  assertion: XmlElement,
  own: JudgedSignature | undefined,
  envelope: JudgedSignature | undefined,
  signedEnvelope: SignedTree | undefined,
): AssertionSource {
  const common = {
    hasSignature: own !== undefined || envelope !== undefined,
    encrypted: false,
    document: one.document,
  };
  const signed = signedTree(one, own);
  if (signed !== undefined)
    return { ...common, element: signed.root, signed: true, originalOf: signed.originalOf };
  const inEnvelope =
    signedEnvelope === undefined || assertion.parent !== envelope?.holder
      ? undefined
      : child(signedEnvelope.root, assertion.uri, 'Assertion');
  return signedEnvelope === undefined || inEnvelope === undefined
    ? { ...common, element: assertion, signed: false, originalOf: itself }
    : { ...common, element: inEnvelope, signed: true, originalOf: signedEnvelope.originalOf };
}

function openedSource(
  one: XmlCase,
  holder: XmlElement,
  envelope: JudgedSignature | undefined,
  signedEnvelope: SignedTree | undefined,
): AssertionSource | undefined {
  // The ciphertext is opened where it stands: a signature around it covers the very same characters.
  const document = openEncrypted(one, holder, one.document);
  if (document === undefined) return undefined;
  const { root } = document;
  const found = survey(root, new Set([root]));
  checkStructure(one.judgement, found);
  if (root.local !== 'Assertion' || (root.uri !== NS.saml && root.uri !== NS.saml1)) {
    one.judgement.fail(
      'structure.schema',
      `What was encrypted is ${root.local}, not an assertion.`,
      { expected: 'Assertion', actual: root.local },
      root,
    );
    return undefined;
  }
  const base = `${pathOf(holder)}/Assertion[1]`;
  const pathTo = (element: XmlElement): string => base + pathOf(element).slice('/Assertion'.length);
  const inner = judgeSignatures(one, document, found.signatures, new Set([root]), pathTo);
  const own = inner.byHolder.get(root);
  const signed = signedTree(one, own);
  if (signedEnvelope !== undefined && signed === undefined) one.judgement.markSigned(root);
  return {
    element: signed?.root ?? root,
    signed: signed !== undefined || signedEnvelope !== undefined,
    originalOf: signed?.originalOf ?? itself,
    hasSignature: own !== undefined || envelope !== undefined,
    encrypted: true,
    document,
    inner,
  };
}

/**
 * Finds the tree the one assertion is read from: its own signed bytes, else those of the message around it, else, with
 * nothing trusted, the document.
 *
 * @param assertion the Assertion or EncryptedAssertion of the message, or the EncryptedData of a WS-Trust answer
 * @param envelope the signature of the message around it
 * @param signedEnvelope the message as read from that signature's bytes, where a trusted key verified it
 * @returns undefined where it is encrypted and stays shut
 */
export function sourceOf(
  one: XmlCase,
  assertion: XmlElement,
  own: JudgedSignature | undefined,
  envelope: JudgedSignature | undefined,
  signedEnvelope: SignedTree | undefined,
): AssertionSource | undefined {
  return assertion.local !== 'Assertion'
    ? openedSource(one, assertion, envelope, signedEnvelope)
    : plainSource(one, assertion, own, envelope, signedEnvelope);
}
