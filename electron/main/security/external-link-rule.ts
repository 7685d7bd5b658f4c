/** Documentation, specifications and consoles the pages link to; exact host names, no suffixes. */
const HOSTS: ReadonlySet<string> = new Set([
  'learn.microsoft.com',
  'entra.microsoft.com',
  'portal.azure.com',
  'docs.aws.amazon.com',
  'console.aws.amazon.com',
  'docs.oasis-open.org',
  'www.rfc-editor.org',
  'datatracker.ietf.org',
  'www.w3.org',
  'openid.net',
  'www.iana.org',
  'nvd.nist.gov',
  'csrc.nist.gov',
  'github.com',
]);

/**
 * @param link as a page gave it
 * @returns the link as the URL parser writes it, or undefined unless it is https on a host of the list, without user
 * information and on the default port
 */
export function allowedExternalLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const plain = url.username === '' && url.password === '' && url.port === '';
  return url.protocol === 'https:' && plain && HOSTS.has(url.hostname) ? url.href : undefined;
}

/**
 * @param link where a person is to sign in
 * @param origins of the live workspace's own authorities, such as `https://login.microsoftonline.com`
 * @returns the link as the URL parser writes it, or undefined unless it is of exactly one of these origins
 */
export function allowedSignIn(link: string, origins: readonly string[]): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  const plain = url.username === '' && url.password === '';
  return web && plain && origins.includes(url.origin) ? url.href : undefined;
}
