import type { ProfileInput } from './profile-input.ts';
import { valuesOf } from './profile-input.ts';

const AUDIENCE = 'urn:federation:MicrosoftOnline';
const UPN = 'http://schemas.xmlsoap.org/claims/UPN';
const IMMUTABLE_ID = 'http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID';
const MULTIPLE = [
  'http://schemas.microsoft.com/claims/multipleauthn',
  'http://schemas.microsoft.com/claims/wiaormultiauthn',
];
const METHOD_NAMES = [
  'http://schemas.microsoft.com/claims/authnmethodsreferences',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/authenticationmethod',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/authnmethodsreferences',
];

/** Rules of what AD FS sends to Entra for a federated domain (profile `entra`, WS-Federation). */
export function checkEntraFederation({ context, facts }: ProfileInput): void {
  if (facts === undefined) return;
  const { judgement } = context;
  const audiences = facts.conditions?.audiences.flat() ?? [];
  const values = { expected: AUDIENCE, actual: audiences.join(', ') };
  if (audiences.includes(AUDIENCE)) judgement.pass('entra.ws-fed-audience', 'It is made for Entra.', values);
  else judgement.fail('entra.ws-fed-audience', 'It is not made for Entra.', values, facts.element);
  const upn = valuesOf(facts, UPN);
  const immutableId = valuesOf(facts, IMMUTABLE_ID);
  const missing = [upn.length === 0 ? 'UPN' : '', immutableId.length === 0 ? 'ImmutableID' : ''].filter(
    Boolean,
  );
  if (missing.length === 0)
    judgement.pass('entra.ws-fed-user', 'UPN and ImmutableID are there.', {
      actual: [...upn, ...immutableId].join(', '),
    });
  else
    judgement.fail(
      'entra.ws-fed-user',
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      { expected: missing.join(', ') },
      facts.element,
    );
  const methods = [
    ...METHOD_NAMES.flatMap((name) => valuesOf(facts, name)),
    ...facts.authentications.map(({ context: method }) => method ?? ''),
  ].filter(Boolean);
  if (methods.some((method) => MULTIPLE.includes(method)))
    judgement.pass('entra.ws-fed-mfa', 'It proves multifactor authentication (multipleauthn).', {
      actual: methods.join(', '),
    });
  else
    judgement.warn(
      'entra.ws-fed-mfa',
      'It does not prove multifactor authentication: where a policy wants it, Entra asks again or refuses.',
      { expected: MULTIPLE.join(' or '), actual: methods.join(', ') },
      facts.element,
    );
}
