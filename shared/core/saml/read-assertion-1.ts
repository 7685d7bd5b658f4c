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
import { deepText, instantOf, optional } from './read-assertion.ts';

const AUDIENCE_CONDITION = 'AudienceRestrictionCondition';
const KNOWN_CONDITIONS = new Set([AUDIENCE_CONDITION, 'DoNotCacheCondition']);

function readNameIdentifier(element: XmlElement): NameIdFacts {
  return {
    value: textOf(element).trim(),
    element,
    ...optional('format', attribute(element, 'Format')),
    ...optional('nameQualifier', attribute(element, 'NameQualifier')),
  };
}

function readConditions(element: XmlElement): ConditionsFacts {
  const conditions = childElements(element);
  return {
    audiences: conditions
      .filter((condition) => condition.uri === NS.saml1 && condition.local === AUDIENCE_CONDITION)
      .map((condition) =>
        childrenNamed(condition, NS.saml1, 'Audience').map((audience) => textOf(audience).trim()),
      ),
    oneTimeUse: conditions.some((condition) => condition.local === 'DoNotCacheCondition'),
    unknown: conditions
      .filter((condition) => condition.uri !== NS.saml1 || !KNOWN_CONDITIONS.has(condition.local))
      .map((condition) => condition.local),
    element,
    ...optional('notBefore', instantOf(element, 'NotBefore')),
    ...optional('notOnOrAfter', instantOf(element, 'NotOnOrAfter')),
  };
}

function readAttribute(element: XmlElement): AttributeFacts {
  const namespace = attribute(element, 'AttributeNamespace') ?? '';
  const name = attribute(element, 'AttributeName') ?? '';
  return {
    name: namespace === '' || name === '' ? name : `${namespace}/${name}`,
    values: childrenNamed(element, NS.saml1, 'AttributeValue').map(deepText),
    element,
    ...optional('friendlyName', namespace === '' ? undefined : name),
  };
}

function readAuthentication(element: XmlElement): AuthenticationFacts {
  return {
    element,
    ...optional('instant', instantOf(element, 'AuthenticationInstant')),
    ...optional('context', attribute(element, 'AuthenticationMethod')),
  };
}

function confirmationsOf(subject: XmlElement): ConfirmationFacts[] {
  return childrenNamed(subject, NS.saml1, 'SubjectConfirmation').flatMap((element) =>
    childrenNamed(element, NS.saml1, 'ConfirmationMethod').map((method) => ({
      method: textOf(method).trim(),
      data: undefined,
      element,
    })),
  );
}

/**
 * Reads a SAML 1.1 assertion (SAML 1.1 Core section 2.3.2), as AD FS sends it in WS-Federation, into the shape of 2.0.
 * Its subject stands in every statement; the first one counts, and `subject.name-id` wants them all the same.
 *
 * @param element the Assertion of the SAML 1.0 namespace
 */
export function readAssertion1(element: XmlElement): AssertionFacts {
  const authentications = childrenNamed(element, NS.saml1, 'AuthenticationStatement');
  const statements = childrenNamed(element, NS.saml1, 'AttributeStatement');
  const subjects = [...authentications, ...statements]
    .map((statement) => child(statement, NS.saml1, 'Subject'))
    .filter((subject) => subject !== undefined);
  const nameIds = subjects
    .map((subject) => child(subject, NS.saml1, 'NameIdentifier'))
    .filter((nameId) => nameId !== undefined);
  const conditions = child(element, NS.saml1, 'Conditions');
  const major = attribute(element, 'MajorVersion');
  const minor = attribute(element, 'MinorVersion');
  return {
    saml: '1.1',
    element,
    version: major === undefined || minor === undefined ? undefined : `${major}.${minor}`,
    id: attribute(element, 'AssertionID'),
    issuer: attribute(element, 'Issuer'),
    issueInstant: instantOf(element, 'IssueInstant'),
    hasSubject: subjects.length > 0,
    nameId: nameIds[0] && readNameIdentifier(nameIds[0]),
    otherNames: nameIds.slice(1).map((nameId) => textOf(nameId).trim()),
    confirmations: subjects.flatMap(confirmationsOf),
    conditions: conditions && readConditions(conditions),
    authentications: authentications.map(readAuthentication),
    attributes: statements.flatMap((statement) =>
      childrenNamed(statement, NS.saml1, 'Attribute').map(readAttribute),
    ),
    encrypted: [],
  };
}
