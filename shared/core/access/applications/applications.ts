import type { PrincipalType } from '../model.ts';

export const FEDERATION_PROTOCOLS = ['SAML', 'OAUTH'] as const;
type FederationProtocol = (typeof FEDERATION_PROTOCOLS)[number];

/** The grant by which a foreign token is exchanged for one of Identity Center (RFC 7523 section 2.1). */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What an application of Identity Center is made of: AWS's list of ready ones, and the two that customers build their own on. */
export interface ApplicationProvider {
  /** `arn:aws:sso::aws:applicationProvider/…` */
  readonly arn: string;
  readonly protocol?: FederationProtocol;
  readonly name?: string;
}

/** Who may use an application: a user or a group of the Identity Store. */
export interface ApplicationAssignment {
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

/** What an application may ask of Identity Center's token endpoint. */
export interface ApplicationGrant {
  /** `authorization_code`, `refresh_token`, JWT_BEARER, or what AWS adds. */
  readonly type: string;
  /** Of JWT_BEARER: whose tokens are exchanged, and which audiences they may have. */
  readonly issuers?: readonly { readonly arn: string; readonly audiences: readonly string[] }[];
}

/** An application of Identity Center. Of the members that are absent nothing is known; nothing there is an empty value. */
export interface AccessApplication {
  /** `arn:aws:sso::<account>:application/ssoins-…/apl-…` */
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly providerArn: string;
  /** The account in which it was made. */
  readonly accountId: string;
  readonly enabled: boolean;
  /** The access portal lists it. */
  readonly visible: boolean;
  /** Where the portal sends people; absent where it sends an assertion of its own (identity-provider initiated). */
  readonly url?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  /** False lets everybody of the directory in. */
  readonly assignmentRequired?: boolean;
  readonly assignments?: readonly ApplicationAssignment[];
  readonly grants?: readonly ApplicationGrant[];
  readonly scopes?: readonly string[];
}

/** Whose tokens Identity Center exchanges for its own (trusted identity propagation). */
export interface TrustedTokenIssuer {
  /** `arn:aws:sso::<account>:trustedTokenIssuer/ssoins-…/tti-…` */
  readonly arn: string;
  readonly name: string;
  /** Absent, with the paths, where it could not be read. */
  readonly issuerUrl?: string;
  /** JMESPath into the foreign token. */
  readonly claim?: string;
  /** JMESPath into the user of the Identity Store who must have the same value. */
  readonly attribute?: string;
}

/** Which lists could be read, so that what they lack is not there. */
export interface ListedApplications {
  readonly applications: boolean;
  readonly issuers: boolean;
}

/** What was read of an instance besides accounts. */
export interface ApplicationsRead {
  readonly applications: readonly AccessApplication[];
  readonly providers: readonly ApplicationProvider[];
  readonly issuers: readonly TrustedTokenIssuer[];
}

/** @returns true for what a customer has set up: own applications, and those of the catalogue; false for those of AWS services */
export function isCustomerManaged(providerArn: string): boolean {
  return /:applicationProvider\/(?:custom(?:-saml)?$|catalog\/)/.test(providerArn);
}

/** An issuer of Entra, by the form of its URL. */
export interface EntraIssuer {
  readonly version: 1 | 2;
  /** An id, or `common`, `organizations` or `consumers`, which no token has. */
  readonly tenant: string;
}

/** @returns undefined for an issuer that is not Entra's (Microsoft identity platform, access tokens: iss) */
export function entraIssuerOf(url: string): EntraIssuer | undefined {
  const [, v1] = /^https:\/\/sts\.windows\.net\/([^/]+)\/?$/.exec(url) ?? [];
  if (v1 !== undefined) return { version: 1, tenant: v1 };
  const [, v2] = /^https:\/\/login\.microsoftonline\.(?:com|us)\/([^/]+)\/v2\.0\/?$/.exec(url) ?? [];
  return v2 === undefined ? undefined : { version: 2, tenant: v2 };
}
