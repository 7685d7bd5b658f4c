import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { GivenKey } from '../../core/inspector/options.ts';
import { allowedUrl } from '../../core/network/allowed-url.ts';
import type { Network, NetworkResponse } from '../../ports/network.ts';

const TIMEOUT = 15_000;
/** AWS takes 75,000 characters of metadata; a federation's aggregate is larger, and belongs in a file. */
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_REDIRECTS = 3;

export interface FetchedKeys {
  readonly key: GivenKey;
  /** Every address that was asked, in order: redirects and the JWKS an OpenID configuration names included. */
  readonly asked: readonly string[];
}

/**
 * Fetches trust material on a person's click: IdP metadata (SAML metadata section 4.1), a JWK Set (RFC 7517 section 5), or an
 * OpenID configuration (OpenID Connect Discovery section 4), whose `jwks_uri` is then asked.
 *
 * @param address what the person typed; https, or http on this machine
 * @throws WorkbenchError ERR_ADDRESS_REFUSED, ERR_NETWORK_UNREACHABLE, ERR_NETWORK_ANSWER, ERR_INPUT_TOO_LARGE, ERR_CANCELLED
 */
export async function fetchKeys(
  ports: { readonly network: Network },
  address: string,
  signal: AbortSignal,
): Promise<FetchedKeys> {
  const asked: string[] = [];
  const text = await get(ports.network, address, asked, signal);
  if (/^\s*</.test(text)) {
    if (!text.includes('EntityDescriptor'))
      throw wrongAnswer(address, 200, 'a page that is no SAML metadata');
    return { key: { kind: 'metadata', text, name: address }, asked };
  }
  const document = parseObject(text, address);
  if (Array.isArray(document.keys)) return { key: { kind: 'jwks', text, name: address }, asked };
  if (typeof document.jwks_uri !== 'string')
    throw wrongAnswer(address, 200, 'neither a JWK Set nor an OpenID configuration');
  const jwks = await get(ports.network, document.jwks_uri, asked, signal);
  if (!Array.isArray(parseObject(jwks, document.jwks_uri).keys))
    throw wrongAnswer(document.jwks_uri, 200, 'no JWK Set');
  return { key: { kind: 'jwks', text: jwks, name: document.jwks_uri }, asked };
}

async function get(network: Network, address: string, asked: string[], signal: AbortSignal): Promise<string> {
  let url = allowedUrl(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    asked.push(url.href);
    const answer = await network.request(
      {
        method: 'GET',
        url: url.href,
        headers: {
          accept: 'application/json, application/samlmetadata+xml, application/xml',
          'accept-encoding': 'identity',
        },
        timeout: TIMEOUT,
        maxBytes: MAX_BYTES,
      },
      signal,
    );
    const target = redirectOf(answer);
    if (target === undefined) return bodyOf(answer, url.href);
    url = allowedUrl(target, url.href);
  }
  throw wrongAnswer(address, 310, 'more redirects than are followed');
}

function redirectOf(answer: NetworkResponse): string | undefined {
  return answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
}

function bodyOf(answer: NetworkResponse, address: string): string {
  if (answer.status !== 200) throw wrongAnswer(address, answer.status, `HTTP status ${answer.status}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
  } catch {
    throw wrongAnswer(address, answer.status, 'something that is not text');
  }
}

function parseObject(text: string, address: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Falls through to the one error for everything that is no JSON object.
  }
  throw wrongAnswer(address, 200, 'neither JSON nor XML');
}

function wrongAnswer(address: string, status: number, reason: string): WorkbenchError {
  const host = allowedUrl(address).host;
  return new WorkbenchError(
    'ERR_NETWORK_ANSWER',
    host,
    { host, status, reason },
    { message: `${host} answered with ${reason}.` },
  );
}
