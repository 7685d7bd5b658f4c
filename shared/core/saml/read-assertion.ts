import { NS } from '../xml/namespaces.ts';
import { attribute, child, childElements, childrenNamed, textOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import type {
  AssertionFacts,
  AttributeFacts,
  AuthenticationFacts,
  ConditionsFacts,
  ConfirmationFacts,
  NameIdFacts,
} from './facts.ts';
import { type Instant, readInstant } from './instant.ts';

const KNOWN_CONDITIONS = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

/** An optional member that is left out where there is nothing, as exactOptionalPropertyTypes wants it. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}

/** @returns the instant in an attribute, or undefined where there is no such attribute. */
export function instantOf(element: XmlElement, local: string): Instant | undefined {
  const text = attribute(element, local);
  return text === undefined ? undefined : readInstant(text);
}

/** All text below an element: what a value with markup inside shows to a reader. */
export function deepText(element: XmlElement): string {
  let text = '';
  for (const node of element.children) {
    if (node.kind === 'text') text += node.text;
    else if (node.kind === 'element') text += deepText(node);
  }
  return text;
}

/** Reads a NameID (SAML 2.0 Core section 2.2.3) with white space around it removed. */
export function readNameId(element: XmlElement): NameIdFacts {
  return {
    value: textOf(element).trim(),
    element,
    ...optional('format', attribute(element, 'Format')),
    ...optional('nameQualifier', attribute(element, 'NameQualifier')),
    ...optional('spNameQualifier', attribute(element, 'SPNameQualifier')),
  };
}

function readConfirmation(element: XmlElement): ConfirmationFacts {
  const data = child(element, NS.saml, 'SubjectConfirmationData');
  return {
    method: attribute(element, 'Method'),
    element,
    data: data && {
      ...optional('recipient', attribute(data, 'Recipient')),
      ...optional('inResponseTo', attribute(data, 'InResponseTo')),
      ...optional('notBefore', instantOf(data, 'NotBefore')),
      ...optional('notOnOrAfter', instantOf(data, 'NotOnOrAfter')),
    },
  };
}

function readConditions(element: XmlElement): ConditionsFacts {
  const audiences: string[][] = [];
  const unknown: string[] = [];
  let oneTimeUse = false;
  for (const condition of childElements(element)) {
    if (condition.uri !== NS.saml || !KNOWN_CONDITIONS.has(condition.local)) unknown.push(condition.local);
    else if (condition.local === 'AudienceRestriction')
      audiences.push(
        childrenNamed(condition, NS.saml, 'Audience').map((audience) => textOf(audience).trim()),
      );
    else if (condition.local === 'OneTimeUse') oneTimeUse = true;
  }
  return {
    audiences,
    oneTimeUse,
    unknown,
    element,
    ...optional('notBefore', instantOf(element, 'NotBefore')),
    ...optional('notOnOrAfter', instantOf(element, 'NotOnOrAfter')),
  };
}

function readAuthentication(element: XmlElement): AuthenticationFacts {
  const context = child(element, NS.saml, 'AuthnContext');
  const reference = context && child(context, NS.saml, 'AuthnContextClassRef');
  return {
    element,
    ...optional('instant', instantOf(element, 'AuthnInstant')),
    ...optional('sessionIndex', attribute(element, 'SessionIndex')),
    ...optional('sessionNotOnOrAfter', instantOf(element, 'SessionNotOnOrAfter')),
    ...optional('context', reference && textOf(reference).trim()),
  };
}

/** Reads an Attribute (SAML 2.0 Core section 2.7.3.1); values keep their white space. */
export function readAttribute(element: XmlElement): AttributeFacts {
  return {
    name: attribute(element, 'Name') ?? '',
    values: childrenNamed(element, NS.saml, 'AttributeValue').map(deepText),
    element,
    ...optional('nameFormat', attribute(element, 'NameFormat')),
    ...optional('friendlyName', attribute(element, 'FriendlyName')),
  };
}

/**
 * Reads a SAML 2.0 assertion (SAML 2.0 Core section 2.3.3) from one tree. Nothing below Advice is looked at.
 *
 * @param element the saml:Assertion
 */
export function readAssertion(element: XmlElement): AssertionFacts {
  const subject = child(element, NS.saml, 'Subject');
  const issuer = child(element, NS.saml, 'Issuer');
  const conditions = child(element, NS.saml, 'Conditions');
  const nameId = subject && child(subject, NS.saml, 'NameID');
  const statements = childrenNamed(element, NS.saml, 'AttributeStatement');
  const encryptedId = subject === undefined ? [] : childrenNamed(subject, NS.saml, 'EncryptedID');
  return {
    saml: '2.0',
    element,
    version: attribute(element, 'Version'),
    id: attribute(element, 'ID'),
    issuer: issuer && textOf(issuer).trim(),
    issueInstant: instantOf(element, 'IssueInstant'),
    hasSubject: subject !== undefined,
    nameId: nameId && readNameId(nameId),
    otherNames: [],
    confirmations:
      subject === undefined
        ? []
        : childrenNamed(subject, NS.saml, 'SubjectConfirmation').map(readConfirmation),
    conditions: conditions && readConditions(conditions),
    authentications: childrenNamed(element, NS.saml, 'AuthnStatement').map(readAuthentication),
    attributes: statements.flatMap((statement) =>
      childrenNamed(statement, NS.saml, 'Attribute').map(readAttribute),
    ),
    encrypted: [
      ...encryptedId,
      ...statements.flatMap((statement) => childrenNamed(statement, NS.saml, 'EncryptedAttribute')),
    ],
  };
}
