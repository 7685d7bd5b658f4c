import type { XmlCandidate } from '../inspector/candidate.ts';
import type { InspectedMessage, MessageKind } from '../inspector/report.ts';
import { NS } from '../xml/namespaces.ts';
import { parseXml } from '../xml/parse.ts';
import { childElements, childrenNamed } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import { checkTransport, failForm, kindOfText, passForm } from './form-check.ts';
import { judgeMetadata } from './judge-metadata.ts';
import { judgeProtocol } from './judge-protocol.ts';
import { judgeSignIn, type SignInShape } from './judge-sign-in.ts';
import { Judgement } from './judgement.ts';
import type { Judging, XmlCase } from './judging.ts';
import { isMetadata } from './read-metadata.ts';
import { reportOf } from './report.ts';

const PROTOCOL: Readonly<Record<string, MessageKind>> = {
  AuthnRequest: 'saml-authn-request',
  LogoutRequest: 'saml-logout-request',
  LogoutResponse: 'saml-logout-response',
};

function responseShape(root: XmlElement): SignInShape | undefined {
  if (root.local !== 'Response') return undefined;
  if (root.uri === NS.samlp1)
    return { kind: 'saml-response', response: root, assertions: childrenNamed(root, NS.saml1, 'Assertion') };
  if (root.uri !== NS.samlp) return undefined;
  return {
    kind: 'saml-response',
    response: root,
    assertions: childElements(root).filter(
      ({ uri, local }) => uri === NS.saml && (local === 'Assertion' || local === 'EncryptedAssertion'),
    ),
  };
}

function assertionShape(root: XmlElement): SignInShape | undefined {
  const isAssertion =
    (root.uri === NS.saml && (root.local === 'Assertion' || root.local === 'EncryptedAssertion')) ||
    (root.uri === NS.saml1 && root.local === 'Assertion');
  return isAssertion ? { kind: 'saml-assertion', response: undefined, assertions: [root] } : undefined;
}

function isTrust(element: XmlElement): boolean {
  return element.uri === NS.wst || element.uri === NS.wst13;
}

/** WS-Federation's wresult: one answer, or a collection of them (WS-Trust 1.3 section 4.3). */
function trustShape(root: XmlElement): SignInShape | undefined {
  if (!isTrust(root)) return undefined;
  const answers =
    root.local === 'RequestSecurityTokenResponseCollection'
      ? childElements(root).filter(
          (answer) => isTrust(answer) && answer.local === 'RequestSecurityTokenResponse',
        )
      : root.local === 'RequestSecurityTokenResponse'
        ? [root]
        : undefined;
  if (answers === undefined) return undefined;
  const assertions = answers
    .flatMap((answer) => childrenNamed(answer, answer.uri, 'RequestedSecurityToken'))
    .flatMap(childElements)
    .filter(
      ({ uri, local }) =>
        (local === 'Assertion' && (uri === NS.saml || uri === NS.saml1)) ||
        (local === 'EncryptedAssertion' && uri === NS.saml) ||
        (local === 'EncryptedData' && uri === NS.enc),
    );
  return { kind: 'ws-fed-response', response: undefined, assertions, wrappers: answers };
}

function judgeTree(one: XmlCase): InspectedMessage {
  const { root } = one.document;
  const protocol =
    root.uri === NS.samlp && Object.hasOwn(PROTOCOL, root.local) ? PROTOCOL[root.local] : undefined;
  const shape = responseShape(root) ?? assertionShape(root) ?? trustShape(root);
  const known = protocol !== undefined || shape !== undefined || isMetadata(root);
  if (known) one.judgement.pass('structure.kind', `The message is a ${root.local}.`);
  if (protocol !== undefined) return judgeProtocol(one, protocol);
  if (shape !== undefined) return judgeSignIn(one, shape);
  if (isMetadata(root)) return judgeMetadata(one);
  one.judgement.fail(
    'structure.kind',
    `The document is a ${root.local} (namespace ${root.uri || 'none'}), no message this tool knows.`,
    { actual: root.local },
    root,
  );
  return reportOf(one.candidate, one.judgement, { kind: 'unknown', trusted: false, signatures: [] });
}

/**
 * Judges one XML message from its bytes: a strict parse, then structure, signatures, coverage, policy, profile.
 * Never throws on a bad message: what cannot be read is a failed check.
 */
export function judgeDocument(candidate: XmlCandidate, judging: Judging): InspectedMessage {
  const judgement = new Judgement(judging.options);
  checkTransport(judgement, candidate);
  const result = parseXml(candidate.bytes);
  if (!result.ok) {
    failForm(judgement, result.refusal);
    return reportOf(candidate, judgement, {
      kind: kindOfText(result.refusal.text),
      trusted: false,
      signatures: [],
    });
  }
  const { document } = result;
  judgement.show('Message', document);
  passForm(judgement, document);
  const trustGiven = judging.trustGiven ?? judging.trusted.length > 0;
  return judgeTree({ ...judging, trustGiven, candidate, document, judgement });
}
