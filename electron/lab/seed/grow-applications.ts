import type { ApplicationGrant } from '../aws/applications.ts';
import type { AssignedPrincipal } from '../aws/identity-center.ts';
import { IdentityStore } from '../aws/identity-store.ts';
import { providerArn } from '../aws/sso-admin/application-providers.ts';
import type { AwsState } from '../aws/state.ts';
import type { DirectoryState, Tenant } from '../entra/directory.ts';
import { type Growth, idFor } from './growth.ts';
import type { Seed, SeedCenterApplication } from './seed.ts';

/** Sets up the applications of Identity Center, and whose tokens they take; everybody they are for is provisioned already. */
export function addApplications(growth: Growth, aws: AwsState, directory: DirectoryState, seed: Seed): void {
  const { identityCenter, organization } = aws;
  const instance = identityCenter.instanceArn.split('/')[1] ?? '';
  const tenants = [...directory.tenants.values()];
  const [first] = tenants;
  if (first === undefined) throw new RangeError('the seed has no tenant');
  const management = organization.managementAccountId;
  const issuers = new Map<string, string>();
  for (const { name, issuer, claim, attribute } of seed.aws.trustedTokenIssuers ?? []) {
    const arn = `arn:aws:sso::${management}:trustedTokenIssuer/${instance}/tti-${idFor(growth, 'trusted token issuer', name)}`;
    const tenant = tenants.find(({ domains }) => domains.has(issuer));
    issuers.set(name, arn);
    identityCenter.trustedTokenIssuers.set(arn, {
      arn,
      name,
      issuerUrl: tenant === undefined ? issuer : `https://login.microsoftonline.com/${tenant.id}/v2.0`,
      claimAttributePath: claim ?? 'preferred_username',
      identityStoreAttributePath: attribute ?? 'userName',
      tags: new Map(),
    });
  }
  const accounts = new Map([...organization.accounts.values()].map(({ name, id }) => [name, id]));
  for (const wanted of seed.aws.applications ?? []) {
    const accountId =
      wanted.account === undefined ? management : (accounts.get(wanted.account) ?? management);
    const id = growth.random.branch(`application\u0000${wanted.name}`).hex(16);
    const arn = `arn:aws:sso::${accountId}:application/${instance}/apl-${id}`;
    identityCenter.applications.set(arn, {
      arn,
      name: wanted.name,
      ...(wanted.description === undefined ? {} : { description: wanted.description }),
      providerArn: providerArn(wanted.provider ?? 'custom-saml'),
      accountId,
      status: wanted.enabled === false ? 'DISABLED' : 'ENABLED',
      visible: wanted.visible !== false,
      ...(wanted.url === undefined ? { signInOrigin: 'IDENTITY_CENTER' } : { url: wanted.url }),
      createdAt: growth.now,
      assignmentRequired: wanted.assignmentRequired !== false,
      assignments: assigned(growth, aws, wanted),
      grants: grants(first, wanted, issuers),
      scopes: (wanted.scopes ?? []).map((scope) => ({ scope, authorizedTargets: [] })),
      tags: new Map(),
    });
  }
}

function assigned(
  growth: Growth,
  aws: AwsState,
  { name, groups = [], users = [] }: SeedCenterApplication,
): Map<string, AssignedPrincipal> {
  const store = new IdentityStore(aws.identityStore);
  const principals = [
    ...groups.map((group) => ['GROUP', store.groupByName(group)?.groupId] as const),
    ...users.map((user) => ['USER', store.userByName(user)?.userId] as const),
  ];
  const found = new Map<string, AssignedPrincipal>();
  for (const [principalType, principalId] of principals) {
    if (principalId === undefined) throw new RangeError(`the seed cannot assign ${name}`);
    found.set(`${principalType}:${principalId}`, { principalType, principalId, createdAt: growth.now });
  }
  return found;
}

function grants(
  tenant: Tenant,
  { url, trusts = [] }: SeedCenterApplication,
  issuers: ReadonlyMap<string, string>,
): readonly ApplicationGrant[] {
  if (trusts.length === 0) return [];
  return [
    ...(url === undefined ? [] : [{ type: 'authorization_code' as const, redirectUris: [url] }]),
    {
      type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      issuers: trusts.map(({ issuer, audiences }) => ({
        arn: issuers.get(issuer) ?? '',
        audiences: audiences.map((name) => audienceOf(tenant, name)),
      })),
    },
    { type: 'refresh_token' },
  ];
}

/** @returns what the `aud` of an application's tokens is: its id in those of version 2, else what it is asked for by */
function audienceOf(tenant: Tenant, name: string): string {
  const application = [...tenant.applications.values()].find(({ displayName }) => displayName === name);
  if (application === undefined) return name;
  return application.requestedAccessTokenVersion === 2
    ? application.appId
    : (application.identifierUris[0] ?? application.appId);
}
