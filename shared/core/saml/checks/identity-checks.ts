import type { TrustedKey } from '../../xml/dsig/facts.ts';
import type { XmlElement } from '../../xml/tree.ts';
import type { AssertionFacts } from '../facts.ts';
import type { EnvelopeFacts } from './envelope-checks.ts';
import { nearMiss, type PolicyContext } from './policy-context.ts';

const UPN_1 = 'http://schemas.xmlsoap.org/claims/UPN';

/** Entity IDs a message lists; a federation has thousands. */
const SHOWN = 3;

/** Audience restrictions: the reader must be named in each of them (SAML 2.0 Core section 2.5.1.4). */
export function checkAudience(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement } = context;
  const expected = context.expect.audience;
  const restrictions = facts.conditions?.audiences ?? [];
  const named = restrictions.flat().filter((audience) => audience !== '');
  const actual = named.join(', ');
  const at = facts.conditions?.element ?? facts.element;
  if (named.length === 0) {
    if (expected !== undefined)
      judgement.fail('audience', 'The assertion names no audience.', { expected }, at);
    else {
      judgement.warn(
        'audience.present',
        'The assertion names no audience: any service provider can accept it.',
        {},
        at,
      );
      judgement.notAsked('audience', 'Nobody asked for an audience.', undefined);
    }
    return;
  }
  judgement.pass('audience.present', 'The assertion names its audience.', { actual });
  if (expected === undefined) {
    judgement.notAsked('audience', 'Nobody asked for an audience.', actual);
    return;
  }
  const missing = restrictions.find((audiences) => !audiences.includes(expected));
  if (missing === undefined)
    judgement.pass('audience', 'The audience is the expected one.', { expected, actual });
  else
    judgement.fail(
      'audience',
      `The assertion is for another audience.${nearMiss(expected, missing[0] ?? '')}`,
      { expected, actual },
      at,
    );
}

/** Issuers of response and assertion: there, the same, and the expected one. */
export function checkIssuer(
  context: PolicyContext,
  facts: AssertionFacts,
  envelopeIssuer: string | undefined,
): void {
  const { judgement } = context;
  const actual = facts.issuer ?? '';
  if (actual === '') {
    judgement.fail('issuer.present', 'The assertion has no issuer.', {}, facts.element);
    return;
  }
  judgement.pass('issuer.present', 'The assertion names its issuer.', { actual });
  if (envelopeIssuer !== undefined && envelopeIssuer !== '') {
    if (envelopeIssuer === actual)
      judgement.pass('issuer.consistent', 'Response and assertion name the same issuer.');
    else
      judgement.fail(
        'issuer.consistent',
        `Response and assertion name different issuers.${nearMiss(actual, envelopeIssuer)}`,
        { expected: actual, actual: envelopeIssuer },
        facts.element,
      );
  }
  checkExpectedIssuer(context, actual, facts.element);
}

/**
 * The issuer of the response itself. It may be left out of an unsigned response, but then it cannot be compared either.
 *
 * @param signed true where a signature covers the response, which then must name its issuer (SAML errata E26)
 */
export function checkEnvelopeIssuer(context: PolicyContext, envelope: EnvelopeFacts, signed: boolean): void {
  const { judgement, expect } = context;
  if (envelope.issuer !== undefined && envelope.issuer !== '') return;
  const values = { expected: expect.issuer ?? 'the identity provider’s entity ID' };
  if (signed || expect.issuer !== undefined)
    judgement.fail('issuer.present', 'The response names no issuer.', values, envelope.element);
  else judgement.warn('issuer.present', 'The response names no issuer.', values, envelope.element);
}

