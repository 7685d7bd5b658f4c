/** What a nonce must look like to be written into markup and a header. */
const NONCE = /^[A-Za-z0-9+/]{22,}={0,2}$/;

/**
 * The content security policy of every page (CSP level 3, Trusted Types).
 *
 * `style-src` carries a nonce because CodeMirror writes its styles into a style element; scripts need none, they are files.
 *
 * @param nonce base64 of 16 random bytes or more, new for each load
 * @throws TypeError where the nonce is not base64
 */
export function contentSecurityPolicy(nonce: string): string {
  if (!NONCE.test(nonce)) throw new TypeError('a nonce is base64 of at least 16 bytes');
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
