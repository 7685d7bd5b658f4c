import { timingSafeEqual } from 'node:crypto';
import type { LabGround } from '../platform/ground.ts';
import { ScimError } from './scim-error.ts';

/** AWS keeps two tokens at most, so that one can be rotated. */
const MOST_TOKENS = 2;

/**
 * Holds an Authorization header against the tokens of the endpoint it was sent to.
 *
 * @returns the token's id
 * @throws ScimError UnauthorizedException, for another tenant's path as well
 */
export function verifiedToken(ground: LabGround, tenantId: string, header: string | undefined): string {
  const endpoint = ground.state.aws.identityCenter.scim;
  const given = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
  if (given === undefined) throw new ScimError('UnauthorizedException', 'There is no bearer token.');
  if (endpoint === undefined || endpoint.tenantId !== tenantId)
    throw new ScimError('UnauthorizedException', 'The token is not one of this tenant.');
  const found = endpoint.tokens.slice(0, MOST_TOKENS).find(({ token }) => isSame(token, given));
  if (found === undefined) throw new ScimError('UnauthorizedException', 'The token is not known.');
  if (found.expiresAt <= ground.clock.now())
    throw new ScimError('UnauthorizedException', 'The token has expired.');
  return found.id;
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
