import {
  type AccessApplication,
  type ApplicationsRead,
  JWT_BEARER,
  type TrustedTokenIssuer,
} from '../../../../shared/core/access/applications/applications.ts';
import { MANAGEMENT, PROD } from '../small-organization.ts';

export const applicationArn = (name: string): string =>
  `arn:aws:sso::${MANAGEMENT}:application/ssoins-1111111111111111/apl-${name.toLowerCase().padEnd(16, '0').slice(0, 16)}`;
export const ISSUER_ARN = `arn:aws:sso::${MANAGEMENT}:trustedTokenIssuer/ssoins-1111111111111111/tti-00000000-0000-4000-8000-000000000001`;
export const TENANT = '8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10';
const PROVIDERS = 'arn:aws:sso::aws:applicationProvider';

export const ISSUER: TrustedTokenIssuer = {
  arn: ISSUER_ARN,
  name: 'Entra',
  issuerUrl: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  claim: 'preferred_username',
  attribute: 'userName',
};

export const WIKI: AccessApplication = {
  arn: applicationArn('Wiki'),
  name: 'Wiki',
  providerArn: `${PROVIDERS}/custom-saml`,
  accountId: MANAGEMENT,
  enabled: true,
  visible: true,
  createdAt: 1_700_000_000_000,
  assignmentRequired: true,
  assignments: [
    { principalType: 'GROUP', principalId: 'g-devs' },
    { principalType: 'USER', principalId: 'u-ann' },
  ],
  grants: [],
  scopes: [],
};

export const ANALYTICS: AccessApplication = {
  arn: applicationArn('Analytics'),
  name: 'Analytics',
  providerArn: `${PROVIDERS}/redshift`,
  accountId: PROD,
  enabled: true,
  visible: false,
  url: 'https://analytics.example/',
  assignmentRequired: true,
  assignments: [{ principalType: 'GROUP', principalId: 'g-admins' }],
  grants: [
    { type: JWT_BEARER, issuers: [{ arn: ISSUER_ARN, audiences: ['api://orders'] }] },
    { type: 'refresh_token' },
  ],
  scopes: ['redshift:connect'],
};

/** Two applications that the small organization has nothing odd about, one of them taking Entra's tokens. */
export const SOME: ApplicationsRead = {
  applications: [WIKI, ANALYTICS],
  providers: [{ arn: `${PROVIDERS}/custom-saml`, protocol: 'SAML', name: 'Custom SAML 2.0 application' }],
  issuers: [ISSUER],
};
