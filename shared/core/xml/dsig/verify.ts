import type { Certificate, Crypto, CryptoKey, SignatureScheme } from '../../crypto/crypto.ts';
import { toBase64 } from '../../encoding/base64.ts';
import { toUtf8 } from '../../encoding/utf8.ts';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import { canonicalize } from '../c14n/canonicalize.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import { base64Text } from './base64-value.ts';
import type { SignatureFacts, TrustedKey } from './facts.ts';
import type { SignatureFault } from './fault.ts';
import type { EmbeddedCertificate, FailedSignature, SignatureOutcome } from './outcome.ts';
import { readSignature } from './read.ts';

const KEY_TYPES: Readonly<Record<SignatureScheme['scheme'], CryptoKey['type'] | undefined>> = {
  'rsa-pkcs1': 'rsa',
  'rsa-pss': 'rsa',
  ecdsa: 'ec',
  eddsa: 'okp',
  hmac: undefined,
};

function failed(
  facts: SignatureFacts,
  fault: Omit<SignatureFault, 'at'> & { at?: XmlElement },
  embeddedVerifies?: Certificate,
): FailedSignature {
  return {
    status: 'failed',
    at: facts.signature,
    ...fault,
    facts,
    ...(embeddedVerifies === undefined ? {} : { embeddedVerifies }),
  };
}

/** What was cut out of another document (decrypted) is tried in its old place, then alone: both are signed in practice. */
function contextsOf(document: XmlDocument): readonly XmlDocument['inherited'][] {
  return document.inherited.length === 0 ? [[]] : [document.inherited, []];
}

/** The canonical text of what a signature covers, if its digest is the one the signature gives. */
function canonicalOf(
  facts: SignatureFacts,
  document: XmlDocument,
  crypto: Crypto,
): { readonly canonical: string; readonly matches: boolean; readonly digest: Uint8Array } {
  const omit = facts.enveloped ? facts.signature : undefined;
  const attempt = (inherited: XmlDocument['inherited']) => {
    const canonical = canonicalize(facts.target, facts.targetMethod, omit, inherited);
    const digest = crypto.hash(facts.digestHash, toUtf8(canonical));
    return { canonical, digest, matches: crypto.constantTimeEqual(digest, facts.digestValue) };
  };
  const first = attempt(document.inherited);
  if (first.matches || document.inherited.length === 0) return first;
  const alone = attempt([]);
  return alone.matches ? alone : first;
}

/** The bytes the signature value may be made over: one, but for a decrypted document signed inclusively. */
function signedBytes(facts: SignatureFacts, document: XmlDocument): Uint8Array[] {
  const texts = contextsOf(document).map((inherited) =>
    canonicalize(facts.signedInfo, facts.signedInfoMethod, undefined, inherited),
  );
  return [...new Set(texts)].map(toUtf8);
}

/** The message's own certificates that can be read; a broken one is no reason to fail, as none is trusted. */
function embeddedCertificates(facts: SignatureFacts, crypto: Crypto): Certificate[] {
  const found: Certificate[] = [];
  for (const text of facts.embedded) {
    const der = base64Text(text);
    if (der === undefined) continue;
    try {
      found.push(crypto.parseCertificate(der));
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
    }
  }
  return found;
}

/** Certificates are trusted for many messages: their base64 is written once. */
const BASE64 = new WeakMap<Certificate, string>();

function base64Of(certificate: Certificate): string {
  let text = BASE64.get(certificate);
  if (text === undefined) {
    text = toBase64(certificate.der);
    BASE64.set(certificate, text);
  }
  return text;
}

function embeddedAgainst(facts: SignatureFacts, signer: TrustedKey): EmbeddedCertificate {
  if (facts.embedded.length === 0 || signer.certificate === undefined) return 'none';
  return facts.embedded.includes(base64Of(signer.certificate)) ? 'same' : 'other';
}

/** Trusted keys of the right type, the one the message hints at first: order saves time and decides nothing. */
function candidates(facts: SignatureFacts, trust: readonly TrustedKey[]): TrustedKey[] {
  const fitting = trust.filter(({ key }) => key.type === KEY_TYPES[facts.scheme.scheme]);
  if (fitting.length < 2 || facts.embedded.length === 0) return fitting;
  const hinted = (trusted: TrustedKey): number => (embeddedAgainst(facts, trusted) === 'same' ? 0 : 1);
  return fitting.sort((a, b) => hinted(a) - hinted(b));
}

/**
 * Verifies an enveloped signature with the keys the reader trusts (XML Signature 1.1 section 3.2, SAML Core section 5.4):
 * structure, then the digest over the canonical form, then the signature value. KeyInfo is never trusted.
 *
 * @param signature a ds:Signature element
 * @param document the document it stands in
 * @param trust the keys to try; none gives `no-trust`
 */
export function verifySignature(
  signature: XmlElement,
  document: XmlDocument,
  trust: readonly TrustedKey[],
  crypto: Crypto,
): SignatureOutcome {
  const structure = readSignature(signature, document);
  if (!structure.ok) return { status: 'failed', ...structure.fault };
  const { facts } = structure;
  const { canonical, matches, digest } = canonicalOf(facts, document, crypto);
  if (!matches)
    return failed(facts, {
      reason: 'digest-mismatch',
      message: `<${facts.target.local}> was changed after it was signed: its digest is another one.`,
      at: facts.target,
      expected: toBase64(facts.digestValue),
      actual: toBase64(digest),
    });
  const signedInfo = signedBytes(facts, document);
  const verifies = (key: CryptoKey): boolean =>
    signedInfo.some((bytes) => crypto.verify(facts.scheme, key, bytes, facts.signatureValue));
  const fitting = candidates(facts, trust);
  const signedBy = fitting.find(({ key }) => verifies(key));
  if (signedBy !== undefined)
    return { status: 'verified', facts, canonical, signedBy, embedded: embeddedAgainst(facts, signedBy) };
  const own = embeddedCertificates(facts, crypto).find(
    ({ publicKey }) => publicKey.type === KEY_TYPES[facts.scheme.scheme] && verifies(publicKey),
  );
  if (trust.length === 0)
    return { status: 'no-trust', facts, canonical, ...(own === undefined ? {} : { selfConsistent: own }) };
  if (own !== undefined)
    return failed(
      facts,
      {
        reason: 'wrong-key',
        message: 'The signature was made with another certificate than the ones you trust.',
        expected: trust.map(({ certificate, key }) => certificate?.sha256 ?? key.thumbprint).join(', '),
        actual: own.sha256,
      },
      own,
    );
  if (fitting.length === 0)
    return failed(facts, {
      reason: 'key-does-not-fit',
      message: `The signature is ${facts.scheme.scheme}, and no trusted key is of that type.`,
      expected: KEY_TYPES[facts.scheme.scheme] ?? '',
      actual: trust.map(({ key }) => key.type).join(', '),
    });
  return failed(facts, {
    reason: 'signature-mismatch',
    message: 'The signature value does not verify with any trusted key.',
  });
}
