import { fromBase64 } from '../encoding/base64.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import type { SignatureReport } from '../inspector/report.ts';
import { signatureSchemeOf } from '../xml/dsig/algorithms.ts';
import type { TrustedKey } from '../xml/dsig/facts.ts';
import { pathOf } from '../xml/query.ts';
import type { XmlCase } from './judging.ts';
import { identifyKey, nameOfKey } from './signature-check.ts';

/** The redirect's signature with the key that made it, where a trusted one did. */
export interface JudgedRedirect {
  readonly report: SignatureReport;
  readonly signer?: TrustedKey;
}

/**
 * Verifies the signature of the redirect binding over the query's own characters (SAML 2.0 Bindings section 3.4.4.1).
 *
 * @returns undefined where the message did not come with one
 */
export function judgeRedirect(one: XmlCase): JudgedRedirect | undefined {
  const given = one.candidate.redirectSignature;
  if (given === undefined) return undefined;
  const { judgement, trusted, crypto } = one;
  const report = { algorithm: given.algorithm, covers: [] };
  const method = signatureSchemeOf(given.algorithm);
  if (method === undefined) {
    judgement.fail('signature.algorithm', 'The redirect’s signature algorithm is not accepted.', {
      actual: given.algorithm,
    });
    return { report: { status: 'fail', ...report } };
  }
  if (method.weak)
    judgement.warn('signature.sha1', 'The redirect’s signature uses SHA-1.', {
      expected: 'SHA-256 or stronger',
      actual: given.algorithm,
    });
  else judgement.pass('signature.sha1', 'The redirect’s signature does not use SHA-1.');
  const signature = fromBase64(given.signature.replace(/\s+/g, ''));
  if (signature === undefined) {
    judgement.fail('signature.redirect', 'The redirect’s signature is not base64.');
    return { report: { status: 'fail', ...report } };
  }
  if (trusted.length === 0) {
    judgement.notChecked('signature.redirect', 'The query is signed. No trusted certificate was given.');
    return { report: { status: 'not-checked', ...report, covers: [pathOf(one.document.root)] } };
  }
  const octets = toUtf8(given.signedOctets);
  const signer = trusted.find(({ key }) => crypto.verify(method.scheme, key, octets, signature));
  if (signer === undefined) {
    judgement.fail(
      'signature.redirect',
      'The redirect’s signature does not verify with a trusted key over the query as it stands.',
      {
        actual: given.signedOctets.length > 200 ? `${given.signedOctets.slice(0, 200)}…` : given.signedOctets,
      },
    );
    return { report: { status: 'fail', ...report } };
  }
  judgement.pass('signature.redirect', `The query was signed by ${nameOfKey(signer)}.`, {
    actual: identifyKey(signer),
  });
  judgement.markSigned(one.document.root);
  return {
    report: {
      status: 'pass',
      ...report,
      signedBy: identifyKey(signer),
      covers: [pathOf(one.document.root)],
    },
    signer,
  };
}

/** @returns the key that signed the query, in a list. */
export function signerOfRedirect(redirect: JudgedRedirect | undefined): TrustedKey[] {
  return redirect?.signer === undefined ? [] : [redirect.signer];
}
