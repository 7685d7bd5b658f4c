import { pathOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import type { AssertionSource } from './assertion-source.ts';
import type { XmlCase } from './judging.ts';

/**
 * Whether a signature is there at all.
 *
 * @param count signatures in places where SAML has them, the redirect binding's included
 * @param isShut whether an assertion stays encrypted, in which there may be one
 */
export function checkPresence(one: XmlCase, count: number, what: XmlElement, isShut = false): void {
  const { judgement, trustGiven, decryptKeys } = one;
  if (count === 0 && isShut && decryptKeys.length === 0)
    judgement.notChecked(
      'signature.present',
      'No signature is visible. The assertion is encrypted and was not opened; there may be one in it.',
    );
  else if (count > 0)
    judgement.pass(
      'signature.present',
      count === 1 ? 'The message is signed.' : `The message has ${count} signatures.`,
    );
  else if (trustGiven) judgement.fail('signature.present', 'Nothing in the message is signed.', {}, what);
  else judgement.warn('signature.present', 'Nothing in the message is signed.', {}, what);
}

/**
 * Whether what the message claims is covered by a trusted signature (SAML 2.0 Profiles section 4.1.4.5).
 *
 * @param source the assertion, or undefined where it stayed shut
 * @param assertion the assertion's element in the document
 * @param envelopeSigned whether the message around it is signed too
 */
export function checkCoverage(
  one: XmlCase,
  source: AssertionSource | undefined,
  assertion: XmlElement,
  envelopeSigned: boolean,
): void {
  const { judgement, trustGiven } = one;
  const path = pathOf(assertion);
  if (source?.encrypted === true) {
    if (source.hasSignature)
      judgement.pass('signature.encrypted-unsigned', 'What is encrypted is also signed.');
    else
      judgement.fail(
        'signature.encrypted-unsigned',
        'The assertion is encrypted and not signed: anybody can have made it.',
        {},
        assertion,
      );
  }
  if (!trustGiven) {
    judgement.notChecked(
      'signature.coverage',
      'No trusted certificate was given: nothing proves who made these claims.',
    );
    return;
  }
  if (source === undefined) {
    if (envelopeSigned)
      judgement.pass('signature.coverage', `The signature covers ${path}, which stays shut.`, {
        actual: path,
      });
    else if (one.decryptKeys.length === 0)
      judgement.notChecked(
        'signature.coverage',
        `${path} was not opened, so whether a trusted signature covers it cannot be told.`,
      );
    else
      judgement.fail(
        'signature.coverage',
        `No trusted signature covers ${path}, which could not be opened.`,
        { expected: path },
        assertion,
      );
    return;
  }
  if (!source.signed)
    judgement.fail(
      'signature.coverage',
      `No trusted signature covers ${path}, so none of its claims can be believed.`,
      { expected: path },
      assertion,
    );
  else
    judgement.pass(
      'signature.coverage',
      envelopeSigned || assertion.parent === undefined
        ? `The signature covers ${path}; every claim is read from the signed bytes.`
        : `The signature covers ${path}; every claim is read from the signed bytes. The message around it (Destination, Status, InResponseTo) is not signed.`,
      { actual: path },
    );
}
