import { NS } from '../xml/namespaces.ts';
import type { XmlElement } from '../xml/tree.ts';

/** A child a model allows. */
interface AllowedChild {
  readonly uri: string;
  /** The most there may be: one, or as many as one likes. */
  readonly once: boolean;
}

/** What may stand in an element: how often each child, and whether text. */
export interface ContentModel {
  /** Local name to what is allowed under it; no model has one local name in two namespaces. */
  readonly children: ReadonlyMap<string, AllowedChild>;
  /** `elements` nothing but elements; `value` nothing but text; `open` whatever the sender likes. */
  readonly holds: 'elements' | 'value' | 'open';
}

const URIS: Readonly<Record<string, string>> = {
  samlp: NS.samlp,
  saml: NS.saml,
  samlp1: NS.samlp1,
  saml1: NS.saml1,
  ds: NS.ds,
};

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

/** `prefix:local` as namespace and local name. */
function expand(name: string): readonly [uri: string, local: string] {
  const colon = name.indexOf(':');
  return [URIS[name.slice(0, colon)] ?? '', name.slice(colon + 1)];
}

function childrenOf(list: string): ReadonlyMap<string, AllowedChild> {
  const entries = list.split(' ').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [uri, local] = expand(entry.slice(0, -1));
      return [local, { uri, once: !entry.endsWith('*') }];
    }),
  );
}

/** Namespace to local name to model: looked up for every element of every message. */
const MODELS = new Map<string, Map<string, ContentModel>>();

function define(name: string, model: ContentModel): void {
  const [uri, local] = expand(name);
  const known = MODELS.get(uri) ?? new Map<string, ContentModel>();
  MODELS.set(uri, known.set(local, model));
}

for (const [name, children] of Object.entries(SCHEMA))
  define(name, { holds: 'elements', children: childrenOf(children) });
for (const name of VALUES) define(name, { holds: 'value', children: childrenOf('') });
for (const name of OPEN) define(name, { holds: 'open', children: childrenOf('') });

/** @returns what may stand in the element, or undefined where no rule speaks of it. */
export function contentModelOf(element: XmlElement): ContentModel | undefined {
  return MODELS.get(element.uri)?.get(element.local);
}
