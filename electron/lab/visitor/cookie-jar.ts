interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Without a dot; `hostOnly` cookies go to this host and no other. */
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly sameSite: 'none' | 'lax' | 'strict';
  /** Epoch milliseconds; absent for a cookie of the session. */
  readonly expires?: number;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Cookies as browsers keep and send them (RFC 6265bis), SameSite included. Ports do not tell sites apart. */
export class CookieJar {
  #cookies: Cookie[] = [];

  /** @returns the Cookie header of a request. @param from the page that asks; undefined for a typed address */
  header(url: URL, method: string, from: URL | undefined): string | undefined {
    const crossSite = from !== undefined && siteOf(from) !== siteOf(url);
    const sent = this.#cookies.filter((cookie) => {
      if (cookie.expires !== undefined && cookie.expires <= Date.now()) return false;
      if (!matchesHost(cookie, url.hostname) || !matchesPath(cookie.path, url.pathname)) return false;
      if (cookie.secure && url.protocol !== 'https:' && !LOOPBACK.has(url.hostname)) return false;
      if (!crossSite || cookie.sameSite === 'none') return true;
      return cookie.sameSite === 'lax' && method === 'GET';
    });
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Takes Set-Cookie headers of an answer; one that a browser refuses is left out. */
  take(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const cookie = parsed(line, url);
      if (cookie === undefined) continue;
      this.#cookies = this.#cookies.filter(
        (kept) => kept.name !== cookie.name || kept.domain !== cookie.domain || kept.path !== cookie.path,
      );
      if (cookie.expires === undefined || cookie.expires > Date.now()) this.#cookies.push(cookie);
    }
  }

  /** @returns the value of a cookie that any request to the host would have */
  value(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name)?.value;
  }

  clear(): void {
    this.#cookies = [];
  }
}

function parsed(line: string, url: URL): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (at < 1) return undefined;
  const given = new Map(
    attributes.map((attribute) => {
      const [name = '', ...value] = attribute.split('=');
      return [name.toLowerCase(), value.join('=')] as const;
    }),
  );
  const secure = given.has('secure');
  const sameSite = given.get('samesite')?.toLowerCase() ?? 'lax';
  if (secure && url.protocol !== 'https:' && !LOOPBACK.has(url.hostname)) return undefined;
  if (sameSite === 'none' && !secure) return undefined;
  const domain = given.get('domain')?.replace(/^\./, '').toLowerCase();
  if (domain !== undefined && domain !== url.hostname && !url.hostname.endsWith(`.${domain}`))
    return undefined;
  const path = given.get('path');
  const maxAge = given.get('max-age');
  const expires =
    maxAge !== undefined
      ? Date.now() + Number(maxAge) * 1000
      : given.has('expires')
        ? Date.parse(given.get('expires') ?? '')
        : undefined;
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    domain: domain ?? url.hostname,
    hostOnly: domain === undefined,
    path: path?.startsWith('/') === true ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    secure,
    sameSite: sameSite === 'none' || sameSite === 'strict' ? sameSite : 'lax',
    ...(expires === undefined ? {} : { expires }),
  };
}

function matchesHost(cookie: Cookie, host: string): boolean {
  return host === cookie.domain || (!cookie.hostOnly && host.endsWith(`.${cookie.domain}`));
}

function matchesPath(path: string, wanted: string): boolean {
  return wanted === path || (wanted.startsWith(path) && (path.endsWith('/') || wanted[path.length] === '/'));
}

/** Scheme and registrable domain, which for the Lab's names are the last two labels. */
function siteOf({ protocol, hostname }: URL): string {
  const host = /^[\d.]+$/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
  return `${protocol}//${host}`;
}
