import { NS } from '../../xml/namespaces.ts';
import { attribute, child } from '../../xml/query.ts';
import type { XmlElement } from '../../xml/tree.ts';
import type { EnvelopeFacts } from '../checks/envelope-checks.ts';
import type { PolicyContext } from '../checks/policy-context.ts';

/** Rules of requests sent to Entra (profile `entra`). */
export function checkEntraRequest(
  context: PolicyContext,
  request: XmlElement,
  envelope: EnvelopeFacts,
): void {
  const { judgement, kind } = context;
  const id = envelope.id ?? '';
  if (/^\d/.test(id))
    judgement.fail('entra.request-id', 'The ID starts with a digit.', { actual: id }, request);
  else judgement.pass('entra.request-id', 'The ID does not start with a digit.', { actual: id });
  if (kind !== 'saml-authn-request') return;
  const subject = child(request, NS.saml, 'Subject');
  if (subject === undefined) judgement.pass('entra.request-subject', 'The request names no subject.');
  else judgement.fail('entra.request-subject', 'The request names a subject.', {}, subject);
  const wanted = child(request, NS.samlp, 'RequestedAuthnContext');
  const comparison = wanted === undefined ? undefined : (attribute(wanted, 'Comparison') ?? 'exact');
  if (wanted === undefined || comparison === 'exact')
    judgement.pass(
      'entra.request-comparison',
      wanted === undefined
        ? 'The request leaves the authentication context open.'
        : 'The authentication context is compared exactly.',
    );
  else
    judgement.fail(
      'entra.request-comparison',
      'The authentication context is not compared exactly.',
      { expected: 'exact', actual: comparison ?? '' },
      wanted,
    );
}
