/** Variables of the environment that name a proxy, in both cases (lower case wins, as curl has it). */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the proxy that the environment names for an address.
 *
 * @param url an absolute http or https address
 * @returns the proxy's address, or undefined where one connects directly
 */
export function proxyFromEnvironment(environment: Environment, url: URL): string | undefined {
  const read = (name: string): string | undefined =>
    environment[name.toLowerCase()] || environment[name.toUpperCase()] || undefined;
  const proxy = (url.protocol === 'https:' ? read('https_proxy') : read('http_proxy')) ?? read('all_proxy');
  if (proxy === undefined || isExcepted(read('no_proxy') ?? '', url)) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** `NO_PROXY`: host names and suffixes with optional port, separated by commas or blanks; `*` is everything. */
function isExcepted(list: string, url: URL): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      const suffix = name.replace(/^\*/, '').replace(/^\./, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}

/**
 * Reads the first usable entry of what a PAC script or the system's settings give for an address.
 *
 * @param answer such as `PROXY proxy.example:3128; DIRECT`
 * @returns the proxy's address, or undefined for `DIRECT` and for kinds that are not supported
 */
export function proxyFromPac(answer: string): string | undefined {
  for (const entry of answer.split(';')) {
    const [, kind = '', place = ''] = /^\s*(\w+)\s*(\S*)\s*$/.exec(entry) ?? [];
    if (kind.toUpperCase() === 'DIRECT') return undefined;
    if (kind.toUpperCase() === 'PROXY' || kind.toUpperCase() === 'HTTP') return `http://${place}`;
    if (kind.toUpperCase() === 'HTTPS') return `https://${place}`;
  }
  return undefined;
}
