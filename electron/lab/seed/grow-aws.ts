import type { IdentityCenterState, PermissionSet } from '../aws/identity-center.ts';
import { principalsOf, reservedRoleArn } from '../aws/identity-center.ts';
import { IdentityStore, type IdentityStoreState } from '../aws/identity-store.ts';
import type { AwsAccount, OrganizationState } from '../aws/organization.ts';
import type { AwsState } from '../aws/state.ts';
import { type Growth, idFor, YEAR } from './growth.ts';
import type { Seed, SeedAccount, SeedPermissionSet, SeedUnit } from './seed.ts';

/** Makes the organization, the Identity Center instance and what is assigned; the store is filled by `growIdentityStore`. */
export function growAws(growth: Growth, seed: Seed): AwsState {
  const random = growth.random.branch('aws');
  const instanceId = random.hex(16);
  const instanceArn = `arn:aws:sso:::instance/ssoins-${instanceId}`;
  const organization = growOrganization(growth, seed);
  const management = organization.managementAccountId;
  const identityCenter: IdentityCenterState = {
    instanceArn,
    name: '',
    region: seed.aws.region,
    createdAt: growth.now,
    permissionSets: new Map(),
    provisioned: new Map(),
    assignments: new Map(),
    applications: new Map(),
    trustedTokenIssuers: new Map(),
    operations: new Map(),
    scim: {
      tenantId: `${random.hex(11)}-${idFor(growth, 'scim', 'tenant')}`,
      tokens: [
        {
          id: random.uuid(),
          token: random.token(96),
          createdAt: growth.now,
          expiresAt: growth.now + YEAR,
        },
      ],
    },
  };
  for (const wanted of seed.aws.permissionSets) {
    const set = newPermissionSet(growth, instanceArn, wanted);
    identityCenter.permissionSets.set(set.arn, set);
  }
  const key = growth.random.branch('access key');
  const accessKey = {
    id: `AKIA${key.text(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    secret: key.token(40),
    arn: `arn:aws:iam::${management}:user/administrator`,
    userId: `AIDA${key.text(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    accountId: management,
  };
  return {
    region: seed.aws.region,
    organization,
    identityStore: {
      id: `d-${random.hex(10)}`,
      users: new Map(),
      groups: new Map(),
      memberships: new Map(),
    },
    identityCenter,
    accessKeys: new Map([[accessKey.id, accessKey]]),
    signIn: {
      sessions: new Map(),
      usedAssertions: new Map(),
      requests: new Map(),
      handOvers: new Map(),
      clients: new Map(),
      deviceCodes: new Map(),
      authorizationCodes: new Map(),
      accessTokens: new Map(),
      refreshTokens: new Map(),
      consoleLinks: new Map(),
      consoleSessions: new Map(),
    },
    customerPolicies: new Map(),
    settings: { checkSignatures: false },
    trail: [],
  };
}

/** A permission set as it is when it was just made. */
export function newPermissionSet(
  growth: Growth,
  instanceArn: string,
  wanted: SeedPermissionSet,
): PermissionSet {
  const instance = instanceArn.split('/')[1] ?? '';
  const random = growth.random.branch(`permission set\u0000${wanted.name}`);
  return {
    arn: `arn:aws:sso:::permissionSet/${instance}/ps-${random.hex(16)}`,
    name: wanted.name,
    ...(wanted.description === undefined ? {} : { description: wanted.description }),
    createdAt: growth.now,
    sessionDuration: wanted.sessionDuration ?? 'PT1H',
    ...(wanted.relayState === undefined ? {} : { relayState: wanted.relayState }),
    tags: new Map(Object.entries(wanted.tags ?? {})),
    managedPolicies: new Map(
      (wanted.managedPolicies ?? []).map((arn) => [arn.split('/').at(-1) ?? arn, arn]),
    ),
    customerManagedPolicies: [],
    ...(wanted.inlinePolicy === undefined ? {} : { inlinePolicy: JSON.stringify(wanted.inlinePolicy) }),
    revision: 1,
  };
}

/** Gives a principal a permission set in an account, with the role there, as a settled CreateAccountAssignment does. */
export function assign(
  growth: Growth,
  aws: Pick<AwsState, 'identityCenter'>,
  accountId: string,
  set: PermissionSet,
  principalType: 'USER' | 'GROUP',
  principalId: string,
): void {
  const { identityCenter } = aws;
  principalsOf(identityCenter, accountId, set.arn).set(`${principalType}:${principalId}`, {
    principalType,
    principalId,
    createdAt: growth.now,
  });
  const roles = identityCenter.provisioned.get(accountId) ?? new Map();
  identityCenter.provisioned.set(accountId, roles);
  if (!roles.has(set.arn)) {
    const suffix = growth.random.branch(`role\u0000${accountId}\u0000${set.name}`).hex(16);
    roles.set(set.arn, {
      revision: set.revision,
      roleArn: reservedRoleArn(accountId, set.name, suffix, identityCenter.region),
      updatedAt: growth.now,
    });
  }
}

function growOrganization(growth: Growth, seed: Seed): OrganizationState {
  const random = growth.random.branch('organization');
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const rootSuffix = random.text(4, alphabet);
  const state: OrganizationState = {
    id: `o-${random.text(10, alphabet)}`,
    rootId: `r-${rootSuffix}`,
    managementAccountId: accountId(growth, seed.aws.managementAccount),
    units: new Map(),
    accounts: new Map(),
    delegatedAdministrators: new Map(),
  };
  const add = (account: SeedAccount, parentId: string): void => {
    const id = accountId(growth, account);
    const made: AwsAccount = {
      id,
      name: account.name,
      email:
        account.email ??
        `aws+${account.name.replace(/[^\w.-]/g, '-')}@${seed.tenants[0]?.domain ?? 'example.com'}`,
      status: 'ACTIVE',
      parentId,
      joinedAt: growth.now,
      tags: new Map(Object.entries(account.tags ?? {})),
    };
    state.accounts.set(id, made);
  };
  const addUnit = (unit: SeedUnit, parentId: string, path: string): void => {
    const suffix = growth.random.branch(`unit\u0000${path}/${unit.name}`).text(8, alphabet);
    const id = `ou-${rootSuffix}-${suffix}`;
    state.units.set(id, { id, name: unit.name, parentId });
    for (const account of unit.accounts ?? []) add(account, id);
    for (const child of unit.units ?? []) addUnit(child, id, `${path}/${unit.name}`);
  };
  add(seed.aws.managementAccount, state.rootId);
  for (const account of seed.aws.accounts) add(account, state.rootId);
  for (const unit of seed.aws.units ?? []) addUnit(unit, state.rootId, '');
  return state;
}

function accountId(growth: Growth, account: SeedAccount): string {
  return account.id ?? `1${growth.random.branch(`account\u0000${account.name}`).digits(11)}`;
}

/** Adds a group or user that SCIM has made, with the identity provider's id. */
export function addProvisioned(
  growth: Growth,
  state: IdentityStoreState,
  wanted: {
    readonly group?: string;
    readonly user?: {
      readonly userName: string;
      readonly displayName: string;
      readonly givenName: string;
      readonly familyName: string;
      readonly title?: string;
      readonly department?: string;
    };
    /** Entra's object id. */
    readonly externalId: string;
  },
): string {
  const store = new IdentityStore(state);
  const issuer = `https://scim.amazonaws.com/${state.id}`;
  const id = idFor(growth, 'identity store', wanted.externalId);
  const common = {
    externalIds: [{ issuer, id: wanted.externalId }],
    createdAt: growth.now,
    updatedAt: growth.now,
    createdBy: 'SCIM' as const,
  };
  if (wanted.group !== undefined) store.putGroup({ groupId: id, displayName: wanted.group, ...common });
  const { user } = wanted;
  if (user !== undefined) {
    store.putUser({
      userId: id,
      userName: user.userName,
      displayName: user.displayName,
      givenName: user.givenName,
      familyName: user.familyName,
      formattedName: `${user.givenName} ${user.familyName}`,
      ...(user.title === undefined ? {} : { title: user.title }),
      active: true,
      emails: [{ value: user.userName, type: 'work', primary: true }],
      phoneNumbers: [],
      addresses: [],
      roles: [],
      ...(user.department === undefined ? {} : { enterprise: { department: user.department } }),
      ...common,
    });
  }
  return id;
}
