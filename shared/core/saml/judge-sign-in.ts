import type { InspectedMessage, MessageKind, SourceForm } from '../inspector/report.ts';
import type { SignedTree } from '../xml/dsig/signed-tree.ts';
import { NS } from '../xml/namespaces.ts';
import type { XmlElement } from '../xml/tree.ts';
import { type AssertionSource, signedTree, sourceOf } from './assertion-source.ts';
import { checkConfirmation } from './checks/confirmation-checks.ts';
import {
  checkDestination,
  checkInResponseTo,
  checkStatus,
  type EnvelopeFacts,
  isSuccess,
  readEnvelope,
} from './checks/envelope-checks.ts';
import {
  checkAudience,
  checkEnvelopeIssuer,
  checkIssuer,
  checkSigners,
  checkSubject,
  checkUser,
} from './checks/identity-checks.ts';
import type { PolicyContext } from './checks/policy-context.ts';
import {
  checkAttributes,
  checkAuthentication,
  checkConditions,
  checkHeader,
} from './checks/statement-checks.ts';
import { checkAssertionTimes, checkHappened } from './checks/time-checks.ts';
import { claimsOf } from './claims.ts';
import { checkCoverage, checkPresence } from './coverage-check.ts';
import { openSubjectAndAttributes } from './encrypted-parts.ts';
import type { AssertionFacts } from './facts.ts';
import { policyOf, type XmlCase } from './judging.ts';
import { judgeSignatures, type MessageSignatures, signersOf } from './message-signatures.ts';
import { checkProfile } from './profiles/profile.ts';
import { readAssertion } from './read-assertion.ts';
import { readAssertion1 } from './read-assertion-1.ts';
import { type JudgedRedirect, judgeRedirect, signerOfRedirect } from './redirect-signature.ts';
import { reportOf } from './report.ts';
import { checkStructure, listed } from './structure-check.ts';
import { survey } from './survey.ts';

/** Where the assertions of a message stand. */
export interface SignInShape {
  readonly kind: MessageKind;
  /** The Response around them, where there is one. */
  readonly response: XmlElement | undefined;
  readonly assertions: readonly XmlElement[];
  /** Further elements that belong where they stand (the WS-Trust answers around an assertion). */
  readonly wrappers?: readonly XmlElement[];
}

interface Gathered {
  readonly signatures: MessageSignatures;
  /** The response as its verified signature has it. */
  readonly signedResponse: SignedTree | undefined;
  readonly redirect: JudgedRedirect | undefined;
}

function checkCount(one: XmlCase, shape: SignInShape): boolean {
  const { judgement } = one;
  const { assertions, response } = shape;
  const values = { expected: '1', actual: String(assertions.length) };
  if (assertions.length === 1) {
    judgement.pass('structure.assertion-count', 'The message has exactly one assertion.', values);
    return true;
  }
  if (assertions.length > 1)
    judgement.fail(
      'structure.assertion-count',
      `The message has ${assertions.length} assertions; which one a reader takes is left to chance.`,
      { ...values, actual: listed(assertions) },
      assertions[1],
    );
  else if (response === undefined || isSuccess(response))
    judgement.fail('structure.assertion-count', 'The message has no assertion.', values, one.document.root);
  return false;
}

function gather(one: XmlCase, shape: SignInShape): Gathered {
  const { root } = one.document;
  const proper = new Set([root, ...shape.assertions, ...(shape.wrappers ?? [])]);
  const found = survey(root, proper);
  checkStructure(one.judgement, found);
  const holders = new Set([...shape.assertions, ...(shape.response === undefined ? [] : [shape.response])]);
  const signatures = judgeSignatures(one, one.document, found.signatures, holders);
  const redirect = judgeRedirect(one);
  const judged = shape.response === undefined ? undefined : signatures.byHolder.get(shape.response);
  return {
    signatures:
      redirect === undefined
        ? signatures
        : { ...signatures, reports: [...signatures.reports, redirect.report] },
    signedResponse: signedTree(one, judged),
    redirect,
  };
}

