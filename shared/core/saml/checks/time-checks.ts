import type { XmlElement } from '../../xml/tree.ts';
import type { AssertionFacts } from '../facts.ts';
import { durationText, type Instant } from '../instant.ts';
import type { SamlRuleId } from '../rules.ts';
import type { PolicyContext } from './policy-context.ts';

const FORM = 'a time such as 2026-01-31T09:00:00Z';

/** Fails the rule and gives false where a time cannot be read. */
export function readableTime(
  context: PolicyContext,
  rule: SamlRuleId,
  what: string,
  instant: Instant,
  at: XmlElement,
): instant is Instant & { ms: number } {
  if (instant.ms !== undefined) return true;
  context.judgement.fail(
    rule,
    `${what} is not a time.`,
    { expected: FORM, actual: instant.text, fix: 'Have the sender write times as xs:dateTime, in UTC.' },
    at,
  );
  return false;
}

/** `from` is inclusive (SAML 2.0 Core section 2.5.1.2). */
function checkNotBefore(
  context: PolicyContext,
  rule: SamlRuleId,
  what: string,
  instant: Instant,
  at: XmlElement,
): boolean {
  if (!readableTime(context, rule, what, instant, at)) return false;
  const early = instant.ms - context.skew - context.now;
  const values = { expected: `at or after ${instant.text}`, actual: context.nowText };
  if (early > 0) {
    context.judgement.fail(rule, `${what} lies ${durationText(early)} in the future.`, values, at);
    return false;
  }
  context.judgement.pass(rule, `${what} has passed.`, values);
  return true;
}

/** The end is exclusive (SAML 2.0 Core section 2.5.1.2). */
export function checkNotOnOrAfter(
  context: PolicyContext,
  rule: SamlRuleId,
  what: string,
  instant: Instant,
  at: XmlElement,
): boolean {
  if (!readableTime(context, rule, what, instant, at)) return false;
  const late = context.now - context.skew - instant.ms;
  const values = { expected: `before ${instant.text}`, actual: context.nowText };
  if (late >= 0) {
    context.judgement.fail(rule, `${what} passed ${durationText(late)} ago.`, values, at);
    return false;
  }
  context.judgement.pass(rule, `${what} is ${durationText(late)} away.`, values);
  return true;
}

/** A moment that has happened, if the clocks agree; a future one is worth a warning. */
export function checkHappened(
  context: PolicyContext,
  rule: SamlRuleId,
  what: string,
  instant: Instant,
  at: XmlElement,
): void {
  if (!readableTime(context, rule, what, instant, at)) return;
  const early = instant.ms - context.skew - context.now;
  const values = { expected: `not after ${context.nowText}`, actual: instant.text };
  if (early > 0)
    context.judgement.warn(rule, `${what} lies ${durationText(early)} in the future.`, values, at);
  else context.judgement.pass(rule, `${what} was ${durationText(early)} ago.`, values);
}

/** Conditions, session and authentication times of an assertion (SAML 2.0 Core sections 2.5.1 and 2.7.2). */
export function checkAssertionTimes(context: PolicyContext, facts: AssertionFacts): void {
  const { conditions } = facts;
  if (conditions?.notBefore !== undefined)
    checkNotBefore(context, 'time.not-before', 'NotBefore', conditions.notBefore, conditions.element);
  if (conditions?.notOnOrAfter !== undefined)
    checkNotOnOrAfter(
      context,
      'time.not-on-or-after',
      'NotOnOrAfter',
      conditions.notOnOrAfter,
      conditions.element,
    );
  if (facts.issueInstant?.ms !== undefined)
    checkHappened(context, 'time.issue-instant', 'IssueInstant', facts.issueInstant, facts.element);
  for (const { element, instant, sessionNotOnOrAfter } of facts.authentications) {
    if (instant !== undefined)
      checkHappened(context, 'time.authentication', 'The authentication', instant, element);
    if (sessionNotOnOrAfter !== undefined)
      checkNotOnOrAfter(context, 'time.session', 'SessionNotOnOrAfter', sessionNotOnOrAfter, element);
  }
}
