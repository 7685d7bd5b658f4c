import type { CertifiedKey } from '../platform/certificates.ts';
import type { StoredRsaKey } from '../platform/rsa-key.ts';

/** An AD FS farm over an on-premises forest. */
export interface AdfsState {
  /** `sts.jogcloud.com` */
  readonly host: string;
  /** The first one signs; the others are published. */
  tokenSigning: { readonly key: StoredRsaKey; readonly certificatePem: string }[];
  /** Accounts of the forest by user principal name, lower case. */
  readonly accounts: Map<string, ForestAccount>;
  /** The authority of the forest's user certificates. */
  readonly certificateAuthority: CertifiedKey;
  /** Groups whose members must show a certificate as well: the access control policy. */
  certificateRequiredFor: string[];
  /** The relying-party rule that passes authnmethodsreferences on to Entra is there. */
  passAuthenticationMethods: boolean;
  /** Sessions by cookie value. */
  readonly sessions: Map<string, AdfsSession>;
  /** Sign-ins that wait for a certificate, by ticket. */
  readonly certificateSteps: Map<string, CertificateStep>;
}

export interface ForestAccount {
  readonly userPrincipalName: string;
  readonly samAccountName: string;
  displayName: string;
  givenName: string;
  surname: string;
  mail: string;
  /** Base64 of the objectGUID: Entra's immutable id. */
  readonly immutableId: string;
  enabled: boolean;
  password: string;
  /** Names of the forest's groups. */
  groups: string[];
  /** Wrong passwords in a row. */
  badPasswords?: number;
  /** Epoch milliseconds until which the account is locked. */
  lockedUntil?: number;
  /** The person's certificate and key, as on a smart card; given out by the Lab for its clients. */
  certificate?: CertifiedKey;
}

export interface AdfsSession {
  readonly userPrincipalName: string;
  readonly authenticatedAt: number;
  /** Authentication method URIs that were satisfied. */
  methods: string[];
}

/** A sign-in that has gone to the host that asks for certificates. */
export interface CertificateStep {
  /** Value of the cookie of the browser that was sent there: nobody else may take the sign-in up again. */
  readonly browser: string;
  /** Who has shown a password; absent where the certificate comes first and names its owner. */
  readonly userPrincipalName?: string;
  /** Methods satisfied before. */
  readonly methods: readonly string[];
  /** Query of the sign-in request. */
  readonly query: string;
  readonly expiresAt: number;
  /** Set once the certificate was accepted: what the browser comes back with, and whose it was. */
  proof?: { readonly handle: string; readonly userPrincipalName: string };
}
