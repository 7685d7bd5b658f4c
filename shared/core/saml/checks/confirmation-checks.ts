import type { CheckValues } from '../../rules/check-list.ts';
import type { AssertionFacts, ConfirmationFacts } from '../facts.ts';
import { durationText } from '../instant.ts';
import type { SamlRuleId } from '../rules.ts';
import { METHOD_BEARER, METHOD_BEARER_1 } from '../vocabulary.ts';
import { nearMiss, type PolicyContext } from './policy-context.ts';

interface Finding {
  readonly status: 'pass' | 'fail' | 'warn';
  readonly rule: SamlRuleId;
  readonly message: string;
  readonly values: CheckValues;
}

type Data = NonNullable<ConfirmationFacts['data']>;

function finding(
  status: Finding['status'],
  rule: SamlRuleId,
  message: string,
  values: CheckValues = {},
): Finding {
  return { status, rule, message, values };
}

/** @param boundedElsewhere true where the conditions end the assertion anyway */
function judgeEnd(context: PolicyContext, data: Data, boundedElsewhere: boolean): Finding {
  const end = data.notOnOrAfter;
  if (end === undefined)
    return finding('fail', 'subject.confirmation', 'The bearer confirmation has no NotOnOrAfter.');
  if (end.ms === undefined)
    return finding(
      boundedElsewhere ? 'warn' : 'fail',
      'time.confirmation',
      `NotOnOrAfter of the subject confirmation is not a time.${boundedElsewhere ? ' The conditions bound the assertion all the same.' : ''}`,
      { expected: 'a time such as 2026-01-31T09:00:00Z', actual: end.text },
    );
  const late = context.now - context.skew - end.ms;
  const values = { expected: `before ${end.text}`, actual: context.nowText };
  if (late >= 0)
    return finding(
      'fail',
      'time.confirmation',
      `The subject confirmation ended ${durationText(late)} ago.`,
      values,
    );
  return finding('pass', 'time.confirmation', 'The subject confirmation is in time.', values);
}

function judgeStart(context: PolicyContext, data: Data): Finding[] {
  const start = data.notBefore;
  if (start === undefined) return [];
  if (start.ms === undefined || start.ms - context.skew > context.now)
    return [
      finding('fail', 'time.confirmation', 'The subject confirmation is not valid yet.', {
        expected: `at or after ${start.text}`,
        actual: context.nowText,
      }),
    ];
  return [finding('warn', 'subject.confirmation', 'A bearer confirmation should have no NotBefore.')];
}

function judgeRecipient(context: PolicyContext, data: Data): Finding[] {
  const expected = context.expect.recipient;
  const { recipient } = data;
  if (recipient === undefined || recipient === '') {
    if (context.kind === 'ws-fed-response' && expected === undefined) return [];
    return [
      finding('fail', 'recipient', 'The bearer confirmation names no Recipient.', {
        expected: expected ?? 'the assertion consumer service',
      }),
    ];
  }
  if (expected === undefined) return [];
  const values = { expected, actual: recipient };
  if (recipient === expected)
    return [finding('pass', 'recipient', 'The recipient is the expected one.', values)];
  return [
    finding(
      'fail',
      'recipient',
      `The assertion is for another recipient.${nearMiss(expected, recipient)}`,
      values,
    ),
  ];
}

function judgeRequest(context: PolicyContext, data: Data): Finding[] {
  const expected = context.expect.inResponseTo;
  if (expected === undefined) return [];
  const actual = data.inResponseTo;
  if (actual === expected)
    return [
      finding('pass', 'in-response-to', 'The subject confirmation answers the expected request.', {
        expected,
        actual,
      }),
    ];
  return [
    finding(
      'fail',
      'in-response-to',
      actual === undefined
        ? 'The subject confirmation answers no request.'
        : 'The subject confirmation answers another request.',
      { expected, ...(actual === undefined ? {} : { actual }) },
    ),
  ];
}

function judgeBearer(
  context: PolicyContext,
  confirmation: ConfirmationFacts,
  boundedElsewhere: boolean,
): Finding[] {
  const { data } = confirmation;
  if (data === undefined)
    return [
      finding('fail', 'subject.confirmation', 'The bearer confirmation has no SubjectConfirmationData.'),
    ];
  return [
    ...judgeStart(context, data),
    judgeEnd(context, data, boundedElsewhere),
    ...judgeRecipient(context, data),
    ...judgeRequest(context, data),
  ];
}

const failures = (findings: readonly Finding[]): number =>
  findings.filter(({ status }) => status === 'fail').length;

/** SAML 1.1 confirmations carry nothing to compare (SAML 1.1 Profiles section 4.1.1). */
function checkOldConfirmation(context: PolicyContext, facts: AssertionFacts): void {
  const methods = facts.confirmations.map(({ method }) => method ?? '');
  if (methods.length === 0)
    context.judgement.warn('subject.confirmation', 'The subject has no confirmation.', {}, facts.element);
  else if (methods.includes(METHOD_BEARER_1))
    context.judgement.pass('subject.confirmation', 'The subject is confirmed as bearer.');
  else
    context.judgement.fail(
      'subject.confirmation',
      'The subject is not confirmed as bearer.',
      { expected: METHOD_BEARER_1, actual: methods.join(', ') },
      facts.element,
    );
}

/**
 * Subject confirmation (SAML 2.0 Profiles section 4.1.4.3): one bearer confirmation that holds is enough; where none
 * does, the one that comes closest says why.
 */
export function checkConfirmation(context: PolicyContext, facts: AssertionFacts): void {
  const { judgement } = context;
  if (facts.saml === '1.1') {
    checkOldConfirmation(context, facts);
    return;
  }
  const bearers = facts.confirmations.filter(({ method }) => method === METHOD_BEARER);
  const first = bearers[0];
  if (first === undefined) {
    const methods = facts.confirmations.map(({ method }) => method ?? 'no method').join(', ');
    judgement.fail(
      'subject.confirmation',
      methods === '' ? 'The subject has no confirmation.' : 'The subject is not confirmed as bearer.',
      { expected: METHOD_BEARER, ...(methods === '' ? {} : { actual: methods }) },
      facts.element,
    );
    return;
  }
  let best = first;
  const bounded = facts.conditions?.notOnOrAfter?.ms !== undefined;
  let findings = judgeBearer(context, first, bounded);
  for (const other of bearers.slice(1)) {
    if (failures(findings) === 0) break;
    const tried = judgeBearer(context, other, bounded);
    if (failures(tried) >= failures(findings)) continue;
    best = other;
    findings = tried;
  }
  const ofConfirmation = findings.some((one) => one.rule === 'subject.confirmation' && one.status !== 'pass');
  if (!ofConfirmation) judgement.pass('subject.confirmation', 'The subject is confirmed as bearer.');
  for (const one of findings) {
    if (one.status === 'pass') judgement.pass(one.rule, one.message, one.values);
    else judgement[one.status](one.rule, one.message, one.values, best.element);
  }
  if (context.expect.recipient === undefined)
    judgement.notAsked('recipient', 'Nobody asked for a recipient.', best.data?.recipient);
}
