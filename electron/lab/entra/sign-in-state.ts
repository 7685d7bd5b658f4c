import type { SamlSignIn } from './saml/saml-sign-in.ts';

/** What Entra remembers of people who sign in: sessions, codes, tokens. Data only, so that a snapshot holds it. */
export interface EntraSignInState {
  /** By the secret that stands in the cookie. */
  readonly sessions: Map<string, EntraSession>;
  /** Each by its own value. */
  readonly codes: Map<string, AuthorizationCode>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly deviceCodes: Map<string, DeviceCode>;
  readonly pendingSignIns: Map<string, PendingSignIn>;
  /** Checked requests of applications that wait for a sign-in, by handle. */
  readonly samlSignIns: Map<string, SamlSignIn>;
  /** Wrong passwords in a row, by tenant and user id. */
  failures?: Map<string, FailedAttempts>;
  /** Keys of Azure Arc's challenges that were not answered yet, and the files they lie in. */
  arcKeys?: Map<string, string>;
  /** auditLogs/signIns, newest last. */
  readonly log: SignInEvent[];
}

export interface EntraSession {
  /** Stable and no secret: `sid`, SessionIndex. */
  readonly id: string;
  /** The tenant the account lives in. */
  readonly tenantId: string;
  readonly userId: string;
  readonly authenticatedAt: number;
  /** Values of amr of the first factor: pwd, fed, rsa, wia ... */
  methods: string[];
  /** True where the federated identity provider said that MFA was done. */
  federatedMfa: boolean;
  /** Where Entra itself asked for a second factor: tenant id -> when. For a guest the resource tenant may be one. */
  mfaIn: Record<string, number>;
  /** App ids that were signed in to, for the front-channel logout. */
  apps: string[];
  /** Stays when the browser is closed. */
  persistent: boolean;
}

/** A signed-in person as codes and tokens remember them. */
export interface KeptSubject {
  readonly tenantId: string;
  readonly userId: string;
  readonly homeTenantId: string;
  readonly homeUserId: string;
  readonly methods: readonly string[];
  readonly mfa: boolean;
  readonly authenticatedAt: number;
  readonly sessionId: string;
}

export interface AuthorizationCode {
  readonly expires: number;
  readonly version: 1 | 2;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly redirectType: 'web' | 'spa' | 'publicClient';
  /** As asked for at authorize. */
  readonly scope: string;
  readonly resource?: string;
  readonly nonce?: string;
  readonly challenge?: { readonly value: string; readonly method: 'plain' | 'S256' };
  readonly subject: KeptSubject;
  redeemed: boolean;
}

interface RefreshToken {
  readonly issuedAt: number;
  readonly expires: number;
  readonly clientId: string;
  readonly subject: KeptSubject;
  /** The scope (v2) or resource (v1) that is meant where the client names none. */
  readonly scope: string;
  readonly resource?: string;
  /** Of a single-page application: a day, for cross-origin requests only. */
  readonly spa: boolean;
  /** Issued to a client without credentials, which then needs none to use it. */
  readonly isPublic: boolean;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly expires: number;
  readonly version: 1 | 2;
  /** The tenant segment the client asked under. */
  readonly realm: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource?: string;
  subject?: KeptSubject;
  declined?: boolean;
}

/** A sign-in under way in a browser, from the endpoint that asked for it until its return there. */
export interface PendingSignIn {
  readonly id: string;
  /** The browser it belongs to. */
  readonly browser: string;
  readonly begun: number;
  readonly expires: number;
  /** Path and query of the endpoint. */
  readonly resume: string;
  /** Absent for `common` and `organizations`: whoever signs in decides. */
  readonly tenantId?: string;
  readonly appId?: string;
  /** App ids of the APIs a token is wanted for. */
  readonly audience: readonly string[];
  readonly prompt?: string;
  readonly requireMfa: boolean;
  loginHint?: string;
  /** A domain whose identity provider is asked at once. */
  readonly domainHint?: string;
  /** The account that was named; `userId` is absent where a federated identity provider knows it. */
  account?: { readonly tenantId: string; readonly name: string; readonly userId?: string };
  /** Another account than those that are signed in was asked for. */
  other: boolean;
  /** Key of the session, once there is one. */
  session?: string;
  /** The first factor was shown in this sign-in, so "Stay signed in?" is due. */
  fresh: boolean;
  stayAsked: boolean;
  /** The identity provider was sent back to once for MFA already. */
  askedFederatedMfa: boolean;
  /** A secret that is being registered as second factor. */
  registering?: string;
  done: boolean;
  /** The sign-in log has it. */
  logged: boolean;
}

interface FailedAttempts {
  count: number;
  /** Epoch milliseconds; 0 where not locked. */
  lockedUntil: number;
}

/** Graph: signIn, in its own member names. */
type SignInEvent = Readonly<Record<string, unknown>>;
