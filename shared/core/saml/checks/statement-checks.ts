import type { AssertionFacts } from '../facts.ts';
import type { PolicyContext } from './policy-context.ts';
import { readableTime } from './time-checks.ts';

const ID = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

/** ID, version and issue instant of an assertion or a message. */
export function checkHeader(
  context: PolicyContext,
  what: string,
  header: Pick<AssertionFacts, 'element' | 'id' | 'version' | 'issueInstant'>,
  version: '2.0' | '1.1',
): void {
  const { judgement } = context;
  const { element, id, issueInstant } = header;
  if (id === undefined || id === '') judgement.fail('structure.id', `The ${what} has no ID.`, {}, element);
  else if (!ID.test(id))
    judgement.fail(
      'structure.id',
      `The ID of the ${what} is not an XML name${/^\d/.test(id) ? ': it starts with a digit' : ''}.`,
      { expected: 'a letter or underscore first', actual: id },
      element,
    );
  else judgement.pass('structure.id', `The ${what} has an ID.`, { actual: id });
  const values = { expected: version, actual: header.version ?? 'none' };
  if (header.version === version)
    judgement.pass('structure.version', `The ${what} is SAML ${version}.`, values);
  else judgement.fail('structure.version', `The ${what} is not SAML ${version}.`, values, element);
  if (issueInstant === undefined)
    judgement.fail('structure.issue-instant', `The ${what} does not say when it was issued.`, {}, element);
  else if (readableTime(context, 'structure.issue-instant', 'IssueInstant', issueInstant, element))
    judgement.pass('structure.issue-instant', `The ${what} says when it was issued.`, {
      actual: issueInstant.text,
    });
}

/** Conditions as a whole: there, and understood (SAML 2.0 Core section 2.5.1.1). */
export function checkConditions(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement } = context;
  const { conditions } = facts;
  if (conditions === undefined) {
    judgement.fail('conditions', 'The assertion has no conditions.', {}, facts.element);
    return;
  }
  if (conditions.unknown.length > 0)
    judgement.fail(
      'conditions',
      'The assertion has a condition that this tool, and probably its reader, does not understand.',
      { actual: conditions.unknown.join(', ') },
      conditions.element,
    );
  else judgement.pass('conditions', 'The conditions are understood.');
  if (conditions.oneTimeUse)
    judgement.warn(
      'conditions.one-time-use',
      'The assertion may be used once. Whether it was used before cannot be seen in it.',
      {},
      conditions.element,
    );
  else judgement.pass('conditions.one-time-use', 'The assertion does not ask to be used once only.');
}

/** Authentication statement: a sign-in without one says nobody signed in. */
export function checkAuthentication(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement, kind } = context;
  const first = facts.authentications[0];
  if (first !== undefined)
    judgement.pass('authentication.statement', 'The assertion says how the user signed in.', {
      ...(first.context === undefined ? {} : { actual: first.context }),
    });
  else if (kind === 'saml-response')
    judgement.fail(
      'authentication.statement',
      'The assertion does not say that the user signed in.',
      {},
      facts.element,
    );
  else
    judgement.warn(
      'authentication.statement',
      'The assertion does not say that the user signed in.',
      {},
      facts.element,
    );
}

/** Attributes: named, once each, with values. */
export function checkAttributes(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement } = context;
  if (facts.attributes.length === 0) return;
  const seen = new Map<string, number>();
  for (const { name, nameFormat } of facts.attributes) {
    const key = `${name}\n${nameFormat ?? ''}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const unnamed = facts.attributes.find(({ name }) => name.trim() === '');
  if (unnamed === undefined) judgement.pass('attributes.name', 'Every attribute has a name.');
  else judgement.fail('attributes.name', 'An attribute has no name.', {}, unnamed.element);
  const twice = facts.attributes.filter(
    ({ name, nameFormat }) => (seen.get(`${name}\n${nameFormat ?? ''}`) ?? 0) > 1,
  );
  if (twice.length === 0) judgement.pass('attributes.duplicate', 'Every attribute stands once.');
  else
    judgement.fail(
      'attributes.duplicate',
      'An attribute stands more than once.',
      { actual: [...new Set(twice.map(({ name }) => name))].join(', ') },
      twice.at(-1)?.element,
    );
  const empty = facts.attributes.filter(({ values }) => values.every((value) => value.trim() === ''));
  if (empty.length === 0) judgement.pass('attributes.value', 'Every attribute has a value.');
  else
    judgement.warn(
      'attributes.value',
      'An attribute has no value.',
      { actual: empty.map(({ name }) => name).join(', ') },
      empty[0]?.element,
    );
}
