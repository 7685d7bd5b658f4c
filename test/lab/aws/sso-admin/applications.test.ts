import {
  DescribeApplicationAssignmentCommand,
  DescribeApplicationCommand,
  DescribeApplicationProviderCommand,
  DescribeTrustedTokenIssuerCommand,
  GetApplicationAccessScopeCommand,
  GetApplicationAssignmentConfigurationCommand,
  GetApplicationGrantCommand,
  ListApplicationAccessScopesCommand,
  ListApplicationAssignmentsCommand,
  ListApplicationAssignmentsForPrincipalCommand,
  ListApplicationGrantsCommand,
  ListApplicationsCommand,
  ListTagsForResourceCommand,
  ListTrustedTokenIssuersCommand,
  paginateListApplicationProviders,
  paginateListApplications,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CenterApplication } from '../../../../electron/lab/aws/applications.ts';
import { IdentityStore } from '../../../../electron/lab/aws/identity-store.ts';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { JOGCLOUD } from '../../../../electron/lab/seed/jogcloud.ts';
import { runningLab } from '../../running-lab.ts';
import { accountIds, awsClients, roleKey } from '../aws-lab.ts';

let lab: Lab;
let client: SSOAdminClient;
let InstanceArn = '';
beforeAll(async () => {
  lab = await runningLab();
  client = awsClients(lab).ssoAdmin;
  InstanceArn = lab.state.aws.identityCenter.instanceArn;
});
afterAll(() => lab.stop());

function seeded(name: string): CenterApplication {
  const found = [...lab.state.aws.identityCenter.applications.values()].find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`the seed has no application ${name}`);
  return found;
}

const groupId = (name: string): string =>
  new IdentityStore(lab.state.aws.identityStore).groupByName(name)?.groupId ?? '';

it('lists applications, whole and by account and provider', async () => {
  const { Applications } = await client.send(new ListApplicationsCommand({ InstanceArn }));
  expect(Applications).toMatchObject([
    {
      Name: 'Wiki',
      ApplicationProviderArn: 'arn:aws:sso::aws:applicationProvider/custom-saml',
      ApplicationAccount: accountIds(lab).management,
      InstanceArn,
      IdentityStoreArn: expect.stringMatching(/^arn:aws:identitystore::\d{12}:identitystore\/d-/),
      Status: 'ENABLED',
      PortalOptions: { Visibility: 'ENABLED', SignInOptions: { Origin: 'IDENTITY_CENTER' } },
      CreatedDate: expect.any(Date),
    },
    {
      Name: 'Orders Analytics',
      PortalOptions: {
        SignInOptions: { Origin: 'APPLICATION', ApplicationUrl: 'https://analytics.jogcloud.com/' },
      },
    },
  ]);
  const named = async (Filter: { ApplicationAccount?: string; ApplicationProvider?: string }) =>
    (await client.send(new ListApplicationsCommand({ InstanceArn, Filter }))).Applications?.map(
      ({ Name }) => Name,
    );
  expect(await named({ ApplicationAccount: accountIds(lab).members[0] ?? '' })).toEqual(['Orders Analytics']);
  const saml = 'arn:aws:sso::aws:applicationProvider/custom-saml';
  expect(await named({ ApplicationProvider: saml })).toEqual(['Wiki']);
  expect(await named({ ApplicationProvider: saml, ApplicationAccount: '123456789012' })).toEqual([]);
});

