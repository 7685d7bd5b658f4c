import type { AdfsState, ForestAccount } from '../adfs/state.ts';
import { CertificateAuthority } from '../platform/certificates.ts';
import { immutableIdOf, passwordOf } from './grow-directory.ts';
import { type Growth, YEAR } from './growth.ts';
import type { Seed } from './seed.ts';
import { newSigningKey } from './signing-key.ts';

/** Makes the forest behind the federated tenants: accounts, groups, certificates, and the farm's signing key. */
export async function growAdfs(growth: Growth, seed: Seed): Promise<AdfsState> {
  const signing = await newSigningKey(
    growth,
    `${seed.adfs.host} token signing`,
    `CN=ADFS Signing - ${seed.adfs.host}`,
  );
  const authority = await CertificateAuthority.create(`CN=Lab Forest People`, growth.now);
  const accounts = new Map<string, ForestAccount>();
  for (const tenant of seed.tenants) {
    if (tenant.federated !== true) continue;
    for (const user of tenant.users) {
      if (user.guest === true || !user.userName.endsWith(`@${tenant.domain}`)) continue;
      const [alias = ''] = user.userName.split('@');
      accounts.set(user.userName.toLowerCase(), {
        userPrincipalName: user.userName,
        samAccountName: alias.slice(0, 20),
        displayName: user.displayName,
        givenName: user.givenName,
        surname: user.surname,
        mail: user.userName,
        immutableId: immutableIdOf(growth, user.userName),
        enabled: true,
        password: user.password ?? passwordOf(growth, user.userName),
        groups: [...(user.groups ?? [])],
        ...(user.certificate === true
          ? {
              certificate: await authority.issueClient({
                userPrincipalName: user.userName,
                notBefore: growth.now - 60_000,
                notAfter: growth.now + 2 * YEAR,
              }),
            }
          : {}),
      });
    }
  }
  return {
    host: seed.adfs.host,
    tokenSigning: [{ key: signing.key, certificatePem: signing.certificatePem }],
    accounts,
    certificateAuthority: await authority.export(),
    certificateRequiredFor: [...(seed.adfs.certificateFor ?? [])],
    passAuthenticationMethods: seed.adfs.passAuthenticationMethods ?? true,
    sessions: new Map(),
    certificateSteps: new Map(),
  };
}
