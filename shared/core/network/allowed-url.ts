import { WorkbenchError } from '../errors/workbench-error.ts';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** @param hostname as `URL.hostname` gives it */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** The link-local address at which clouds tell a machine its own identity; plain http by design. */
export function isMetadataService(url: URL): boolean {
  return url.protocol === 'http:' && url.hostname === '169.254.169.254' && url.port === '';
}

/**
 * Parses an address that the product may fetch: https anywhere, http on loopback only (where the Lab lives), no user
 * information, no other scheme.
 *
 * @param text what was typed, or what a redirect named
 * @param base for a relative redirect, the address it came from
 * @throws WorkbenchError ERR_ADDRESS_REFUSED with the reason
 */
export function allowedUrl(text: string, base?: string): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw refused(text, 'it is no complete address');
  }
  if (url.username !== '' || url.password !== '')
    throw refused(url.origin, 'it holds a user name or password');
  const plainOnLoopback = url.protocol === 'http:' && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !plainOnLoopback) {
    throw refused(`${url.protocol}//${url.host}`, 'only https is fetched, and http on this machine');
  }
  return url;
}

function refused(address: string, reason: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_ADDRESS_REFUSED',
    'address',
    { address: address.slice(0, 300), reason },
    { message: `This address is not fetched: ${reason}.` },
  );
}
