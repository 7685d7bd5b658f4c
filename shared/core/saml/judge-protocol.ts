import { describeSamlClaim } from '../claims/saml.ts';
import type { ClaimReport, InspectedMessage, MessageKind } from '../inspector/report.ts';
import { NS } from '../xml/namespaces.ts';
import { child, childrenNamed, pathOf, textOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import { signedTree } from './assertion-source.ts';
import {
  checkDestination,
  checkInResponseTo,
  checkStatus,
  type EnvelopeFacts,
  readEnvelope,
} from './checks/envelope-checks.ts';
import { checkExpectedIssuer, checkSigners } from './checks/identity-checks.ts';
import type { PolicyContext } from './checks/policy-context.ts';
import { checkRequest } from './checks/request-checks.ts';
import { checkHeader } from './checks/statement-checks.ts';
import { checkHappened, checkNotOnOrAfter } from './checks/time-checks.ts';
import { checkPresence } from './coverage-check.ts';
import { openEncrypted } from './encrypted.ts';
import { policyOf, type XmlCase } from './judging.ts';
import { judgeSignatures, signersOf } from './message-signatures.ts';
import { checkEntraRequest } from './profiles/entra-request.ts';
import { checkProfile } from './profiles/profile.ts';
import { instantOf } from './read-assertion.ts';
import { judgeRedirect, signerOfRedirect } from './redirect-signature.ts';
import { reportOf } from './report.ts';
import { checkStructure } from './structure-check.ts';
import { survey } from './survey.ts';

const WHAT: Partial<Record<MessageKind, string>> = {
  'saml-authn-request': 'request',
  'saml-logout-request': 'logout request',
  'saml-logout-response': 'logout response',
};

function checkIssuer(context: PolicyContext, envelope: EnvelopeFacts, what: string): void {
  const { judgement } = context;
  if (envelope.issuer === undefined || envelope.issuer === '')
    judgement.fail('issuer.present', `The ${what} has no issuer.`, {}, envelope.element);
  else {
    judgement.pass('issuer.present', `The ${what} names its issuer.`, { actual: envelope.issuer });
    if (context.kind !== 'saml-authn-request')
      checkExpectedIssuer(context, envelope.issuer, envelope.element);
  }
}

/** The user a logout request names, opened where it is encrypted. */
function nameIdOf(one: XmlCase, request: XmlElement): XmlElement | undefined {
  const plain = child(request, NS.saml, 'NameID');
  const shut = child(request, NS.saml, 'EncryptedID');
  if (plain !== undefined || shut === undefined) return plain;
  const opened = openEncrypted(one, shut, one.document);
  return opened?.root.local === 'NameID' && opened.root.uri === NS.saml ? opened.root : undefined;
}

function checkLogout(
  one: XmlCase,
  context: PolicyContext,
  request: XmlElement,
  original: XmlElement,
): string[] {
  const { judgement } = context;
  const nameId = child(request, NS.saml, 'NameID') ?? nameIdOf(one, original);
  const value = nameId === undefined ? '' : textOf(nameId).trim();
  if (value !== '') judgement.pass('request.name-id', 'The request names the user.', { actual: value });
  else if (child(request, NS.saml, 'EncryptedID') !== undefined && nameId === undefined)
    judgement.notChecked('request.name-id', 'The user is encrypted and was not opened.');
  else judgement.fail('request.name-id', 'The request names no user.', {}, request);
  const end = instantOf(request, 'NotOnOrAfter');
  if (end !== undefined) checkNotOnOrAfter(context, 'time.not-on-or-after', 'NotOnOrAfter', end, request);
  return value === '' ? [] : [value];
}

function claimsOf(
  kind: MessageKind,
  message: XmlElement,
  names: readonly string[],
  signed: boolean,
): ClaimReport[] {
  const claims: ClaimReport[] = [];
  const add = (name: string, values: readonly string[]): void => {
    if (values.length > 0) claims.push({ name, values, signed, ...describeSamlClaim(name, values) });
  };
  add('NameID', names);
  if (kind === 'saml-logout-request')
    add(
      'SessionIndex',
      childrenNamed(message, NS.samlp, 'SessionIndex').map((index) => textOf(index).trim()),
    );
  return claims;
}

/**
 * A request comes from a service provider: keys from the metadata of somebody else say nothing of it, so that a capture of a
 * whole sign-in can be judged with the identity provider's metadata.
 */
function withKeysOfSender(one: XmlCase): XmlCase {
  const issuer = readEnvelope(one.document.root).issuer ?? '';
  const trusted = one.trusted.filter(
    ({ entityIds }) => entityIds === undefined || entityIds.includes(issuer),
  );
  const onlyOthers = trusted.length === 0 && one.trusted.length > 0;
  return { ...one, trusted, trustGiven: one.trustGiven && !onlyOthers };
}

/**
 * Judges a SAML 2.0 message that signs nobody in: AuthnRequest, LogoutRequest, LogoutResponse (SAML 2.0 Core sections 3.4
 * and 3.7).
 */
export function judgeProtocol(given: XmlCase, kind: MessageKind): InspectedMessage {
  const one = kind === 'saml-authn-request' ? withKeysOfSender(given) : given;
  const { judgement, candidate } = one;
  const { root } = one.document;
  const context = policyOf(one, kind);
  const what = WHAT[kind] ?? 'message';
  const found = survey(root, new Set([root]));
  checkStructure(judgement, found);
  if (kind !== 'saml-logout-response') {
    const assertion = found.strays.find(
      ({ local }) => local === 'Assertion' || local === 'EncryptedAssertion',
    );
    if (assertion === undefined) judgement.pass('request.extra', 'The request carries no assertion.');
    else
      judgement.fail(
        'request.extra',
        'The request carries an assertion.',
        { actual: pathOf(assertion) },
        assertion,
      );
  }
  const signatures = judgeSignatures(one, one.document, found.signatures, new Set([root]));
  const redirect = judgeRedirect(one);
  const reports = redirect === undefined ? signatures.reports : [...signatures.reports, redirect.report];
  const signedMessage = signedTree(one, signatures.byHolder.get(root))?.root;
  const trusted = signedMessage !== undefined || redirect?.signer !== undefined;
  checkPresence(one, reports.length, root);
  if (!one.trustGiven)
    judgement.notChecked(
      'signature.coverage',
      'No trusted certificate was given: nothing proves who wrote this.',
    );
  else if (trusted) judgement.pass('signature.coverage', `The signature covers ${pathOf(root)}.`);
  else judgement.fail('signature.coverage', `No trusted signature covers ${pathOf(root)}.`, {}, root);
  const message = signedMessage ?? root;
  const envelope = readEnvelope(message);
  checkHeader(context, what, envelope, '2.0');
  if (envelope.issueInstant?.ms !== undefined)
    checkHappened(context, 'time.issue-instant', 'IssueInstant', envelope.issueInstant, message);
  checkIssuer(context, envelope, what);
  checkSigners(context, envelope.issuer, [...signersOf(signatures), ...signerOfRedirect(redirect)], message);
  if (kind === 'saml-authn-request') checkRequest(context, message, envelope);
  else checkDestination(context, envelope, trusted);
  let names: string[] = [];
  if (kind === 'saml-logout-request') names = checkLogout(one, context, message, root);
  if (kind === 'saml-logout-response') {
    checkStatus(context, message);
    checkInResponseTo(context, envelope, []);
    checkProfile(one, context, undefined, envelope);
  } else if (context.profile === 'entra') checkEntraRequest(context, message, envelope);
  const shown = trusted || (!one.trustGiven && !judgement.checks.has('structure.stray', 'fail'));
  return reportOf(candidate, judgement, {
    kind,
    trusted,
    signatures: reports,
    ...(shown ? { issuer: envelope.issuer, claims: claimsOf(kind, message, names, trusted) } : {}),
  });
}
