import type { MessageKind } from '../../inspector/report.ts';

/** Kinds a user signs in with: they hold an assertion. */
export const SIGN_IN: readonly MessageKind[] = ['saml-response', 'saml-assertion', 'ws-fed-response'];

/** Kinds of the SAML protocol that have a Status. */
export const ANSWERS: readonly MessageKind[] = ['saml-response', 'saml-logout-response'];

/** Kinds that ask for something. */
export const REQUESTS: readonly MessageKind[] = ['saml-authn-request', 'saml-logout-request'];

/** Everything with an ID, an Issuer and an IssueInstant of the SAML protocol. */
export const PROTOCOL: readonly MessageKind[] = [...ANSWERS, ...REQUESTS];

export const METADATA: readonly MessageKind[] = ['saml-metadata'];

/** Every kind that is XML. */
export const ALL_XML: readonly MessageKind[] = [
  ...PROTOCOL,
  'saml-assertion',
  'ws-fed-response',
  'saml-metadata',
];

/** XML that may also turn out to be nothing this tool knows. */
export const ANY_XML: readonly MessageKind[] = [...ALL_XML, 'unknown'];