/** Compares an issuer with the expected ones. */
export function checkExpectedIssuer(
  context: PolicyContext,
  actual: string,
  at: AssertionFacts['element'],
): void {
  const { judgement, issuers } = context;
  const first = issuers[0];
  if (first === undefined) {
    judgement.notAsked('issuer', 'Nobody asked for an issuer.', actual);
    return;
  }
  const expected = issuers.length > SHOWN ? `one of ${issuers.length} in the metadata` : issuers.join(', ');
  if (issuers.includes(actual))
    judgement.pass('issuer', 'The issuer is the expected one.', { expected, actual });
  else
    judgement.fail(
      'issuer',
      `The message comes from another issuer.${nearMiss(first, actual)}`,
      { expected, actual },
      at,
    );
}

/**
 * The issuer against the entities the signing keys belong to: in a federation's metadata every identity provider's key
 * verifies, but each speaks for itself only.
 *
 * @param signers the keys whose signatures verified
 */
export function checkSigners(
  context: PolicyContext,
  issuer: string | undefined,
  signers: readonly TrustedKey[],
  at: XmlElement,
): void {
  const { judgement } = context;
  const known = signers.flatMap(({ entityIds }) => (entityIds === undefined ? [] : [entityIds]));
  if (known.length === 0) return;
  const actual = issuer ?? '';
  const stranger = known.find((entityIds) => !entityIds.includes(actual));
  if (stranger === undefined)
    judgement.pass('issuer.signer', 'The key that signed belongs to the issuer.', { actual });
  else
    judgement.fail(
      'issuer.signer',
      'The key that signed belongs to another identity provider than the issuer.',
      { expected: stranger.slice(0, SHOWN).join(', '), actual },
      at,
    );
}

/** The name identifier: there, not empty, and meant for this service provider. */
export function checkSubject(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement, expect } = context;
  const { nameId } = facts;
  if (nameId === undefined) {
    if (facts.encrypted.some((element) => element.local === 'EncryptedID'))
      judgement.notChecked('subject.name-id', 'The name identifier is encrypted and was not opened.');
    else judgement.fail('subject.name-id', 'The assertion names no user.', {}, facts.element);
    return;
  }
  if (nameId.value === '') {
    judgement.fail('subject.name-id', 'The name identifier is empty.', {}, nameId.element);
    return;
  }
  const other = facts.otherNames.find((name) => name !== nameId.value);
  if (other !== undefined) {
    judgement.fail(
      'subject.name-id',
      'The statements of the assertion name different users.',
      { expected: nameId.value, actual: other },
      nameId.element,
    );
    return;
  }
  judgement.pass('subject.name-id', 'The assertion names a user.', {
    actual: nameId.format === undefined ? nameId.value : `${nameId.value} (${nameId.format})`,
  });
  const qualifier = nameId.spNameQualifier;
  if (qualifier === undefined || expect.audience === undefined) return;
  const values = { expected: expect.audience, actual: qualifier };
  if (qualifier === expect.audience)
    judgement.pass('subject.sp-name-qualifier', 'The name identifier is for this service provider.', values);
  else
    judgement.fail(
      'subject.sp-name-qualifier',
      `The name identifier is for another service provider.${nearMiss(expect.audience, qualifier)}`,
      values,
      nameId.element,
    );
}

/** The expected user: the name identifier, or in an answer of AD FS the UPN. */
export function checkUser(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement, expect } = context;
  const nameId = facts.nameId?.value ?? '';
  const names = nameId === '' ? [] : [nameId];
  if (facts.saml === '1.1')
    names.push(...facts.attributes.filter(({ name }) => name === UPN_1).flatMap(({ values }) => values));
  if (expect.user === undefined) {
    judgement.notAsked('user', 'Nobody asked for a user.', names[0]);
    return;
  }
  const values = { expected: expect.user, actual: names.join(', ') };
  if (names.includes(expect.user)) judgement.pass('user', 'The user is the expected one.', values);
  else
    judgement.fail(
      'user',
      `The message is for another user.${nearMiss(expect.user, names[0] ?? '')}`,
      values,
      facts.nameId?.element ?? facts.element,
    );
}
