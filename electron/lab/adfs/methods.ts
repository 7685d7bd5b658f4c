/** How somebody signed in at AD FS, as its `authnmethodsreferences` claim names it. */
export const METHOD_PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
export const METHOD_CERTIFICATE =
  'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/tlsclient';
/** Two factors were shown. */
export const METHOD_MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/** AuthenticationMethod of SAML 1.1 (SAML 1.1 Core section 7.1) for the first factor. */
export function firstFactor(methods: readonly string[]): string {
  return methods[0] === METHOD_CERTIFICATE
    ? 'urn:oasis:names:tc:SAML:1.0:am:X509-PKI'
    : 'urn:oasis:names:tc:SAML:1.0:am:password';
}

/** @returns the methods with the mark of two factors where there are two */
export function withMultiple(methods: readonly string[]): string[] {
  const shown = [...new Set(methods)].filter((method) => method !== METHOD_MULTIPLE);
  return shown.length > 1 ? [...shown, METHOD_MULTIPLE] : shown;
}
