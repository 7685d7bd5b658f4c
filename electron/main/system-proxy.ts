import { session } from 'electron';
import { proxyFromPac } from '../../shared/core/network/proxy.ts';

/** What the desktop's settings, PAC scripts included, say of an address. */
export async function systemProxy(url: URL): Promise<string | undefined> {
  return proxyFromPac(await session.defaultSession.resolveProxy(url.href));
}
