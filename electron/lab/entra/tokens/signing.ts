import { createHash, X509Certificate } from 'node:crypto';
import { CompactSign } from 'jose';
import { privateKeyOf } from '../../platform/rsa-key.ts';
import type { SigningKey, Tenant } from '../directory.ts';

/** Claims of a token; the order is the order they are written in. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** `kid` and `x5t` of Entra's keys: the SHA-1 of the certificate, base64url. */
export function keyIdOf(key: SigningKey): string {
  return Buffer.from(key.thumbprint, 'hex').toString('base64url');
}

/** A key as it stands in the JWKS (RFC 7517), with its certificate. */
export function publishedKey(key: SigningKey): Readonly<Record<string, unknown>> {
  return {
    kty: 'RSA',
    use: 'sig',
    kid: keyIdOf(key),
    x5t: keyIdOf(key),
    n: key.key.n,
    e: key.key.e,
    x5c: [new X509Certificate(key.certificatePem).raw.toString('base64')],
  };
}

/**
 * Signs a token with the tenant's key (RS256).
 *
 * @param nonce puts a nonce into the header the way tokens for Microsoft Graph have it: what is signed holds the nonce's
 * SHA-256, what is sent the nonce, so that only who hashes it again can verify the token
 * @returns a compact JWS
 */
export async function signToken(tenant: Tenant, claims: TokenClaims, nonce?: string): Promise<string> {
  const [key] = tenant.signingKeys;
  if (key === undefined) throw new RangeError(`tenant ${tenant.id} has no signing key`);
  const kid = keyIdOf(key);
  const header = (nonceSent: string | undefined) => ({
    typ: 'JWT',
    ...(nonceSent === undefined ? {} : { nonce: nonceSent }),
    alg: 'RS256',
    x5t: kid,
    kid,
  });
  const signed = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader(header(nonce === undefined ? undefined : hashedNonce(nonce)))
    .sign(privateKeyOf(key.key));
  if (nonce === undefined) return signed;
  const sent = Buffer.from(JSON.stringify(header(nonce))).toString('base64url');
  return `${sent}.${signed.split('.').slice(1).join('.')}`;
}

/** What a token for Microsoft Graph was signed as; any other token comes back as it is. */
export function asSigned(token: string): string {
  const [head = '', ...rest] = token.split('.');
  try {
    const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    if (typeof header !== 'object' || header === null || !('nonce' in header)) return token;
    if (typeof header.nonce !== 'string') return token;
    const signed = Buffer.from(JSON.stringify({ ...header, nonce: hashedNonce(header.nonce) }));
    return [signed.toString('base64url'), ...rest].join('.');
  } catch {
    return token;
  }
}

function hashedNonce(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url');
}
