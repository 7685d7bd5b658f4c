import type { AssignedPrincipal } from './identity-center.ts';
import type { AwsState } from './state.ts';

/** An application that people reach through IAM Identity Center. */
export interface CenterApplication {
  /** `arn:aws:sso::<account>:application/ssoins-.../apl-` and sixteen hexadecimal digits. */
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly providerArn: string;
  /** The account in which it was made. */
  readonly accountId: string;
  readonly status: 'ENABLED' | 'DISABLED';
  /** The access portal lists it. */
  readonly visible: boolean;
  readonly signInOrigin?: 'APPLICATION' | 'IDENTITY_CENTER';
  readonly url?: string;
  readonly createdAt: number;
  /** False lets everybody of the directory in. */
  readonly assignmentRequired: boolean;
  /** By `GROUP:` or `USER:` and their id. */
  readonly assignments: Map<string, AssignedPrincipal>;
  readonly grants: readonly ApplicationGrant[];
  readonly scopes: readonly { readonly scope: string; readonly authorizedTargets: readonly string[] }[];
  readonly tags: Map<string, string>;
}

/** An OAuth grant that an application may use at Identity Center's token endpoint. */
export type ApplicationGrant =
  | { readonly type: 'authorization_code'; readonly redirectUris: readonly string[] }
  | { readonly type: 'refresh_token' }
  | { readonly type: 'urn:ietf:params:oauth:grant-type:token-exchange' }
  | {
      readonly type: 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      readonly issuers: readonly { readonly arn: string; readonly audiences: readonly string[] }[];
    };

/** Who else's tokens Identity Center exchanges for its own (trusted identity propagation). */
export interface TrustedTokenIssuer {
  /** `arn:aws:sso::<account>:trustedTokenIssuer/ssoins-.../tti-` and a UUID. */
  readonly arn: string;
  readonly name: string;
  readonly issuerUrl: string;
  /** JMESPath into the foreign token. */
  readonly claimAttributePath: string;
  /** JMESPath into the user of the Identity Store that must have the same value. */
  readonly identityStoreAttributePath: string;
  readonly tags: Map<string, string>;
}

export function identityStoreArn({
  organization,
  identityStore,
}: Pick<AwsState, 'organization' | 'identityStore'>): string {
  return `arn:aws:identitystore::${organization.managementAccountId}:identitystore/${identityStore.id}`;
}
