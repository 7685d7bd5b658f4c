import { attribute } from '../../xml/query.ts';
import type { XmlElement } from '../../xml/tree.ts';
import type { EnvelopeFacts } from './envelope-checks.ts';
import { nearMiss, type PolicyContext } from './policy-context.ts';

function checkConsumer(context: PolicyContext, request: XmlElement): void {
  const { judgement } = context;
  const url = attribute(request, 'AssertionConsumerServiceURL');
  const index = attribute(request, 'AssertionConsumerServiceIndex');
  if (url !== undefined && index !== undefined)
    judgement.fail(
      'request.consumer-service',
      'The request names its assertion consumer service twice, by URL and by index.',
      { actual: `${url}, ${index}` },
      request,
    );
  else if (url !== undefined && !/^https:\/\//i.test(url))
    judgement.warn(
      'request.consumer-service',
      'The answer would be sent without encryption.',
      { expected: 'an https URL', actual: url },
      request,
    );
  else
    judgement.pass(
      'request.consumer-service',
      url === undefined && index === undefined
        ? 'The request leaves the assertion consumer service to its registration.'
        : 'The request says where the answer shall go.',
      url === undefined ? {} : { actual: url },
    );
}

/** The expected recipient is where the request goes, or where its answer shall go. */
function checkAddress(context: PolicyContext, request: XmlElement, envelope: EnvelopeFacts): void {
  const { judgement, expect } = context;
  const expected = expect.recipient;
  const url = attribute(request, 'AssertionConsumerServiceURL');
  const addresses = [envelope.destination, url].filter((address) => address !== undefined);
  const actual = addresses.join(', ');
  if (expected === undefined)
    judgement.notChecked('destination', 'Nobody asked for a recipient.', actual === '' ? {} : { actual });
  else if (addresses.includes(expected))
    judgement.pass('destination', 'The request goes, or has its answer sent, to the expected address.', {
      expected,
      actual,
    });
  else
    judgement.fail(
      'destination',
      `The request neither goes to the expected address nor has its answer sent there.${nearMiss(expected, url ?? envelope.destination ?? '')}`,
      { expected, actual },
      request,
    );
}

/** The issuer of a request is the service provider, which an answer's audience names. */
function checkSender(context: PolicyContext, envelope: EnvelopeFacts): void {
  const { judgement, expect } = context;
  const actual = envelope.issuer;
  if (actual === undefined || actual === '') return;
  const expected = [expect.issuer, expect.audience].filter((name) => name !== undefined);
  const values = { expected: expected.join(' or '), actual };
  if (expected.length === 0) judgement.notAsked('issuer', 'Nobody asked for an issuer.', actual);
  else if (expected.includes(actual)) judgement.pass('issuer', 'The issuer is the expected one.', values);
  else
    judgement.warn(
      'issuer',
      'The request comes from a service provider, and neither the expected issuer nor the expected audience is its name.',
      values,
      envelope.element,
    );
}

/** What an AuthnRequest says of itself, of its sender and of where its answer shall go (SAML 2.0 Core section 3.4.1). */
export function checkRequest(context: PolicyContext, request: XmlElement, envelope: EnvelopeFacts): void {
  checkConsumer(context, request);
  checkAddress(context, request, envelope);
  checkSender(context, envelope);
}
