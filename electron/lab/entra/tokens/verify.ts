import { compactVerify, decodeProtectedHeader } from 'jose';
import type { LabGround } from '../../platform/ground.ts';
import { publicKeyOf } from '../../platform/rsa-key.ts';
import type { Tenant } from '../directory.ts';
import { asSigned, keyIdOf } from './signing.ts';

/** A token of the Lab's Entra whose signature is right; times and audience are for the caller to judge. */
export interface OwnToken {
  readonly tenant: Tenant;
  readonly claims: Readonly<Record<string, unknown>>;
}

const MAX_TOKEN = 64 * 1024;

/**
 * Verifies the signature of a token of one of the Lab's tenants, tokens for Microsoft Graph included.
 *
 * @param token a compact JWS
 * @returns undefined where it is none, or no key of the tenant it names as issuer signed it
 */
export async function verifyOwnToken(ground: LabGround, token: string): Promise<OwnToken | undefined> {
  if (token.length > MAX_TOKEN) return undefined;
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    if (alg !== 'RS256') return undefined;
    const claims = claimsOf(token);
    const tenant = ground.state.directory.tenants.get(String(claims.tid));
    const key = tenant?.signingKeys.find((candidate) => keyIdOf(candidate) === kid);
    if (tenant === undefined || key === undefined || !isIssuerOf(tenant, claims.iss)) return undefined;
    await compactVerify(asSigned(token), publicKeyOf(key.key), { algorithms: ['RS256'] });
    return { tenant, claims };
  } catch {
    return undefined;
  }
}

/** The issuer of v1 and of v2 tokens. */
export function issuerOf(tenant: Tenant, version: 1 | 2): string {
  return version === 1
    ? `https://sts.windows.net/${tenant.id}/`
    : `https://login.microsoftonline.com/${tenant.id}/v2.0`;
}

function isIssuerOf(tenant: Tenant, issuer: unknown): boolean {
  return issuer === issuerOf(tenant, 1) || issuer === issuerOf(tenant, 2);
}

/** The claims of a compact JWS, unverified. @throws SyntaxError, RangeError where there are none */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw new RangeError('the payload is no object');
  return claims as Readonly<Record<string, unknown>>;
}
