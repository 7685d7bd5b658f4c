import { NS } from '../xml/namespaces.ts';
import type { XmlElement } from '../xml/tree.ts';

/** What may stand in an element: how often each child, and whether text. */
export interface ContentModel {
  /** Child `prefix:local` to the most there may be. */
  readonly children: ReadonlyMap<string, number>;
  /** `elements` nothing but elements; `value` nothing but text; `open` whatever the sender likes. */
  readonly holds: 'elements' | 'value' | 'open';
}

const PREFIXES: ReadonlyMap<string, string> = new Map([
  [NS.samlp, 'samlp'],
  [NS.saml, 'saml'],
  [NS.samlp1, 'samlp1'],
  [NS.saml1, 'saml1'],
  [NS.ds, 'ds'],
]);

const NAME_IDS = 'saml:BaseID? saml:NameID? saml:EncryptedID?';
const REQUEST = 'saml:Issuer? ds:Signature? samlp:Extensions?';
const SUBJECT_STATEMENT_1 = 'saml1:Subject?';

/** The schemas of SAML 2.0 and 1.1 as far as a wrong place can mislead a reader; order is not in it. */
const SCHEMA: Readonly<Record<string, string>> = {
  'samlp:Response': `${REQUEST} samlp:Status? saml:Assertion* saml:EncryptedAssertion*`,
  'samlp:LogoutResponse': `${REQUEST} samlp:Status?`,
  'samlp:Status': 'samlp:StatusCode? samlp:StatusMessage? samlp:StatusDetail?',
  'samlp:StatusCode': 'samlp:StatusCode?',
  'samlp:LogoutRequest': `${REQUEST} ${NAME_IDS} samlp:SessionIndex*`,
  'samlp:AuthnRequest': `${REQUEST} saml:Subject? samlp:NameIDPolicy? saml:Conditions? samlp:RequestedAuthnContext? samlp:Scoping?`,
  'samlp:NameIDPolicy': '',
  'samlp:RequestedAuthnContext': 'saml:AuthnContextClassRef* saml:AuthnContextDeclRef*',
  'saml:Assertion':
    'saml:Issuer? ds:Signature? saml:Subject? saml:Conditions? saml:Advice? saml:Statement* saml:AuthnStatement* saml:AuthzDecisionStatement* saml:AttributeStatement*',
  'saml:Subject': `${NAME_IDS} saml:SubjectConfirmation*`,
  'saml:SubjectConfirmation': `${NAME_IDS} saml:SubjectConfirmationData?`,
  'saml:Conditions': 'saml:Condition* saml:AudienceRestriction* saml:OneTimeUse? saml:ProxyRestriction?',
  'saml:AudienceRestriction': 'saml:Audience*',
  'saml:AuthnStatement': 'saml:SubjectLocality? saml:AuthnContext?',
  'saml:AuthnContext':
    'saml:AuthnContextClassRef? saml:AuthnContextDecl? saml:AuthnContextDeclRef? saml:AuthenticatingAuthority*',
  'saml:AttributeStatement': 'saml:Attribute* saml:EncryptedAttribute*',
  'saml:Attribute': 'saml:AttributeValue*',
  'samlp1:Response': 'ds:Signature? samlp1:Status? saml1:Assertion*',
  'saml1:Assertion':
    'saml1:Conditions? saml1:Advice? saml1:AuthenticationStatement* saml1:AuthorizationDecisionStatement* saml1:AttributeStatement* ds:Signature?',
  'saml1:AuthenticationStatement': `${SUBJECT_STATEMENT_1} saml1:SubjectLocality? saml1:AuthorityBinding*`,
  'saml1:AttributeStatement': `${SUBJECT_STATEMENT_1} saml1:Attribute*`,
  'saml1:Subject': 'saml1:NameIdentifier? saml1:SubjectConfirmation?',
  'saml1:SubjectConfirmation': 'saml1:ConfirmationMethod* saml1:SubjectConfirmationData? ds:KeyInfo?',
  'saml1:AudienceRestrictionCondition': 'saml1:Audience*',
  'saml1:Attribute': 'saml1:AttributeValue*',
};

const VALUES = [
  'saml:Issuer',
  'saml:NameID',
  'saml:Audience',
  'saml:AuthnContextClassRef',
  'samlp:StatusMessage',
  'samlp:SessionIndex',
  'saml1:NameIdentifier',
  'saml1:Audience',
  'saml1:ConfirmationMethod',
];

const OPEN = ['saml:AttributeValue', 'saml1:AttributeValue'];

function modelOf(children: string): ContentModel {
  const entries = children.split(' ').filter((entry) => entry !== '');
  return {
    holds: 'elements',
    children: new Map(
      entries.map((entry) => [entry.slice(0, -1), entry.endsWith('*') ? Number.POSITIVE_INFINITY : 1]),
    ),
  };
}

const NOTHING: ReadonlyMap<string, number> = new Map();
const MODELS: ReadonlyMap<string, ContentModel> = new Map<string, ContentModel>([
  ...Object.entries(SCHEMA).map(([name, children]) => [name, modelOf(children)] as const),
  ...VALUES.map((name) => [name, { holds: 'value', children: NOTHING }] as const),
  ...OPEN.map((name) => [name, { holds: 'open', children: NOTHING }] as const),
]);

/** @returns the element's name under the specifications' own prefix, or `?:local` for a namespace of no concern. */
export function knownName(element: XmlElement): string {
  return `${PREFIXES.get(element.uri) ?? '?'}:${element.local}`;
}

/** @returns what may stand in the element, or undefined where no rule speaks of it. */
export function contentModelOf(element: XmlElement): ContentModel | undefined {
  const prefix = PREFIXES.get(element.uri);
  return prefix === undefined ? undefined : MODELS.get(`${prefix}:${element.local}`);
}
