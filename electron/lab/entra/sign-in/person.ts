import type { Domain, Tenant, User } from '../directory.ts';
import type { HeldSession } from './sessions.ts';
import type { SignedIn } from './signed-in.ts';

/** The object that an account has in a tenant: itself at home, a guest's elsewhere. */
export function personIn(
  tenant: Tenant,
  home: { readonly tenant: Tenant; readonly user: User },
): User | undefined {
  if (home.tenant.id === tenant.id) return home.user;
  const addresses = new Set(
    [home.user.userPrincipalName, home.user.mail].flatMap((address) =>
      address === undefined ? [] : [address.toLowerCase()],
    ),
  );
  let invited: User | undefined;
  for (const user of tenant.users.values()) {
    if (user.home?.userId === home.user.id && user.home.tenantId === home.tenant.id) return user;
    const isInvited = user.userType === 'Guest' && user.home === undefined && user.mail !== undefined;
    if (isInvited && addresses.has(user.mail?.toLowerCase() ?? '')) invited = user;
  }
  return invited;
}

/** The domain of a sign-in name in its tenant. */
export function domainOf(tenant: Tenant, name: string): Domain | undefined {
  return tenant.domains.get(name.slice(name.lastIndexOf('@') + 1).toLowerCase());
}

/** What is to become of MFA that a federated identity provider did, or did not. Accepting it is the default. */
export function federatedMfaBehavior(
  tenant: Tenant,
  user: User,
): 'acceptIfMfaDoneByFederatedIdp' | 'enforceMfaByFederatedIdp' | 'rejectMfaByFederatedIdp' | undefined {
  const domain = domainOf(tenant, user.userPrincipalName);
  if (domain?.authenticationType !== 'Federated') return undefined;
  return domain.federation?.federatedIdpMfaBehavior ?? 'acceptIfMfaDoneByFederatedIdp';
}

/** Who says that a second factor was shown: Entra here, the identity provider, or the home tenant that is trusted. */
export type MfaProof = 'here' | 'federated' | 'home';

/** @returns by whom MFA counts as done for a tenant; undefined where it does not */
export function mfaProof(tenant: Tenant, { session, tenant: home, user }: HeldSession): MfaProof | undefined {
  if (session.mfaIn[tenant.id] !== undefined) return 'here';
  if (home.id === tenant.id) {
    const behavior = federatedMfaBehavior(home, user);
    const counts = behavior !== undefined && behavior !== 'rejectMfaByFederatedIdp';
    return session.federatedMfa && counts ? 'federated' : undefined;
  }
  if (!trustsMfaOf(tenant, home)) return undefined;
  return mfaProof(home, { key: '', session, tenant: home, user }) === undefined ? undefined : 'home';
}

/** Inbound trust: MFA of another tenant counts here. */
function trustsMfaOf(tenant: Tenant, home: Tenant): boolean {
  return tenant.crossTenantPartners.get(home.id)?.inboundTrust.isMfaAccepted === true;
}

/** Which tenant asks for the second factor, and whose registered method it asks for. */
export function mfaPlace(
  tenant: Tenant,
  home: { readonly tenant: Tenant; readonly user: User },
  user: User,
): { readonly tenant: Tenant; readonly user: User } {
  const atHome = home.tenant.id === tenant.id || trustsMfaOf(tenant, home.tenant);
  return atHome ? { tenant: home.tenant, user: home.user } : { tenant, user };
}

export function signedInAs(tenant: Tenant, user: User, held: HeldSession): SignedIn {
  const { session } = held;
  return {
    tenant,
    user,
    home: { tenant: held.tenant, user: held.user },
    methods: session.methods,
    mfa: mfaProof(tenant, held) !== undefined,
    authenticatedAt: session.authenticatedAt,
    sessionId: session.id,
  };
}
