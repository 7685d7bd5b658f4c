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
  /** The person's certificate and key, as on a smart card; given out by the Lab for its clients. */
  certificate?: CertifiedKey;
}

export interface AdfsSession {
  readonly userPrincipalName: string;
  readonly authenticatedAt: number;
  /** Authentication method URIs that were satisfied. */
  methods: string[];
}
