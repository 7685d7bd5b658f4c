import type { DirectoryState, Domain, Group, Tenant, User } from '../entra/directory.ts';
import { roleTemplate } from './directory-roles.ts';
import { addApps } from './grow-apps.ts';
import { type Growth, idFor, iso } from './growth.ts';
import type { Seed, SeedTenant, SeedUser } from './seed.ts';
import { newSigningKey } from './signing-key.ts';

/** What AD FS tells Entra of itself when the domain is federated. */
export interface FederationFacts {
  readonly host: string;
  /** Base64 DER of the token-signing certificate. */
  readonly signingCertificate: string;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Makes the tenants of a seed with their people, groups, applications and policies. */
export async function growDirectory(
  growth: Growth,
  seed: Seed,
  federation: FederationFacts,
): Promise<DirectoryState> {
  const state: DirectoryState = { tenants: new Map() };
  for (const wanted of seed.tenants) {
    const tenant = await newTenant(growth, wanted, federation);
    state.tenants.set(tenant.id, tenant);
  }
  const tenantOf = (domain: string): Tenant => {
    for (const tenant of state.tenants.values()) if (tenant.domains.has(domain)) return tenant;
    throw new RangeError(`the seed has no tenant ${domain}`);
  };
  // Members before guests: a guest's account lives in another tenant.
  for (const guests of [false, true]) {
    for (const wanted of seed.tenants) {
      for (const user of wanted.users) {
        if ((user.guest === true) === guests)
          addUser(growth, tenantOf(wanted.domain), wanted, user, tenantOf);
      }
    }
  }
  addApps(growth, seed, tenantOf);
  for (const wanted of seed.tenants) addPolicies(growth, tenantOf(wanted.domain), wanted, tenantOf);
  return state;
}

async function newTenant(growth: Growth, wanted: SeedTenant, federation: FederationFacts): Promise<Tenant> {
  const { domain } = wanted;
  const initialDomain = wanted.initialDomain ?? `${domain.split('.')[0]}.onmicrosoft.com`;
  const key = await newSigningKey(growth, `${domain} oidc`, 'CN=accounts.accesscontrol.windows.net');
  const own: Domain = {
    id: domain,
    authenticationType: wanted.federated === true ? 'Federated' : 'Managed',
    isDefault: true,
    isInitial: false,
  };
  if (wanted.federated === true) {
    own.federation = {
      id: idFor(growth, domain, 'federation'),
      displayName: wanted.displayName,
      issuerUri: `http://${federation.host}/adfs/services/trust`,
      passiveSignInUri: `https://${federation.host}/adfs/ls/`,
      activeSignInUri: `https://${federation.host}/adfs/services/trust/2005/usernamemixed`,
      metadataExchangeUri: `https://${federation.host}/adfs/services/trust/mex`,
      signingCertificate: federation.signingCertificate,
      preferredAuthenticationProtocol: 'wsFed',
      ...(wanted.federatedIdpMfaBehavior === undefined
        ? {}
        : { federatedIdpMfaBehavior: wanted.federatedIdpMfaBehavior }),
    };
  }
  const groups = new Map<string, Group>();
  for (const { name, description } of wanted.groups) {
    const id = idFor(growth, domain, 'group', name);
    groups.set(id, {
      id,
      displayName: name,
      ...(description === undefined ? {} : { description }),
      mailNickname: name.replace(/\W/g, ''),
      mailEnabled: false,
      securityEnabled: true,
      createdDateTime: iso(growth.now),
      members: new Set(),
      owners: new Set(),
    });
  }
  return {
    id: wanted.id ?? idFor(growth, domain, 'tenant'),
    displayName: wanted.displayName,
    initialDomain,
    domains: new Map<string, Domain>([
      [domain, own],
      [
        initialDomain,
        { id: initialDomain, authenticationType: 'Managed', isDefault: false, isInitial: true },
      ],
    ]),
    signingKeys: [key],
    users: new Map(),
    groups,
    applications: new Map(),
    servicePrincipals: new Map(),
    appRoleAssignments: new Map(),
    permissionGrants: new Map(),
    conditionalAccessPolicies: new Map(),
    crossTenantPartners: new Map(),
    claimsMappingPolicies: new Map(),
  };
}

function addUser(
  growth: Growth,
  tenant: Tenant,
  wanted: SeedTenant,
  seed: SeedUser,
  tenantOf: (domain: string) => Tenant,
): void {
  const [alias = '', domain = ''] = seed.userName.split('@');
  const id = idFor(growth, wanted.domain, 'user', seed.userName);
  const federated = tenant.domains.get(domain)?.authenticationType === 'Federated';
  const secrets = growth.random.branch(`${wanted.domain}\u0000secrets\u0000${seed.userName}`);
  const managed = !federated && seed.guest !== true;
  const home = seed.guest === true ? homeOf(seed.userName, tenantOf(domain)) : undefined;
  const user: User = {
    id,
    userPrincipalName: home === undefined ? seed.userName : `${alias}_${domain}#EXT#@${tenant.initialDomain}`,
    displayName: seed.displayName,
    givenName: seed.givenName,
    surname: seed.surname,
    mail: seed.userName,
    mailNickname: home === undefined ? alias : `${alias}_${domain}#EXT#`,
    accountEnabled: true,
    userType: home === undefined ? 'Member' : 'Guest',
    ...(seed.jobTitle === undefined ? {} : { jobTitle: seed.jobTitle }),
    ...(seed.department === undefined ? {} : { department: seed.department }),
    businessPhones: [],
    otherMails: home === undefined ? [] : [seed.userName],
    ...(federated
      ? {
          onPremisesSyncEnabled: true,
          onPremisesImmutableId: immutableIdOf(growth, seed.userName),
          onPremisesUserPrincipalName: seed.userName,
        }
      : {}),
    ...(home === undefined ? {} : { creationType: 'Invitation', externalUserState: 'Accepted', home }),
    ...(seed.roles === undefined ? {} : { directoryRoles: seed.roles.map(roleTemplate) }),
    createdDateTime: iso(growth.now),
    secret: {
      ...(managed ? { password: seed.password ?? passwordOf(growth, seed.userName) } : {}),
      ...(seed.mfa === false || home !== undefined ? {} : { totp: secrets.text(32, BASE32) }),
    },
  };
  tenant.users.set(id, user);
  for (const name of seed.groups ?? []) groupNamed(tenant, name).members.add(id);
}

function homeOf(userName: string, tenant: Tenant): { tenantId: string; userId: string } {
  for (const user of tenant.users.values()) {
    if (user.userPrincipalName === userName) return { tenantId: tenant.id, userId: user.id };
  }
  throw new RangeError(`the seed has no account ${userName} at home`);
}

/** Base64 of an objectGUID, as AD FS and Entra Connect both know it. */
export function immutableIdOf(growth: Growth, userName: string): string {
  return Buffer.from(idFor(growth, 'forest', userName).replaceAll('-', ''), 'hex').toString('base64');
}

/** The password of somebody whose seed names none. */
export function passwordOf(growth: Growth, userName: string): string {
  return `Lab-${growth.random.branch(`password\u0000${userName}`).token(10)}`;
}

/** @throws RangeError where the seed has no such group */
export function groupNamed(tenant: Tenant, name: string): Group {
  for (const group of tenant.groups.values()) if (group.displayName === name) return group;
  throw new RangeError(`the seed has no group ${name}`);
}

/**
 * @param userName as the seed has it: for a guest the address at home
 * @throws RangeError where the seed has no such user in this tenant
 */
export function userNamed(tenant: Tenant, userName: string): User {
  for (const user of tenant.users.values()) {
    if ((user.home === undefined ? user.userPrincipalName : user.mail) === userName) return user;
  }
  throw new RangeError(`the seed has no user ${userName}`);
}

function addPolicies(
  growth: Growth,
  tenant: Tenant,
  wanted: SeedTenant,
  tenantOf: (domain: string) => Tenant,
): void {
  for (const { name, groups, requires } of wanted.conditionalAccess ?? []) {
    const id = idFor(growth, wanted.domain, 'policy', name);
    tenant.conditionalAccessPolicies.set(id, {
      id,
      displayName: name,
      state: 'enabled',
      conditions: {
        users: {
          includeUsers: [],
          excludeUsers: [],
          includeGroups: groups.map((group) => groupNamed(tenant, group).id),
          excludeGroups: [],
        },
        applications: { includeApplications: ['All'], excludeApplications: [] },
      },
      grantControls: { operator: 'OR', builtInControls: [requires] },
      createdDateTime: iso(growth.now),
    });
  }
  for (const { domain, mfa } of wanted.trusts ?? []) {
    const partner = tenantOf(domain).id;
    tenant.crossTenantPartners.set(partner, {
      tenantId: partner,
      inboundTrust: {
        isMfaAccepted: mfa,
        isCompliantDeviceAccepted: false,
        isHybridAzureADJoinedDeviceAccepted: false,
      },
      b2bInbound: true,
    });
  }
}
