import type { Crypto } from '../../../../shared/core/crypto/crypto.ts';
import type { SignatureHeader } from './authorization-header.ts';

/** A request as its client signed it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly target: string;
  /** @param name lower case */
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
  /** `20260131T235959Z` */
  readonly timestamp: string;
}

/**
 * Computes the signature that a request must have (Signature Version 4: canonical request, string to sign, derived key).
 *
 * @returns 64 hexadecimal digits
 */
export function signatureOf(
  crypto: Crypto,
  secret: string,
  signed: SignatureHeader,
  request: SignedRequest,
): string {
  const scope = `${signed.date}/${signed.region}/${signed.service}/aws4_request`;
  const digest = (data: Uint8Array | string): string => hex(crypto.hash('SHA-256', bytes(data)));
  const canonical = canonicalRequest(signed, request, digest(request.body));
  const toSign = `AWS4-HMAC-SHA256\n${request.timestamp}\n${scope}\n${digest(canonical)}`;
  const mac = (key: Uint8Array, data: string): Uint8Array => crypto.hmac('SHA-256', key, bytes(data));
  let key = bytes(`AWS4${secret}`);
  for (const part of scope.split('/')) key = mac(key, part);
  return hex(mac(key, toSign));
}

/** Names of headers that a signature must cover where the request has them. */
export function unsignedHeader(signed: SignatureHeader, headers: Iterable<string>): string | undefined {
  if (!signed.signedHeaders.includes('host')) return 'host';
  for (const header of headers)
    if (header.startsWith('x-amz-') && !signed.signedHeaders.includes(header)) return header;
  return undefined;
}

function canonicalRequest(signed: SignatureHeader, request: SignedRequest, payload: string): string {
  const [path = '/', query = ''] = split(request.target);
  const headers = signed.signedHeaders.map((name) => {
    const value = (request.header(name) ?? '').trim().replace(/ +/g, ' ');
    return `${name}:${value}\n`;
  });
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(''),
    signed.signedHeaders.join(';'),
    payload,
  ].join('\n');
}

function split(target: string): readonly [string, string] {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

/** Every service but S3 signs a path that is normalised, and encoded once more than it was sent. */
function canonicalPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(encoded(segment));
  }
  const ending = path.endsWith('/') && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${ending}`;
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    return [encoded(decoded(name)), encoded(decoded(value))] as const;
  });
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  pairs.sort(([a, x], [b, y]) => order(a, b) || order(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** RFC 3986 unreserved characters stay. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bytes(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