it('tells who is assigned to an application, and what somebody is assigned to', async () => {
  const { arn: ApplicationArn } = seeded('Wiki');
  const { ApplicationAssignments } = await client.send(
    new ListApplicationAssignmentsCommand({ ApplicationArn }),
  );
  const operators = groupId('System Operators');
  expect(ApplicationAssignments).toEqual([
    { ApplicationArn, PrincipalId: operators, PrincipalType: 'GROUP' },
    { ApplicationArn, PrincipalId: groupId('Security Admins'), PrincipalType: 'GROUP' },
  ]);
  expect(
    await client.send(new GetApplicationAssignmentConfigurationCommand({ ApplicationArn })),
  ).toMatchObject({ AssignmentRequired: true });
  const one = { ApplicationArn, PrincipalId: operators, PrincipalType: 'GROUP' } as const;
  expect(await client.send(new DescribeApplicationAssignmentCommand(one))).toMatchObject(one);
  await expect(
    client.send(
      new DescribeApplicationAssignmentCommand({ ...one, PrincipalId: groupId('B2B Security Admins') }),
    ),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const homer = new IdentityStore(lab.state.aws.identityStore).userByName('homer.simpson@jogcloud.com');
  const { ApplicationAssignments: mine } = await client.send(
    new ListApplicationAssignmentsForPrincipalCommand({
      InstanceArn,
      PrincipalId: homer?.userId ?? '',
      PrincipalType: 'USER',
    }),
  );
  expect(mine?.map(({ PrincipalId }) => PrincipalId)).toEqual([
    groupId('Security Admins'),
    groupId('Security Admins'),
  ]);
});

it('tells whose tokens are exchanged, for which application', async () => {
  const [tenant] = lab.state.directory.tenants.values();
  const { TrustedTokenIssuers = [] } = await client.send(new ListTrustedTokenIssuersCommand({ InstanceArn }));
  expect(TrustedTokenIssuers).toMatchObject([{ Name: 'JOGCloudEntra', TrustedTokenIssuerType: 'OIDC_JWT' }]);
  const TrustedTokenIssuerArn = TrustedTokenIssuers[0]?.TrustedTokenIssuerArn ?? '';
  const told = await client.send(new DescribeTrustedTokenIssuerCommand({ TrustedTokenIssuerArn }));
  expect(told.TrustedTokenIssuerConfiguration).toEqual({
    OidcJwtConfiguration: {
      IssuerUrl: `https://login.microsoftonline.com/${tenant?.id}/v2.0`,
      ClaimAttributePath: 'preferred_username',
      IdentityStoreAttributePath: 'userName',
      JwksRetrievalOption: 'OPEN_ID_DISCOVERY',
    },
  });
  const { arn: ApplicationArn } = seeded('Orders Analytics');
  const { Grants } = await client.send(new ListApplicationGrantsCommand({ ApplicationArn }));
  const orders = [...(tenant?.applications.values() ?? [])].find(
    ({ displayName }) => displayName === 'Orders API',
  );
  const bearer = {
    JwtBearer: { AuthorizedTokenIssuers: [{ TrustedTokenIssuerArn, AuthorizedAudiences: [orders?.appId] }] },
  };
  const type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  expect(Grants).toEqual([
    {
      GrantType: 'authorization_code',
      Grant: { AuthorizationCode: { RedirectUris: ['https://analytics.jogcloud.com/'] } },
    },
    { GrantType: type, Grant: bearer },
    { GrantType: 'refresh_token', Grant: { RefreshToken: {} } },
  ]);
  expect(
    (await client.send(new GetApplicationGrantCommand({ ApplicationArn, GrantType: type }))).Grant,
  ).toEqual(bearer);
  const { Scopes } = await client.send(new ListApplicationAccessScopesCommand({ ApplicationArn }));
  expect(Scopes).toEqual([{ Scope: 'redshift:connect', AuthorizedTargets: [] }]);
  expect(
    await client.send(new GetApplicationAccessScopeCommand({ ApplicationArn, Scope: 'redshift:connect' })),
  ).toMatchObject({ Scope: 'redshift:connect' });
  expect(
    (await client.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn: ApplicationArn }))).Tags,
  ).toEqual([]);
});

