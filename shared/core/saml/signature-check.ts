import type { Certificate, Crypto } from '../crypto/crypto.ts';
import type { SignatureReport } from '../inspector/report.ts';
import { explainDigest } from '../xml/dsig/explain.ts';
import type { SignatureFacts, TrustedKey } from '../xml/dsig/facts.ts';
import type { SignatureFaultReason } from '../xml/dsig/fault.ts';
import type {
  FailedSignature,
  SignatureOutcome,
  UntrustedSignature,
  VerifiedSignature,
} from '../xml/dsig/outcome.ts';
import { verifySignature } from '../xml/dsig/verify.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { isoOf } from './instant.ts';
import type { Judgement } from './judgement.ts';
import type { SamlRuleId } from './rules.ts';

/** The rule each fault of a signature breaks. */
const RULE_OF: Readonly<Record<SignatureFaultReason, SamlRuleId>> = {
  'several-signed-info': 'signature.form',
  'no-signed-info': 'signature.form',
  'missing-element': 'signature.form',
  'unexpected-element': 'signature.form',
  object: 'signature.form',
  'bad-base64': 'signature.form',
  'comment-in-value': 'signature.value-text',
  'several-references': 'signature.reference',
  'no-reference': 'signature.reference',
  'external-reference': 'signature.reference',
  'reference-not-found': 'signature.reference',
  'reference-not-parent': 'signature.reference',
  'empty-reference': 'signature.reference',
  transform: 'signature.transforms',
  canonicalization: 'signature.canonicalization',
  algorithm: 'signature.algorithm',
  hmac: 'signature.algorithm',
  'digest-mismatch': 'signature.digest',
  'wrong-key': 'signature.value',
  'signature-mismatch': 'signature.value',
  'key-does-not-fit': 'signature.value',
};

/** What verifying needs besides the message. */
export interface SignatureContext {
  readonly trusted: readonly TrustedKey[];
  readonly crypto: Crypto;
  /** Epoch milliseconds as of which the message is judged. */
  readonly now: number;
}

/** A signature with its outcome. */
export interface JudgedSignature {
  readonly holder: XmlElement;
  readonly outcome: SignatureOutcome;
  readonly report: SignatureReport;
}

/** node:crypto writes one part of a name a line. */
function subjectOf(certificate: Certificate): string {
  return certificate.subject.replaceAll('\n', ', ');
}

/** @returns how a key is called in a sentence. */
export function nameOfKey(key: TrustedKey): string {
  if (key.certificate !== undefined) return subjectOf(key.certificate);
  return key.name ?? `key ${key.key.thumbprint}`;
}

/** @returns the SHA-256 of the certificate, or the thumbprint of a bare key. */
export function identifyKey(key: TrustedKey): string {
  return key.certificate?.sha256 ?? key.key.thumbprint;
}

/** Certificates live as long as the key ring, and are named in every verdict of a run. */
const validities = new WeakMap<Certificate, string>();

function validityOf(certificate: Certificate): string {
  const known = validities.get(certificate);
  if (known !== undefined) return known;
  const text = `${isoOf(certificate.notBefore)} to ${isoOf(certificate.notAfter)}`;
  validities.set(certificate, text);
  return text;
}

function checkCertificate(judgement: Judgement, key: TrustedKey, now: number): void {
  const { certificate } = key;
  if (certificate === undefined || !judgement.first(`certificate ${certificate.sha256}`)) return;
  const values = { actual: validityOf(certificate) };
  if (now > certificate.notAfter)
    judgement.warn(
      'signature.certificate',
      `The trusted certificate ${nameOfKey(key)} expired at ${isoOf(certificate.notAfter)}.`,
      values,
    );
  else if (now < certificate.notBefore)
    judgement.warn(
      'signature.certificate',
      `The trusted certificate ${nameOfKey(key)} is not valid before ${isoOf(certificate.notBefore)}.`,
      values,
    );
  else judgement.pass('signature.certificate', 'The trusted certificate is in its validity period.', values);
}

function passForm(judgement: Judgement, facts: SignatureFacts, path: string): void {
  judgement.pass('signature.form', `The signature in ${path} has one SignedInfo and nothing besides it.`);
  judgement.pass('signature.value-text', 'DigestValue and SignatureValue hold text only.');
  judgement.pass('signature.reference', `It refers to the element that holds it: ${path}.`, {
    actual: facts.uri === '' ? 'the whole document' : facts.uri,
  });
  judgement.pass('signature.transforms', 'Its transforms are the ones SAML allows.');
  judgement.pass('signature.canonicalization', 'Its canonicalization is allowed.', {
    actual: facts.canonicalization,
  });
  judgement.pass('signature.algorithm', 'Its algorithms are known.', { actual: facts.method });
}

function checkStrength(judgement: Judgement, facts: SignatureFacts): void {
  if (facts.weak.includes('sha1'))
    judgement.warn(
      'signature.sha1',
      'The signature uses SHA-1, for which collisions can be made.',
      { expected: 'SHA-256 or stronger', actual: `${facts.method}, ${facts.digest}` },
      facts.signature,
    );
  else judgement.pass('signature.sha1', 'The signature does not use SHA-1.');
}

