/**
 * Values that differ between any two messages of the same sign-in, with where that is said; a comparison sets them apart so
 * that what really changed stands alone.
 */
const VOLATILE: Readonly<Record<string, string>> = {
  iat: 'RFC 7519 section 4.1.6',
  nbf: 'RFC 7519 section 4.1.5',
  exp: 'RFC 7519 section 4.1.4',
  jti: 'RFC 7519 section 4.1.7',
  nonce: 'OpenID Connect Core 1.0 section 2',
  auth_time: 'OpenID Connect Core 1.0 section 2',
  at_hash: 'OpenID Connect Core 1.0 section 3.1.3.6',
  c_hash: 'OpenID Connect Core 1.0 section 3.3.2.11',
  s_hash: 'FAPI 1.0 part 2 section 5.1.1',
  sid: 'OpenID Connect Front-Channel Logout 1.0 section 3',
  uti: 'Microsoft identity platform, access token claims',
  aio: 'Microsoft identity platform, access token claims',
  rh: 'Microsoft identity platform, access token claims',
  xms_ftd: 'Microsoft identity platform, access token claims (opaque)',
  xms_st: 'Microsoft identity platform, access token claims (opaque)',
  'message.notBefore': 'SAML core section 2.5.1',
  'message.notOnOrAfter': 'SAML core section 2.5.1',
};

/** SAML attributes whose names end so carry ids or instants of one sign-in. */
const VOLATILE_ENDINGS = ['/sessionindex', '/authninstant', '/inresponseto', '/authenticationinstant'];

/** @returns true where two messages of the same sign-in are expected to differ in it */
export function isVolatile(name: string): boolean {
  if (Object.hasOwn(VOLATILE, name)) return true;
  const lower = name.toLowerCase();
  return VOLATILE_ENDINGS.some((ending) => lower.endsWith(ending));
}
