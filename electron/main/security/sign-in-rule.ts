import { X509Certificate } from 'node:crypto';

/** Where a sign-in in a window of the product's own may lead. */
export interface SignInPlaces {
  /** Origins on loopback: the Lab's listeners, and where the answer is waited for. */
  readonly origins: readonly string[];
  /** @returns true for the real name of a host that the Lab plays */
  readonly plays: (host: string) => boolean;
}

/** @param url what the window is about to ask for, a page or a part of one */
export function isSignInAddress(url: string, places: SignInPlaces): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  if (places.origins.includes(origin)) return true;
  return protocol === 'https:' && port === '' && places.plays(hostname);
}

/**
 * Holds a server's certificate against the Lab's authority, which is nobody else's: it counts for hosts that the Lab plays only.
 *
 * @param shown PEM
 * @param now epoch milliseconds
 */
export function isLabCertificate(
  shown: string,
  hostname: string,
  authority: X509Certificate,
  places: SignInPlaces,
  now: number,
): boolean {
  const own = places.origins.some((origin) => new URL(origin).hostname === hostname);
  if (!own && !places.plays(hostname)) return false;
  try {
    const certificate = new X509Certificate(shown);
    return (
      certificate.checkIssued(authority) &&
      certificate.verify(authority.publicKey) &&
      Date.parse(certificate.validFrom) <= now &&
      now <= Date.parse(certificate.validTo) &&
      (certificate.checkHost(hostname) ?? certificate.checkIP(hostname)) !== undefined
    );
  } catch {
    return false;
  }
}
