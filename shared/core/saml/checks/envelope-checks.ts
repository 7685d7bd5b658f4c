import { NS } from '../../xml/namespaces.ts';
import { attribute, child, textOf } from '../../xml/query.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { explainAadsts } from '../aadsts.ts';
import type { Instant } from '../instant.ts';
import { instantOf } from '../read-assertion.ts';
import { explainStatus, STATUS_SUCCESS } from '../vocabulary.ts';
import { nearMiss, type PolicyContext } from './policy-context.ts';

/** What a protocol message says about itself (SAML 2.0 Core sections 3.2.1 and 3.2.2). */
export interface EnvelopeFacts {
  readonly element: XmlElement;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly issueInstant: Instant | undefined;
  readonly issuer: string | undefined;
  readonly destination: string | undefined;
  readonly inResponseTo: string | undefined;
}

/** Reads the outer attributes of a protocol message from one tree. */
export function readEnvelope(element: XmlElement): EnvelopeFacts {
  const issuer = child(element, NS.saml, 'Issuer');
  return {
    element,
    id: attribute(element, 'ID'),
    version: attribute(element, 'Version'),
    issueInstant: instantOf(element, 'IssueInstant'),
    issuer: issuer && textOf(issuer).trim(),
    destination: attribute(element, 'Destination'),
    inResponseTo: attribute(element, 'InResponseTo'),
  };
}

/** @returns status codes from the outermost inwards. */
function statusCodes(response: XmlElement): string[] {
  const codes: string[] = [];
  const status = child(response, response.uri, 'Status');
  for (
    let at = status && child(status, response.uri, 'StatusCode');
    at;
    at = child(at, response.uri, 'StatusCode')
  )
    codes.push(attribute(at, 'Value') ?? '');
  return codes;
}

/** @returns the StatusMessage, or undefined. */
export function statusMessage(response: XmlElement): string | undefined {
  const status = child(response, response.uri, 'Status');
  const message = status && child(status, response.uri, 'StatusMessage');
  return message && textOf(message).trim();
}

/** @returns whether the answer says Success. */
export function isSuccess(response: XmlElement): boolean {
  const [top] = statusCodes(response);
  return (
    top === STATUS_SUCCESS || (response.uri === NS.samlp1 && top !== undefined && /(^|:)Success$/.test(top))
  );
}

/** Status (SAML 2.0 Core section 3.2.2.2): Success, or why not. */
export function checkStatus(context: PolicyContext, response: XmlElement): void {
  const { judgement } = context;
  const codes = statusCodes(response);
  if (codes.length === 0) {
    judgement.fail('status', 'The answer has no status code.', { expected: STATUS_SUCCESS }, response);
    return;
  }
  const actual = codes.join(' / ');
  if (isSuccess(response)) {
    judgement.pass('status', 'The status is Success.', { actual });
    return;
  }
  const explained = codes
    .map(explainStatus)
    .map(({ name, meaning }) => (meaning === undefined ? name : `${name}: ${meaning}`));
  const said = statusMessage(response);
  const entra = said === undefined ? undefined : explainAadsts(said);
  const cause = entra?.cause === undefined ? '' : ` ${entra.code} means: ${entra.cause}.`;
  judgement.fail(
    'status',
    `The answer is not Success. ${explained.join('; ')}.${said ? ` The sender says: ${said}` : ''}${cause}`,
    { expected: STATUS_SUCCESS, actual, ...(entra?.fix === undefined ? {} : { fix: entra.fix }) },
    child(response, response.uri, 'Status') ?? response,
  );
}

/**
 * Destination (SAML 2.0 Bindings section 3.5.5.2).
 *
 * @param signed true where a signature covers the message itself, which then must say where it goes
 */
export function checkDestination(context: PolicyContext, envelope: EnvelopeFacts, signed: boolean): void {
  const { judgement } = context;
  const expected = context.expect.recipient;
  const { destination, element } = envelope;
  if (destination === '') {
    judgement.fail(
      'destination',
      'The Destination is empty.',
      expected === undefined ? {} : { expected },
      element,
    );
    return;
  }
  if (destination === undefined) {
    if (signed)
      judgement.warn(
        'destination',
        'The message is signed and names no Destination: it can be sent elsewhere.',
        expected === undefined ? {} : { expected },
        element,
      );
    return;
  }
  if (expected === undefined) {
    judgement.notChecked('destination', 'Nobody asked for a recipient.', { actual: destination });
    return;
  }
  const values = { expected, actual: destination };
  if (destination === expected) judgement.pass('destination', 'The destination is the expected one.', values);
  else
    judgement.fail(
      'destination',
      `The message was sent to another address.${nearMiss(expected, destination)}`,
      values,
      element,
    );
}

/** InResponseTo of the message, and of its subject confirmations where there are any. */
export function checkInResponseTo(
  context: PolicyContext,
  envelope: EnvelopeFacts,
  confirmed: readonly (string | undefined)[],
): void {
  const { judgement, expect } = context;
  const actual = envelope.inResponseTo;
  const other = confirmed.find((inner) => inner !== undefined && inner !== actual);
  if (other !== undefined)
    judgement.fail(
      'in-response-to.consistent',
      'The response and its subject confirmation answer different requests.',
      { expected: actual ?? 'no request', actual: other },
      envelope.element,
    );
  else if (actual !== undefined && confirmed.includes(actual))
    judgement.pass('in-response-to.consistent', 'Response and subject confirmation answer the same request.');
  if (expect.inResponseTo === undefined) {
    if (actual === undefined)
      judgement.notChecked('in-response-to', 'The message answers no request: the other side started this.');
    else judgement.notAsked('in-response-to', 'Nobody asked which request this answers.', actual);
    return;
  }
  const values = { expected: expect.inResponseTo, actual: actual ?? 'none' };
  if (actual === expect.inResponseTo)
    judgement.pass('in-response-to', 'The message answers the expected request.', values);
  else
    judgement.fail(
      'in-response-to',
      'The message answers another request, or none.',
      values,
      envelope.element,
    );
}