function checkResponse(
  context: PolicyContext,
  envelope: EnvelopeFacts,
  signed: boolean,
  form: SourceForm,
): void {
  const { element } = envelope;
  if (form === 'redirect')
    context.judgement.warn('transport.binding', 'A response must not be sent by the redirect binding.', {
      expected: 'POST or artifact',
      actual: 'redirect',
    });
  else if (form === 'post' || form === 'form')
    context.judgement.pass('transport.binding', 'The response was sent by the POST binding.');
  if (element.uri === NS.samlp) {
    checkHeader(context, 'response', envelope, '2.0');
    if (envelope.issueInstant?.ms !== undefined)
      checkHappened(
        context,
        'time.issue-instant',
        'IssueInstant of the response',
        envelope.issueInstant,
        element,
      );
    checkEnvelopeIssuer(context, envelope, signed);
  } else
    context.judgement.fail(
      'structure.version',
      'The response is SAML 1.1, which is read here only inside WS-Federation answers.',
      { expected: '2.0', actual: '1.1' },
      element,
    );
  checkStatus(context, element);
  checkDestination(context, envelope, signed);
}

function checkPolicy(
  context: PolicyContext,
  facts: AssertionFacts,
  envelope: EnvelopeFacts | undefined,
): void {
  checkHeader(context, 'assertion', facts, facts.saml);
  checkIssuer(context, facts, envelope?.element.uri === NS.samlp ? envelope.issuer : undefined);
  checkConditions(context, facts);
  checkAssertionTimes(context, facts);
  checkSubject(context, facts);
  checkConfirmation(context, facts);
  checkAudience(context, facts);
  checkUser(context, facts);
  checkAuthentication(context, facts);
  checkAttributes(context, facts);
}

function factsOf(one: XmlCase, source: AssertionSource): AssertionFacts {
  const facts =
    source.element.uri === NS.saml1 ? readAssertion1(source.element) : readAssertion(source.element);
  return facts.encrypted.length === 0 ? facts : openSubjectAndAttributes(one, facts, source);
}

function countSignatures(gathered: Gathered, source: AssertionSource | undefined): number {
  return gathered.signatures.reports.length + (source?.inner?.reports.length ?? 0);
}

/**
 * Judges a message that signs a user in: a SAML response, a bare assertion, or a WS-Federation answer.
 * Values are shown only where a trusted signature covers them, or where no key was given and the structure is sound.
 */
export function judgeSignIn(one: XmlCase, shape: SignInShape): InspectedMessage {
  const { judgement, candidate } = one;
  const context = policyOf(one, shape.kind);
  const single = checkCount(one, shape);
  const gathered = gather(one, shape);
  const { signedResponse, redirect } = gathered;
  const redirectTrusted = redirect?.signer !== undefined;
  const envelopeSigned = signedResponse !== undefined || redirectTrusted;
  const envelope = shape.response && readEnvelope(signedResponse?.root ?? shape.response);
  if (envelope !== undefined) checkResponse(context, envelope, envelopeSigned, candidate.form);
  const [assertion] = shape.assertions;
  if (!single || assertion === undefined) {
    checkPresence(one, countSignatures(gathered, undefined), one.document.root);
    checkProfile(one, context, undefined, envelope);
    return reportOf(candidate, judgement, {
      kind: shape.kind,
      trusted: envelopeSigned,
      signatures: gathered.signatures.reports,
      issuer:
        envelopeSigned || (!one.trustGiven && shape.assertions.length === 0) ? envelope?.issuer : undefined,
    });
  }
  const found = sourceOf(
    one,
    assertion,
    gathered.signatures.byHolder.get(assertion),
    shape.response && gathered.signatures.byHolder.get(shape.response),
    signedResponse,
  );
  const source = found && { ...found, signed: found.signed || redirectTrusted };
  checkPresence(one, countSignatures(gathered, source), one.document.root, source === undefined);
  checkCoverage(one, source, assertion, envelopeSigned);
  const facts = source && factsOf(one, source);
  if (facts !== undefined) {
    checkPolicy(context, facts, envelope);
    const signers = [...signersOf(gathered.signatures), ...signersOf(source?.inner)];
    checkSigners(context, facts.issuer, [...signers, ...signerOfRedirect(redirect)], facts.element);
  }
  if (envelope !== undefined)
    checkInResponseTo(context, envelope, facts?.confirmations.map(({ data }) => data?.inResponseTo) ?? []);
  checkProfile(one, context, facts, envelope);
  const signed = source?.signed ?? envelopeSigned;
  const sound = !judgement.checks.has('structure.stray', 'fail') && !one.trustGiven;
  const shown = signed || sound;
  return reportOf(candidate, judgement, {
    kind: shape.kind,
    trusted: signed,
    signatures: [...gathered.signatures.reports, ...(source?.inner?.reports ?? [])],
    ...(facts === undefined || !shown ? {} : { facts, claims: claimsOf(facts, signed) }),
  });
}
