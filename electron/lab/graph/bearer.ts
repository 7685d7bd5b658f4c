import { decodeJwt, errors, jwtVerify } from 'jose';
import { GRAPH_APP_ID, type SigningKey, type Tenant } from '../entra/directory.ts';
import { asSigned } from '../entra/tokens/signing.ts';
import type { LabGround } from '../platform/ground.ts';
import { publicKeyOf } from '../platform/rsa-key.ts';
import { GraphError } from './graph-error.ts';

/** Who calls Graph, as the access token says. */
export interface Caller {
  readonly kind: 'app' | 'user';
  readonly tenant: Tenant;
  readonly appId: string;
  /** Object id of the user, or of the service principal. */
  readonly objectId: string;
  /** Delegated scopes or application roles. */
  readonly permissions: ReadonlySet<string>;
}

const AUDIENCES = [GRAPH_APP_ID, 'https://graph.microsoft.com', 'https://graph.microsoft.com/'];

/**
 * Verifies an access token: issued by the Lab's Entra for Graph, signed with a key of its tenant, valid now.
 *
 * @param header the Authorization header
 * @throws GraphError 401 InvalidAuthenticationToken
 */
export async function callerOf(ground: LabGround, header: string | undefined): Promise<Caller> {
  const token = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
  if (token === undefined) refuse('Access token is empty.');
  const { claims, tenant } = await verified(ground, token);
  if (ground.faults.strike(['expired-token'], 'graph', 'Authenticate') !== undefined) refuse(EXPIRED);
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : undefined;
  const roles = Array.isArray(claims.roles) ? claims.roles.map(String) : [];
  const objectId = typeof claims.oid === 'string' ? claims.oid : '';
  const kind = scopes === undefined && claims.idtyp !== 'user' ? 'app' : 'user';
  if (kind === 'user') {
    const user = tenant.users.get(objectId);
    if (user === undefined || !user.accountEnabled)
      refuse('The user of the access token is not in the tenant or its account is disabled.');
  }
  return {
    kind,
    tenant,
    appId: String(claims.appid ?? claims.azp ?? ''),
    objectId,
    permissions: new Set(kind === 'user' ? scopes : roles),
  };
}

const EXPIRED = 'Lifetime validation failed, the token is expired.';

async function verified(
  ground: LabGround,
  token: string,
): Promise<{ claims: Record<string, unknown>; tenant: Tenant }> {
  let tid: unknown;
  try {
    tid = decodeJwt(token).tid;
  } catch {
    refuse('IDX14100: JWT is not well formed.');
  }
  const tenant = ground.state.directory.tenants.get(typeof tid === 'string' ? tid : '');
  if (tenant === undefined) refuse('Access token validation failure. Invalid issuer.');
  try {
    const { payload } = await jwtVerify(
      asSigned(token),
      ({ kid }) => publicKeyOf(keyNamed(tenant, kid).key),
      {
        algorithms: ['RS256'],
        audience: AUDIENCES,
        issuer: [
          `https://sts.windows.net/${tenant.id}/`,
          `https://login.microsoftonline.com/${tenant.id}/v2.0`,
        ],
        requiredClaims: ['exp'],
        currentDate: new Date(ground.clock.now()),
      },
    );
    return { claims: payload, tenant };
  } catch (thrown) {
    return refuse(reasonOf(thrown));
  }
}

/** Entra names its keys by id or by the certificate's thumbprint. */
function keyNamed(tenant: Tenant, kid: string | undefined): SigningKey {
  const named = tenant.signingKeys.find(
    ({ keyId, thumbprint }) =>
      kid === keyId || kid === thumbprint || kid === Buffer.from(thumbprint, 'hex').toString('base64url'),
  );
  if (named === undefined) throw new GraphError(401, 'InvalidAuthenticationToken', '');
  return named;
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof errors.JWTExpired) return EXPIRED;
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    if (thrown.claim === 'aud') return 'Access token validation failure. Invalid audience.';
    if (thrown.claim === 'iss') return 'Access token validation failure. Invalid issuer.';
    return 'Lifetime validation failed, the token is not valid yet or has no lifetime.';
  }
  return 'Access token validation failure. Invalid signature.';
}

function refuse(message: string): never {
  throw new GraphError(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${GRAPH_APP_ID}"`,
  });
}