it('knows providers, and nothing that is not there', async () => {
  const names: (string | undefined)[] = [];
  for await (const page of paginateListApplicationProviders({ client, pageSize: 3 }, {}))
    names.push(...(page.ApplicationProviders ?? []).map(({ DisplayData }) => DisplayData?.DisplayName));
  expect(names).toEqual([
    'Custom OAuth 2.0 application',
    'Custom SAML 2.0 application',
    'Box',
    'Amazon Redshift',
  ]);
  const ApplicationProviderArn = 'arn:aws:sso::aws:applicationProvider/custom-saml';
  expect(await client.send(new DescribeApplicationProviderCommand({ ApplicationProviderArn }))).toMatchObject(
    { ApplicationProviderArn, FederationProtocol: 'SAML' },
  );
  const { arn } = seeded('Wiki');
  const gone = `${arn.slice(0, -16)}${'0'.repeat(16)}`;
  const missing = { name: 'ResourceNotFoundException' };
  for (const wrong of [
    new DescribeApplicationCommand({ ApplicationArn: gone }),
    new ListApplicationAssignmentsCommand({ ApplicationArn: gone }),
    new GetApplicationGrantCommand({ ApplicationArn: arn, GrantType: 'refresh_token' }),
    new GetApplicationAccessScopeCommand({ ApplicationArn: arn, Scope: 'none' }),
    new DescribeApplicationProviderCommand({ ApplicationProviderArn: `${ApplicationProviderArn}-2` }),
    new DescribeTrustedTokenIssuerCommand({
      TrustedTokenIssuerArn: `${arn.slice(0, arn.indexOf(':application'))}:trustedTokenIssuer/${InstanceArn.split('/')[1]}/tti-00000000-0000-0000-0000-000000000000`,
    }),
  ])
    await expect(client.send(wrong as DescribeApplicationCommand)).rejects.toMatchObject(missing);
  await expect(
    client.send(new DescribeApplicationCommand({ ApplicationArn: InstanceArn })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

it('shows a member account its own applications and no others', async () => {
  const [member = ''] = accountIds(lab).members;
  const { ssoAdmin } = awsClients(lab, roleKey(lab, member, 'AdministratorAccess'));
  const denied = { name: 'AccessDeniedException' };
  await expect(ssoAdmin.send(new ListApplicationsCommand({ InstanceArn }))).rejects.toMatchObject(denied);
  const { Applications } = await ssoAdmin.send(
    new ListApplicationsCommand({ InstanceArn, Filter: { ApplicationAccount: member } }),
  );
  expect(Applications?.map(({ Name }) => Name)).toEqual(['Orders Analytics']);
  const own = { ApplicationArn: seeded('Orders Analytics').arn };
  expect(
    (await ssoAdmin.send(new ListApplicationAssignmentsCommand(own))).ApplicationAssignments,
  ).toHaveLength(1);
  const other = { ApplicationArn: seeded('Wiki').arn };
  await expect(ssoAdmin.send(new ListApplicationAssignmentsCommand(other))).rejects.toMatchObject(denied);
  await expect(ssoAdmin.send(new ListTrustedTokenIssuersCommand({ InstanceArn }))).rejects.toMatchObject(
    denied,
  );
  // IAM first: System Operators may do nothing here.
  const operators = awsClients(lab, roleKey(lab, member, 'SystemsAdmin')).ssoAdmin;
  await expect(operators.send(new ListApplicationAssignmentsCommand(own))).rejects.toMatchObject(denied);
});

it('pages through more applications than one answer holds', async () => {
  const many = Array.from({ length: 23 }, (_, index) => ({ name: `App ${index}` }));
  const large = await runningLab({ seed: { ...JOGCLOUD, aws: { ...JOGCLOUD.aws, applications: many } } });
  try {
    const names: (string | undefined)[] = [];
    const of = { InstanceArn: large.state.aws.identityCenter.instanceArn };
    for await (const page of paginateListApplications(
      { client: awsClients(large).ssoAdmin, pageSize: 10 },
      of,
    ))
      names.push(...(page.Applications ?? []).map(({ Name }) => Name));
    expect(names).toEqual(many.map(({ name }) => name));
  } finally {
    await large.stop();
  }
});
