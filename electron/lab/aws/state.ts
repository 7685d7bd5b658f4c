import type { CustomerPolicy } from './iam/state.ts';
import type { IdentityCenterState } from './identity-center.ts';
import type { IdentityStoreState } from './identity-store.ts';
import type { OrganizationState } from './organization.ts';

export interface AwsState {
  readonly region: string;
  readonly organization: OrganizationState;
  readonly identityStore: IdentityStoreState;
  readonly identityCenter: IdentityCenterState;
  /** By access key id; who may call the APIs. */
  readonly accessKeys: Map<string, AccessKey>;
  /** Policies that accounts have of their own, by ARN. */
  readonly customerPolicies: Map<string, CustomerPolicy>;
  readonly signIn: AwsSignInState;
  readonly settings: AwsSettings;
  /** Newest last. */
  readonly trail: TrailEvent[];
}

/** How strict the APIs are. */
export interface AwsSettings {
  /** Also compute each request's signature; otherwise its shape, key, scope and time are enough. */
  checkSignatures: boolean;
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly sessionToken?: string;
  /** `arn:aws:iam::<account>:user/...` or `arn:aws:sts::<account>:assumed-role/...` */
  readonly arn: string;
  readonly userId: string;
  readonly accountId: string;
  /** Epoch milliseconds; absent for keys that do not expire. */
  readonly expiresAt?: number;
}

/** Sign-in to the access portal and the command line. */
export interface AwsSignInState {
  /** Portal sessions by cookie value. */
  readonly sessions: Map<string, PortalSession>;
  /** Assertion ids that were used, with when they may be forgotten. */
  readonly usedAssertions: Map<string, number>;
  /** AuthnRequests that wait for their answer, with their relay state. */
  readonly requests: Map<string, { readonly createdAt: number; readonly continueTo: string }>;
  readonly clients: Map<string, OidcClient>;
  readonly deviceCodes: Map<string, DeviceAuthorization>;
  readonly authorizationCodes: Map<string, AuthorizationCode>;
  readonly accessTokens: Map<
    string,
    { readonly clientId: string; readonly userId: string; readonly expiresAt: number }
  >;
  readonly refreshTokens: Map<
    string,
    { readonly clientId: string; readonly userId: string; readonly expiresAt: number }
  >;
}

export interface PortalSession {
  readonly userId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Attributes for access control that the assertion carried. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface OidcClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientName: string;
  readonly clientType: string;
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly expiresAt: number;
  /** Seconds between two polls. */
  interval: number;
  lastPoll?: number;
  status: 'pending' | 'approved' | 'denied' | 'used';
  userId?: string;
}

export interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
  readonly userId: string;
  readonly expiresAt: number;
}

/** An event of CloudTrail, in its own member names where they matter. */
export interface TrailEvent {
  readonly eventId: string;
  readonly eventTime: number;
  readonly eventSource: string;
  readonly eventName: string;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}
