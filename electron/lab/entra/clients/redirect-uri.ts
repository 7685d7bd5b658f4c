import type { Application } from '../directory.ts';
import { noRedirectUri, redirectMismatch } from '../refusals/client-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';

type RedirectType = 'web' | 'spa' | 'publicClient';

export interface RedirectTarget {
  readonly uri: string;
  readonly type: RedirectType;
}

/** Where the sign-in of a client without own listener ends. */
const NATIVE = 'https://login.microsoftonline.com/common/oauth2/nativeclient';

/**
 * Finds the registered redirect URI that an asked one is. They are compared to the letter, scheme and host in any case;
 * on loopback the port does not count (RFC 8252 section 7.3).
 *
 * @param asked absent takes the only one there is
 * @throws EntraRefusal 50011 where none matches, 500113 where none is registered
 */
export function redirectTarget(application: Application, asked: string | undefined): RedirectTarget {
  const registered: RedirectTarget[] = (['web', 'spa', 'publicClient'] as const).flatMap((type) =>
    application[type].redirectUris.map((uri) => ({ uri, type })),
  );
  if (application.isFallbackPublicClient) registered.push({ uri: NATIVE, type: 'publicClient' });
  if (asked === undefined) {
    const [only, ...others] = registered;
    if (only === undefined) throw noRedirectUri(application.appId);
    if (others.some(({ uri }) => uri !== NATIVE)) throw missingParameter('redirect_uri');
    return only;
  }
  const wanted = comparable(asked);
  const found = wanted === undefined ? undefined : registered.find(({ uri }) => comparable(uri) === wanted);
  if (found === undefined) throw redirectMismatch(asked, application.appId);
  return { uri: asked, type: found.type };
}

/** What has to be equal; undefined for what no answer is ever sent to. */
function comparable(uri: string): string | undefined {
  if (/^(javascript|data|vbscript|file|blob):/i.test(uri)) return undefined;
  const parts = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)([^#]*)$/i.exec(uri);
  if (parts === null) return /^[a-z][a-z\d+.-]*:[^#\s]+$/i.test(uri) ? uri : undefined;
  const [, scheme = '', host = '', rest = ''] = parts;
  if (host.includes('@') || host.includes('\\')) return undefined;
  const name = host.toLowerCase();
  const plain =
    scheme.toLowerCase() === 'http' ? name.replace(/^(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/, '$1') : name;
  // `http://localhost` and `http://localhost/` are the same address.
  return `${scheme.toLowerCase()}://${plain}${rest === '' ? '/' : rest}`;
}
