import type { SignatureReport } from '../inspector/report.ts';
import { childElements, pathOf } from '../xml/query.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import type { XmlCase } from './judging.ts';
import { type JudgedSignature, judgeSignature } from './signature-check.ts';

/** The signatures of one document: at most one for each element that can be signed. */
export interface MessageSignatures {
  readonly byHolder: ReadonlyMap<XmlElement, JudgedSignature>;
  readonly reports: readonly SignatureReport[];
}

function isAfterIssuer(signature: XmlElement, holder: XmlElement): boolean {
  const siblings = childElements(holder);
  const before = siblings[siblings.indexOf(signature) - 1];
  return before === undefined || before.local === 'Issuer';
}

/**
 * Verifies every signature of a document, and refuses those that stand where SAML has none (SAML 2.0 Core section 5.4).
 *
 * @param signatures all ds:Signature elements outside Advice
 * @param holders the elements that may be signed
 * @param pathTo how the report calls an element of this document
 */
export function judgeSignatures(
  one: XmlCase,
  document: XmlDocument,
  signatures: readonly XmlElement[],
  holders: ReadonlySet<XmlElement>,
  pathTo: (element: XmlElement) => string = pathOf,
): MessageSignatures {
  const { judgement } = one;
  const byHolder = new Map<XmlElement, JudgedSignature>();
  const reports: SignatureReport[] = [];
  for (const signature of signatures) {
    const holder = signature.parent;
    if (holder === undefined || !holders.has(holder) || byHolder.has(holder)) {
      const twice = holder !== undefined && byHolder.has(holder);
      judgement.fail(
        'signature.place',
        twice
          ? `${pathTo(holder)} has a second signature.`
          : 'A signature stands where SAML has none: it signs neither the message nor its assertion.',
        { actual: pathTo(signature) },
        signature,
      );
      continue;
    }
    const judged = judgeSignature(judgement, signature, holder, pathTo(holder), document, one);
    byHolder.set(holder, judged);
    reports.push(judged.report);
    const inOrder = holder.uri.includes(':SAML:1.0:') || isAfterIssuer(signature, holder);
    if (inOrder)
      judgement.pass('signature.place', `The signature stands in ${pathTo(holder)}, where SAML has it.`);
    else
      judgement.warn(
        'signature.place',
        `The signature of ${pathTo(holder)} does not follow its Issuer; strict readers refuse that.`,
        { actual: pathTo(signature) },
        signature,
      );
  }
  return { byHolder, reports };
}
