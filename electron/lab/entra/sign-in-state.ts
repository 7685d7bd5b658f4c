import type { SamlSignIn } from './saml/saml-sign-in.ts';

/** What Entra remembers of people who sign in: sessions, codes, tokens. */
export interface EntraSignInState {
  /** By cookie value. */
  readonly sessions: Map<string, EntraSession>;
  /** Authorization codes, refresh tokens, device codes and sign-ins under way, each by its own value; data only. */
  readonly codes: Map<string, Record<string, unknown>>;
  readonly refreshTokens: Map<string, Record<string, unknown>>;
  readonly deviceCodes: Map<string, Record<string, unknown>>;
  readonly pendingSignIns: Map<string, Record<string, unknown>>;
  /** Checked SAML requests that wait for a sign-in, by handle. */
  readonly samlSignIns: Map<string, SamlSignIn>;
  /** auditLogs/signIns, newest last. */
  readonly log: SignInEvent[];
}

export interface EntraSession {
  /** The tenant the account lives in. */
  readonly tenantId: string;
  readonly userId: string;
  readonly authenticatedAt: number;
  /** Values of amr: pwd, mfa, fed, rsa, otp ... */
  methods: string[];
  /** True where a federated identity provider or home tenant said that MFA was done. */
  federatedMfa: boolean;
}

/** Graph: signIn, in its own member names. */
export type SignInEvent = Readonly<Record<string, unknown>>;
