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
interface AwsSettings {
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
  /** What policies see as `aws:PrincipalTag/<key>`: the attributes for access control of the sign-in. */
  readonly sessionTags?: Readonly<Record<string, string>>;
}

/** Sign-in to the access portal, the console and the command line. Everything here expires. */
interface AwsSignInState {
  /** Portal sessions by cookie value. */
  readonly sessions: Map<string, PortalSession>;
  /** Assertion ids that were used, with when they may be forgotten. */
  readonly usedAssertions: Map<string, number>;
  /** AuthnRequests that wait for their answer, by id; `continueTo` is a path of the portal. */
  readonly requests: Map<string, { readonly createdAt: number; readonly continueTo: string }>;
  /** What the assertion consumer service hands to the portal, by one-time value. */
  readonly handOvers: Map<string, HandOver>;
  readonly clients: Map<string, OidcClient>;
  readonly deviceCodes: Map<string, DeviceAuthorization>;
  readonly authorizationCodes: Map<string, AuthorizationCode>;
  readonly accessTokens: Map<string, BearerToken>;
  readonly refreshTokens: Map<string, BearerToken>;
  /** Links into the console, by one-time value; and the sessions made of them, by cookie value. */
  readonly consoleLinks: Map<string, { readonly session: ConsoleSession; readonly expiresAt: number }>;
  readonly consoleSessions: Map<string, ConsoleSession>;
}

/** Somebody's sign-in, which sessions, codes and tokens go back to. */
export interface SignIn {
  readonly sessionId: string;
  readonly userId: string;
  /** Epoch milliseconds; nothing that goes back to this sign-in lasts longer, role credentials apart. */
  readonly endsAt: number;
  /** Attributes for access control that the assertion carried, by key. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PortalSession extends SignIn {
  readonly createdAt: number;
}

interface HandOver {
  readonly session: PortalSession;
  readonly continueTo: string;
  readonly expiresAt: number;
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
  /** Who approved it. */
  signIn?: SignIn;
}

interface AuthorizationCode {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
  readonly signIn: SignIn;
  readonly expiresAt: number;
}

/** An access or refresh token of the command line. */
export interface BearerToken {
  readonly clientId: string;
  readonly signIn: SignIn;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** A role's session in the console. */
export interface ConsoleSession {
  readonly accountId: string;
  readonly permissionSetArn: string;
  /** `arn:aws:sts::<account>:assumed-role/...` */
  readonly arn: string;
  readonly userName: string;
  readonly sessionTags: Readonly<Record<string, string>>;
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
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly serviceEventDetails?: Readonly<Record<string, unknown>>;
  /** `AwsApiCall` where absent. */
  readonly eventType?: 'AwsApiCall' | 'AwsServiceEvent' | 'AwsConsoleSignIn';
  readonly readOnly?: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}
