import type { Application, ServicePrincipal, Tenant, User } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';

/** Finds what a test speaks of in a Lab of the default seed. */
export function tenantOf(lab: Lab, domain = 'jogcloud.com'): Tenant {
  for (const tenant of lab.state.directory.tenants.values()) if (tenant.domains.has(domain)) return tenant;
  throw new Error(`no tenant ${domain}`);
}

export function appOf(lab: Lab, name: string): Application {
  for (const app of tenantOf(lab).applications.values()) if (app.displayName === name) return app;
  throw new Error(`no application ${name}`);
}

export function principalNamed(tenant: Tenant, name: string): ServicePrincipal {
  for (const principal of tenant.servicePrincipals.values())
    if (principal.displayName === name) return principal;
  throw new Error(`no service principal ${name}`);
}

export function secretOf(app: Application): string {
  const [secret] = app.secret.passwords.values();
  if (secret === undefined) throw new Error(`${app.displayName} has no secret`);
  return secret;
}

export function userOf(tenant: Tenant, displayName: string): User {
  for (const user of tenant.users.values()) if (user.displayName === displayName) return user;
  throw new Error(`no user ${displayName}`);
}

/** What msal-node is told of the Lab; the tenant by id or domain. */
export function authorityOf(lab: Lab, tenant: string): { authority: string; knownAuthorities: string[] } {
  const base = lab.ground.addresses.loopback('entra');
  return { authority: `${base}/${tenant}`, knownAuthorities: [new URL(base).host] };
}
