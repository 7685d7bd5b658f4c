/** Every part of the Lab that answers HTTP. */
export const SERVICES = [
  'entra',
  'graph',
  'adfs',
  'adfs-certificate',
  'myapps',
  'aws',
  'scim',
  'aws-signin',
  'access-portal',
  'aws-console',
  'managed-identity',
  'control',
] as const;

export type ServiceName = (typeof SERVICES)[number];

/** Which service answers, and under which path of it. */
export interface HostRoute {
  readonly service: ServiceName;
  /** Goes before the path that was asked for: `/sso-oidc` for `oidc.<region>.amazonaws.com`. */
  readonly prefix: string;
}

/** Names of the seed that are hosts. */
export interface PlayedNames {
  /** `sts.jogcloud.com`: AD FS; its certificate sign-in is `certauth.` before it. */
  readonly adfs: string;
}

const ENTRA = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
  'device.login.microsoftonline.com',
  'aadcdn.msauth.net',
];

const AWS_PREFIXES: Readonly<Record<string, string>> = { oidc: '/sso-oidc', 'portal.sso': '/sso' };

/**
 * Finds who plays a real host name.
 *
 * @param host lower case, without port
 * @returns undefined for a name the Lab does not play
 */
export function routeOfHost(host: string, names: PlayedNames): HostRoute | undefined {
  if (ENTRA.includes(host)) return { service: 'entra', prefix: '' };
  if (host === 'graph.microsoft.com') return { service: 'graph', prefix: '' };
  if (host === 'myapps.microsoft.com' || host === 'myapplications.microsoft.com')
    return { service: 'myapps', prefix: '' };
  if (host === names.adfs) return { service: 'adfs', prefix: '' };
  if (host === `certauth.${names.adfs}`) return { service: 'adfs-certificate', prefix: '' };
  if (host === '169.254.169.254') return { service: 'managed-identity', prefix: '/imds' };
  if (/^([\w-]+\.)?console\.aws\.amazon\.com$/.test(host)) return { service: 'aws-console', prefix: '' };
  if (/^([\w-]+\.)?(sso\.)?signin\.aws(\.amazon\.com)?$/.test(host))
    return { service: 'aws-signin', prefix: '' };
  if (
    /^[\w-]+\.awsapps\.com$/.test(host) ||
    /^ssoins-[\w-]+\.([\w-]+\.portal|portal\.[\w-]+\.app)\b/.test(host)
  )
    return { service: 'access-portal', prefix: '' };
  if (/^scim\.[\w-]+\.amazonaws\.com$/.test(host)) return { service: 'scim', prefix: '' };
  const aws = /^(oidc|portal\.sso|[\w-]+)(?:\.[\w-]+)?\.amazonaws\.com$/.exec(host);
  if (aws !== null) return { service: 'aws', prefix: AWS_PREFIXES[aws[1] ?? ''] ?? '' };
  return undefined;
}

/** Where each service lies on the plain HTTP listener. */
const PATHS: readonly (readonly [path: string, service: ServiceName])[] = [
  ['/aws', 'aws'],
  ['/scim', 'scim'],
  ['/signin', 'aws-signin'],
  ['/portal', 'access-portal'],
  ['/console', 'aws-console'],
  ['/managed-identity', 'managed-identity'],
  ['/control', 'control'],
];

/** @returns the service of a path on the plain listener, and how much of the path belongs to its address */
export function routeOfPath(path: string): { service: ServiceName; base: string } | undefined {
  const found = PATHS.find(
    ([base]) => path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`),
  );
  return found === undefined ? undefined : { service: found[1], base: found[0] };
}

/** @returns the path under which a service lies on the plain listener; undefined for those with a TLS listener of their own */
export function pathOfService(service: ServiceName): string | undefined {
  return PATHS.find(([, name]) => name === service)?.[0];
}

/** Services that need an origin of their own with TLS, in the order of their ports. */
export const TLS_SERVICES = ['entra', 'graph', 'adfs', 'adfs-certificate', 'myapps'] as const;
export type TlsService = (typeof TLS_SERVICES)[number];

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @param host a Host header; @returns it without port, lower case */
export function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

export function isLoopbackName(name: string): boolean {
  return LOOPBACK.has(name);
}
