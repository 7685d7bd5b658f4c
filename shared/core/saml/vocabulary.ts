/** The URIs SAML gives its values, under short names (SAML 2.0 Core section 8 and Profiles, SAML 1.1 Core section 7). */
export const STATUS_SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

export const METHOD_BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const METHOD_BEARER_1 = 'urn:oasis:names:tc:SAML:1.0:cm:bearer';

export const FORMAT_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** Second-level status codes of SAML 2.0 Core section 3.2.2.2 in plain words. */
const STATUS_MEANINGS: Readonly<Record<string, string>> = {
  Requester: 'the request was wrong',
  Responder: 'the identity provider failed',
  VersionMismatch: 'the identity provider does not speak this version',
  AuthnFailed: 'the identity provider could not sign the user in',
  InvalidAttrNameOrValue: 'an attribute in the request is unknown or has a wrong value',
  InvalidNameIDPolicy: 'the identity provider cannot give the requested name identifier format',
  NoAuthnContext: 'the requested authentication context cannot be met',
  NoAvailableIDP: 'none of the listed identity providers is available',
  NoPassive: 'the user would have to sign in, and the request was passive',
  NoSupportedIDP: 'none of the listed identity providers is supported',
  PartialLogout: 'not every session participant could be signed out',
  ProxyCountExceeded: 'the request may not be passed on any further',
  RequestDenied: 'the identity provider refuses to answer',
  RequestUnsupported: 'the identity provider does not support this request',
  RequestVersionDeprecated: 'the version of the request is no longer supported',
  RequestVersionTooHigh: 'the version of the request is too new',
  RequestVersionTooLow: 'the version of the request is too old',
  ResourceNotRecognized: 'the resource in the request is unknown',
  TooManyResponses: 'there are more answers than fit',
  UnknownAttrProfile: 'the attribute profile is unknown',
  UnknownPrincipal: 'the identity provider does not know the user',
  UnsupportedBinding: 'the identity provider cannot use the requested binding',
};

/**
 * The last part of a status code and what it means.
 *
 * @param code a status URI or, in SAML 1.1, a qualified name
 */
export function explainStatus(code: string): { name: string; meaning: string | undefined } {
  const name = code.slice(code.lastIndexOf(':') + 1);
  return { name, meaning: Object.hasOwn(STATUS_MEANINGS, name) ? STATUS_MEANINGS[name] : undefined };
}

/** Names of the format URIs people know from consoles. */
export function formatName(format: string): string {
  return format.slice(format.lastIndexOf(':') + 1);
}