function failDigest(
  judgement: Judgement,
  facts: SignatureFacts,
  document: XmlDocument,
  path: string,
  crypto: Crypto,
): void {
  const [first] = explainDigest(facts, document, crypto);
  const reason = first === undefined ? 'It was changed after it was signed.' : first.message;
  judgement.fail(
    'signature.digest',
    `The content of ${path} is not what was signed. ${reason}`,
    first === undefined ? {} : { fix: first.fix },
    first?.at ?? facts.target,
  );
}

function checkKeyInfo(judgement: Judgement, outcome: VerifiedSignature): void {
  const texts = {
    same: 'The certificate in the message is the trusted one.',
    none:
      outcome.signedBy.certificate === undefined
        ? 'A key was trusted, not a certificate: the message’s own was not looked at.'
        : 'The message carries no certificate; the trusted one was used.',
    other: 'The message carries another certificate than the trusted one that verifies it.',
  };
  const text = texts[outcome.embedded];
  if (outcome.embedded === 'other') judgement.warn('signature.key-info', text, {}, outcome.facts.signature);
  else judgement.pass('signature.key-info', text);
}

function judgeVerified(judgement: Judgement, outcome: VerifiedSignature, path: string, now: number): void {
  const { facts, signedBy } = outcome;
  passForm(judgement, facts, path);
  checkStrength(judgement, facts);
  judgement.pass('signature.digest', `The content of ${path} is what was signed.`, { actual: facts.digest });
  judgement.pass('signature.value', `The signature over ${path} was made by ${nameOfKey(signedBy)}.`, {
    actual: identifyKey(signedBy),
  });
  checkKeyInfo(judgement, outcome);
  checkCertificate(judgement, signedBy, now);
}

function judgeUntrusted(judgement: Judgement, outcome: UntrustedSignature, path: string): void {
  const { facts, selfConsistent } = outcome;
  passForm(judgement, facts, path);
  checkStrength(judgement, facts);
  judgement.pass('signature.digest', `The content of ${path} is what was signed, by whomever.`, {
    actual: facts.digest,
  });
  const alone = 'No trusted certificate was given.';
  if (selfConsistent === undefined) judgement.notChecked('signature.value', alone);
  else
    judgement.notChecked(
      'signature.value',
      `${alone} The signature fits the certificate in the message (${subjectOf(selfConsistent)}), which anybody could have put there.`,
      { actual: selfConsistent.sha256 },
    );
}

function judgeFailed(
  judgement: Judgement,
  outcome: FailedSignature,
  document: XmlDocument,
  path: string,
  context: SignatureContext,
): void {
  const { facts, reason, embeddedVerifies } = outcome;
  if (reason === 'digest-mismatch' && facts !== undefined) {
    passForm(judgement, facts, path);
    checkStrength(judgement, facts);
    failDigest(judgement, facts, document, path, context.crypto);
    return;
  }
  judgement.fail(
    RULE_OF[reason],
    outcome.message,
    {
      ...(outcome.expected === undefined ? {} : { expected: outcome.expected }),
      ...(outcome.actual === undefined ? {} : { actual: outcome.actual }),
    },
    outcome.at,
  );
  if (facts !== undefined) checkStrength(judgement, facts);
  if (embeddedVerifies === undefined) return;
  const trusted = context.trusted.map(nameOfKey).join('; ');
  judgement.warn(
    'signature.key-info',
    `The message was signed with ${subjectOf(embeddedVerifies)} (valid from ${isoOf(embeddedVerifies.notBefore)}), and you trust ${trusted}. Either the identity provider has renewed its certificate, or somebody else signed this.`,
    { actual: embeddedVerifies.sha256 },
    outcome.at,
  );
}

function reportOf(outcome: SignatureOutcome, path: string): SignatureReport {
  const { facts } = outcome;
  const signature = {
    algorithm: facts?.method ?? 'unknown',
    ...(facts === undefined ? {} : { digest: facts.digest }),
  };
  if (outcome.status === 'failed') return { status: 'fail', ...signature, covers: [] };
  if (outcome.status === 'no-trust') return { status: 'not-checked', ...signature, covers: [path] };
  return { status: 'pass', ...signature, signedBy: identifyKey(outcome.signedBy), covers: [path] };
}

/**
 * Verifies one enveloped signature and writes what was found into the judgement (XML Signature 1.1 section 3.2).
 *
 * @param signature the ds:Signature
 * @param holder the element it stands in, which is what it must cover
 * @param path the holder's path as the report shows it
 */
export function judgeSignature(
  judgement: Judgement,
  signature: XmlElement,
  holder: XmlElement,
  path: string,
  document: XmlDocument,
  context: SignatureContext,
): JudgedSignature {
  const outcome = verifySignature(signature, document, context.trusted, context.crypto);
  if (outcome.status === 'verified') {
    judgeVerified(judgement, outcome, path, context.now);
    judgement.markSigned(holder);
  } else if (outcome.status === 'no-trust') judgeUntrusted(judgement, outcome, path);
  else judgeFailed(judgement, outcome, document, path, context);
  return { holder, outcome, report: reportOf(outcome, path) };
}
