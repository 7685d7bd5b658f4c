import { JWT_BEARER } from '../../../shared/core/access/applications/applications.ts';
import type { PortCall } from './port-calls.ts';

const signal = new AbortController().signal;
const APPLICATION = 'arn:aws:sso::111122223333:application/ssoins-1/apl-1';
const of = { applicationArn: APPLICATION };
const OF = { ApplicationArn: APPLICATION };

/** The calls about applications and trusted token issuers. */
export const APPLICATION_CALLS: readonly PortCall[] = [
  [
    'sso-admin ListApplications',
    ({ ssoAdmin }) => ssoAdmin.listApplications({ instanceArn: 'i', nextToken: 'n' }, signal),
    { InstanceArn: 'i', MaxResults: 100, NextToken: 'n' },
    {
      Applications: [
        {
          ApplicationArn: APPLICATION,
          ApplicationProviderArn: 'p',
          Name: 'Wiki',
          ApplicationAccount: '444455556666',
          Status: 'DISABLED',
          Description: 'd',
          CreatedDate: 1_700_000_000,
          PortalOptions: {
            Visibility: 'DISABLED',
            SignInOptions: { Origin: 'APPLICATION', ApplicationUrl: 'https://wiki.example/' },
          },
        },
        { ApplicationArn: APPLICATION, ApplicationProviderArn: 'p', Name: 'Short' },
      ],
      NextToken: 'n2',
    },
    {
      items: [
        {
          arn: APPLICATION,
          name: 'Wiki',
          providerArn: 'p',
          accountId: '444455556666',
          enabled: false,
          visible: false,
          description: 'd',
          url: 'https://wiki.example/',
          createdAt: 1_700_000_000_000,
        },
        {
          arn: APPLICATION,
          name: 'Short',
          providerArn: 'p',
          accountId: '111122223333',
          enabled: true,
          visible: true,
        },
      ],
      nextToken: 'n2',
    },
  ],
  [
    'sso-admin ListApplicationProviders',
    ({ ssoAdmin }) => ssoAdmin.listApplicationProviders({}, signal),
    { MaxResults: 100 },
    {
      ApplicationProviders: [
        { ApplicationProviderArn: 'p', FederationProtocol: 'SAML', DisplayData: { DisplayName: 'Box' } },
        { ApplicationProviderArn: 'q' },
      ],
    },
    { items: [{ arn: 'p', protocol: 'SAML', name: 'Box' }, { arn: 'q' }] },
  ],
  [
    'sso-admin GetApplicationAssignmentConfiguration',
    ({ ssoAdmin }) => ssoAdmin.getApplicationAssignmentConfiguration(of, signal),
    OF,
    { AssignmentRequired: false },
    false,
  ],
  [
    'sso-admin ListApplicationAssignments',
    ({ ssoAdmin }) => ssoAdmin.listApplicationAssignments(of, signal),
    { ...OF, MaxResults: 100 },
    { ApplicationAssignments: [{ ...OF, PrincipalType: 'USER', PrincipalId: 'u' }] },
    { items: [{ principalType: 'USER', principalId: 'u' }] },
  ],
  [
    'sso-admin ListApplicationGrants',
    ({ ssoAdmin }) => ssoAdmin.listApplicationGrants(of, signal),
    OF,
    {
      Grants: [
        { GrantType: 'refresh_token', Grant: { RefreshToken: {} } },
        {
          GrantType: JWT_BEARER,
          Grant: {
            JwtBearer: {
              AuthorizedTokenIssuers: [{ TrustedTokenIssuerArn: 't', AuthorizedAudiences: ['a'] }],
            },
          },
        },
      ],
    },
    {
      items: [{ type: 'refresh_token' }, { type: JWT_BEARER, issuers: [{ arn: 't', audiences: ['a'] }] }],
    },
  ],
  [
    'sso-admin ListApplicationAccessScopes',
    ({ ssoAdmin }) => ssoAdmin.listApplicationAccessScopes({ ...of, nextToken: 'n' }, signal),
    // AWS gives ten a page at most, and refuses to be asked for more.
    { ...OF, NextToken: 'n' },
    { Scopes: [{ Scope: 'redshift:connect', AuthorizedTargets: ['x'] }] },
    { items: ['redshift:connect'] },
  ],
  [
    'sso-admin ListTrustedTokenIssuers',
    ({ ssoAdmin }) => ssoAdmin.listTrustedTokenIssuers({ instanceArn: 'i' }, signal),
    { InstanceArn: 'i', MaxResults: 100 },
    {
      TrustedTokenIssuers: [
        { TrustedTokenIssuerArn: 't', Name: 'Entra', TrustedTokenIssuerType: 'OIDC_JWT' },
      ],
    },
    { items: [{ arn: 't', name: 'Entra' }] },
  ],
  [
    'sso-admin DescribeTrustedTokenIssuer',
    ({ ssoAdmin }) => ssoAdmin.describeTrustedTokenIssuer({ issuerArn: 't' }, signal),
    { TrustedTokenIssuerArn: 't' },
    {
      TrustedTokenIssuerArn: 't',
      Name: 'Entra',
      TrustedTokenIssuerConfiguration: {
        OidcJwtConfiguration: {
          IssuerUrl: 'https://idp.example/',
          ClaimAttributePath: 'sub',
          IdentityStoreAttributePath: 'userName',
          JwksRetrievalOption: 'OPEN_ID_DISCOVERY',
        },
      },
    },
    { issuerUrl: 'https://idp.example/', claim: 'sub', attribute: 'userName' },
  ],
];
