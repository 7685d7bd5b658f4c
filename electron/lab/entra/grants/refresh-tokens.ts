import type { LabGround } from '../../platform/ground.ts';
import type { Client } from '../clients/client.ts';
import type { ClientProof } from '../clients/client-credentials.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import type { KeptSubject } from '../sign-in-state.ts';

const DAY = 86_400_000;
/** Days without use; of a single-page application from its first issue on. */
const LIFETIME = { usual: 90 * DAY, spa: DAY };
const MOST = 20_000;

/** Remembers a refresh token. Older ones of the same sign-in stay good until they expire, as Entra's do. */
export function newRefreshToken(
  ground: LabGround,
  issue: {
    readonly client: Client;
    readonly person: SignedIn;
    readonly scope: string;
    readonly resource?: string;
    readonly spa?: boolean;
    readonly proof: ClientProof;
    /** A renewed token of a single-page application keeps its end. */
    readonly expires?: number;
  },
): string {
  const { refreshTokens } = ground.state.entraSignIn;
  const now = ground.clock.now();
  const spa = issue.spa === true;
  const value = `1.A${ground.random.token(8)}.${ground.random.token(96)}`;
  refreshTokens.set(value, {
    issuedAt: now,
    expires: issue.expires ?? now + (spa ? LIFETIME.spa : LIFETIME.usual),
    clientId: issue.client.application.appId,
    subject: keptSubject(issue.person),
    scope: issue.scope,
    ...(issue.resource === undefined ? {} : { resource: issue.resource }),
    spa,
    isPublic: issue.proof === '0',
  });
  while (refreshTokens.size > MOST) refreshTokens.delete(refreshTokens.keys().next().value ?? '');
  return value;
}

/** A person as codes and tokens remember them. */
export function keptSubject(person: SignedIn): KeptSubject {
  return {
    tenantId: person.tenant.id,
    userId: person.user.id,
    homeTenantId: person.home.tenant.id,
    homeUserId: person.home.user.id,
    methods: [...person.methods],
    mfa: person.mfa,
    authenticatedAt: person.authenticatedAt,
    sessionId: person.sessionId,
  };
}

/** @returns the person as the directory has them now; undefined where an object is gone */
export function subjectOf(ground: LabGround, kept: KeptSubject): SignedIn | undefined {
  const { tenants } = ground.state.directory;
  const tenant = tenants.get(kept.tenantId);
  const homeTenant = tenants.get(kept.homeTenantId);
  const user = tenant?.users.get(kept.userId);
  const homeUser = homeTenant?.users.get(kept.homeUserId);
  if (tenant === undefined || homeTenant === undefined || user === undefined || homeUser === undefined)
    return undefined;
  return {
    tenant,
    user,
    home: { tenant: homeTenant, user: homeUser },
    methods: kept.methods,
    mfa: kept.mfa,
    authenticatedAt: kept.authenticatedAt,
    sessionId: kept.sessionId,
  };
}
