import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

const KEEP = { keepAlive: true, maxSockets: 32 } as const;

/** Agents by proxy, so that connections are used again. */
export class Agents {
  readonly #made = new Map<string, HttpAgent>();

  /** @param proxy its address with credentials, or undefined for a direct connection */
  for(url: URL, proxy: string | undefined): HttpAgent {
    const secure = url.protocol === 'https:';
    const key = `${secure} ${proxy ?? ''}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = newAgent(secure, proxy);
    this.#made.set(key, made);
    return made;
  }

  /** Ends idle connections; for a change of settings. */
  close(): void {
    for (const agent of this.#made.values()) agent.destroy();
    this.#made.clear();
  }
}

function newAgent(secure: boolean, proxy: string | undefined): HttpAgent {
  if (proxy === undefined) return secure ? new HttpsAgent(KEEP) : new HttpAgent(KEEP);
  return secure ? new HttpsProxyAgent(proxy, KEEP) : new HttpProxyAgent(proxy, KEEP);
}

/**
 * The authorities that count when some are added: naming any replaces Node's list, and what NODE_EXTRA_CA_CERTS added to it.
 *
 * @param extra PEM
 * @param extraFile what NODE_EXTRA_CA_CERTS names
 * @returns undefined where nothing is added
 */
export function trustedAuthorities(
  extra: readonly string[],
  extraFile: string | undefined,
): readonly string[] | undefined {
  if (extra.length === 0) return undefined;
  const fromFile: string[] = [];
  if (extraFile !== undefined && extraFile !== '') {
    try {
      fromFile.push(readFileSync(extraFile, 'utf8'));
    } catch {
      // Node warns of it at start.
    }
  }
  return [...rootCertificates, ...fromFile, ...extra];
}
