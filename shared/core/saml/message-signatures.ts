import type { SignatureReport } from '../inspector/report.ts';
import type { TrustedKey } from '../xml/dsig/facts.ts';
import { childElements, pathOf } from '../xml/query.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import type { XmlCase } from './judging.ts';
import { type JudgedSignature, judgeSignature } from './signature-check.ts';
import { listed } from './structure-check.ts';

/** An honest message has two: more are not worth the time it takes to verify them. */
const MOST_SIGNATURES = 8;

/** The signatures of one document: at most one for each element that can be signed. */
export interface MessageSignatures {
  readonly byHolder: ReadonlyMap<XmlElement, JudgedSignature>;
  readonly reports: readonly SignatureReport[];
}

/** @returns the trusted keys that made signatures of a message. */
export function signersOf(signatures: MessageSignatures | undefined): TrustedKey[] {
  return [...(signatures?.byHolder.values() ?? [])].flatMap(({ outcome }) =>
    outcome.status === 'verified' ? [outcome.signedBy] : [],
  );
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
  const misplaced: XmlElement[] = [];
  for (const signature of signatures) {
    const holder = signature.parent;
    const fits = holder !== undefined && holders.has(holder) && !byHolder.has(holder);
    if (!fits || byHolder.size >= MOST_SIGNATURES) {
      misplaced.push(signature);
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
  if (misplaced.length > 0)
    judgement.fail(
      'signature.place',
      `${misplaced.length === 1 ? 'A signature stands' : `${misplaced.length} signatures stand`} where SAML has none: beside another one, or in neither the message nor its assertion.`,
      { actual: listed(misplaced, pathTo) },
      misplaced[0],
    );
  return { byHolder, reports };
}
