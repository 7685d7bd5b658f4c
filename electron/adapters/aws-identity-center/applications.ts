import {
  type Application,
  DescribeTrustedTokenIssuerCommand,
  GetApplicationAssignmentConfigurationCommand,
  type GrantItem,
  ListApplicationAccessScopesCommand,
  ListApplicationAssignmentsCommand,
  ListApplicationGrantsCommand,
  ListApplicationProvidersCommand,
  ListApplicationsCommand,
  ListTrustedTokenIssuersCommand,
} from '@aws-sdk/client-sso-admin';
import type {
  AccessApplication,
  ApplicationGrant,
} from '../../../shared/core/access/applications/applications.ts';
import type { SsoApplications } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given, next, PAGE, pageOf } from './page.ts';
import type { SsoCall } from './sso-call.ts';

function application(told: Application): AccessApplication {
  const {
    ApplicationArn = '',
    ApplicationProviderArn = '',
    Name = '',
    ApplicationAccount,
    PortalOptions,
  } = told;
  return {
    arn: ApplicationArn,
    name: Name,
    providerArn: ApplicationProviderArn,
    // The account stands in the ARN too.
    accountId: ApplicationAccount ?? ApplicationArn.split(':')[4] ?? '',
    enabled: told.Status !== 'DISABLED',
    visible: PortalOptions?.Visibility !== 'DISABLED',
    ...given({
      description: told.Description,
      url: PortalOptions?.SignInOptions?.ApplicationUrl,
      createdAt: told.CreatedDate?.getTime(),
    }),
  };
}

function grant({ GrantType = '' as never, Grant }: GrantItem): ApplicationGrant {
  const issuers = Grant?.JwtBearer?.AuthorizedTokenIssuers?.map(
    ({ TrustedTokenIssuerArn = '', AuthorizedAudiences = [] }) => ({
      arn: TrustedTokenIssuerArn,
      audiences: AuthorizedAudiences,
    }),
  );
  return { type: GrantType, ...given({ issuers }) };
}

/** Applications of Identity Center and trusted token issuers, for reading. */
export function awsApplications(connection: AwsConnection, call: SsoCall): SsoApplications {
  const sso = () => connection.clients.ssoAdmin;
  const of = ({ applicationArn }: { readonly applicationArn: string }) => ({
    ApplicationArn: applicationArn,
  });
  return {
    listApplications: (input, signal) =>
      call('ListApplications', signal, async (options) => {
        const { Applications = [], NextToken } = await sso().send(
          new ListApplicationsCommand({ InstanceArn: input.instanceArn, ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(Applications.map(application), NextToken);
      }),
    listApplicationProviders: (input, signal) =>
      call('ListApplicationProviders', signal, async (options) => {
        const { ApplicationProviders = [], NextToken } = await sso().send(
          new ListApplicationProvidersCommand({ ...PAGE, ...next(input) }),
          options,
        );
        const providers = ApplicationProviders.map(
          ({ ApplicationProviderArn = '', FederationProtocol, DisplayData }) => ({
            arn: ApplicationProviderArn,
            ...given({ protocol: FederationProtocol, name: DisplayData?.DisplayName }),
          }),
        );
        return pageOf(providers, NextToken);
      }),
    getApplicationAssignmentConfiguration: (input, signal) =>
      call('GetApplicationAssignmentConfiguration', signal, async (options) => {
        const { AssignmentRequired } = await sso().send(
          new GetApplicationAssignmentConfigurationCommand(of(input)),
          options,
        );
        return AssignmentRequired !== false;
      }),
    listApplicationAssignments: (input, signal) =>
      call('ListApplicationAssignments', signal, async (options) => {
        const { ApplicationAssignments = [], NextToken } = await sso().send(
          new ListApplicationAssignmentsCommand({ ...of(input), ...PAGE, ...next(input) }),
          options,
        );
        const assignments = ApplicationAssignments.map(({ PrincipalType, PrincipalId = '' }) => ({
          principalType: PrincipalType === 'USER' ? ('USER' as const) : ('GROUP' as const),
          principalId: PrincipalId,
        }));
        return pageOf(assignments, NextToken);
      }),
    listApplicationGrants: (input, signal) =>
      call('ListApplicationGrants', signal, async (options) => {
        const { Grants = [], NextToken } = await sso().send(
          new ListApplicationGrantsCommand({ ...of(input), ...next(input) }),
          options,
        );
        return pageOf(Grants.map(grant), NextToken);
      }),
    listApplicationAccessScopes: (input, signal) =>
      call('ListApplicationAccessScopes', signal, async (options) => {
        const { Scopes = [], NextToken } = await sso().send(
          new ListApplicationAccessScopesCommand({ ...of(input), ...next(input) }),
          options,
        );
        return pageOf(
          Scopes.map(({ Scope = '' }) => Scope),
          NextToken,
        );
      }),
    listTrustedTokenIssuers: (input, signal) =>
      call('ListTrustedTokenIssuers', signal, async (options) => {
        const { TrustedTokenIssuers = [], NextToken } = await sso().send(
          new ListTrustedTokenIssuersCommand({ InstanceArn: input.instanceArn, ...PAGE, ...next(input) }),
          options,
        );
        return pageOf(
          TrustedTokenIssuers.map(({ TrustedTokenIssuerArn = '', Name = '' }) => ({
            arn: TrustedTokenIssuerArn,
            name: Name,
          })),
          NextToken,
        );
      }),
    describeTrustedTokenIssuer: ({ issuerArn }, signal) =>
      call('DescribeTrustedTokenIssuer', signal, async (options) => {
        const { TrustedTokenIssuerConfiguration } = await sso().send(
          new DescribeTrustedTokenIssuerCommand({ TrustedTokenIssuerArn: issuerArn }),
          options,
        );
        const { IssuerUrl, ClaimAttributePath, IdentityStoreAttributePath } =
          TrustedTokenIssuerConfiguration?.OidcJwtConfiguration ?? {};
        return given({
          issuerUrl: IssuerUrl,
          claim: ClaimAttributePath,
          attribute: IdentityStoreAttributePath,
        });
      }),
  };
}
