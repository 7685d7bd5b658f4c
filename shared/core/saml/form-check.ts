import type { XmlCandidate } from '../inspector/candidate.ts';
import type { MessageKind } from '../inspector/report.ts';
import type { XmlRefusal, XmlRefusalReason } from '../xml/refusal.ts';
import type { XmlDocument } from '../xml/tree.ts';
import type { Judgement } from './judgement.ts';
import type { SamlRuleId } from './rules.ts';

/** The rule each refusal of the strict parse breaks. */
const RULE_OF: Readonly<Record<XmlRefusalReason, SamlRuleId>> = {
  empty: 'xml.well-formed',
  'too-large': 'xml.limits',
  'too-deep': 'xml.limits',
  'too-many-attributes': 'xml.limits',
  'too-many-nodes': 'xml.limits',
  encoding: 'xml.encoding',
  'xml-version': 'xml.well-formed',
  'not-well-formed': 'xml.well-formed',
  truncated: 'xml.well-formed',
  doctype: 'xml.doctype',
  entity: 'xml.entity',
  'processing-instruction': 'xml.processing-instruction',
  'duplicate-id': 'xml.duplicate-id',
  'several-ids': 'xml.duplicate-id',
  'duplicate-attribute': 'xml.duplicate-attribute',
  namespace: 'xml.namespace',
  'second-root': 'xml.one-root',
};

const ROOT = /<(?:[\w.-]+:)?([A-Z][A-Za-z]+)[\s/>]/;
const KINDS: Readonly<Record<string, MessageKind>> = {
  Response: 'saml-response',
  Assertion: 'saml-assertion',
  AuthnRequest: 'saml-authn-request',
  LogoutRequest: 'saml-logout-request',
  LogoutResponse: 'saml-logout-response',
  EntityDescriptor: 'saml-metadata',
  EntitiesDescriptor: 'saml-metadata',
  RequestSecurityTokenResponse: 'ws-fed-response',
  RequestSecurityTokenResponseCollection: 'ws-fed-response',
};

/** What a document that has no tree was probably meant to be, by the first tag in it. */
export function kindOfText(text: string): MessageKind {
  const name = ROOT.exec(text.slice(0, 4096))?.[1] ?? '';
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'unknown') : 'unknown';
}

/** How the message travelled. */
export function checkTransport(judgement: Judgement, candidate: XmlCandidate): void {
  if (candidate.leniencies.length > 0)
    judgement.warn('transport.encoding', 'The message is not encoded as its binding says.', {
      actual: candidate.leniencies.join('; '),
    });
  else if (candidate.form !== 'raw' && candidate.form !== 'nested')
    judgement.pass('transport.encoding', 'The message is encoded as its binding says.');
}

/** Writes why the document was refused into the judgement. */
export function failForm(judgement: Judgement, refusal: XmlRefusal): void {
  const rule = RULE_OF[refusal.reason];
  judgement.fail(rule, refusal.message, { actual: `line ${refusal.line}, column ${refusal.column}` });
  const end = Math.min(refusal.offset + 1, refusal.text.length);
  judgement.showText('Message', refusal.text, {
    start: Math.min(refusal.offset, end),
    end,
    checkId: rule,
  });
}

/** What the strict parse has seen to. */
export function passForm(judgement: Judgement, document: XmlDocument): void {
  judgement.pass('xml.well-formed', 'The message is well-formed XML.');
  const actual = document.bom ? `${document.encoding} with a byte order mark` : document.encoding;
  if (document.encoding === 'UTF-8' && !document.bom)
    judgement.pass('xml.encoding', 'The message is UTF-8.', { actual });
  else
    judgement.warn('xml.encoding', `The message is ${actual}; many readers expect plain UTF-8.`, {
      expected: 'UTF-8',
      actual,
    });
  judgement.pass('xml.doctype', 'There is no DOCTYPE.');
  judgement.pass('xml.entity', 'There are no entities but the predefined ones.');
  judgement.pass('xml.processing-instruction', 'There is no processing instruction.');
  judgement.pass('xml.duplicate-id', 'Every ID stands once.');
  judgement.pass('xml.duplicate-attribute', 'Every XML attribute stands once.');
  judgement.pass('xml.namespace', 'Every prefix is declared.');
  judgement.pass('xml.limits', 'Size and depth are within bounds.');
  judgement.pass('xml.one-root', 'There is one root element.');
}
