/** What a Lab grows from: names and relations. Ids, secrets and keys come from the seed number. */
export interface Seed {
  readonly name: string;
  /** The first one has the AWS application; the others are homes of guests. */
  readonly tenants: readonly SeedTenant[];
  readonly adfs: SeedAdfs;
  readonly aws: SeedAws;
}

export interface SeedTenant {
  readonly id?: string;
  readonly displayName: string;
  /** Verified domain, `jogcloud.com`. */
  readonly domain: string;
  /** `jogcloud.onmicrosoft.com`; made of the domain's first label where absent. */
  readonly initialDomain?: string;
  /** Signs in at the AD FS of the seed. */
  readonly federated?: boolean;
  readonly federatedIdpMfaBehavior?:
    | 'acceptIfMfaDoneByFederatedIdp'
    | 'enforceMfaByFederatedIdp'
    | 'rejectMfaByFederatedIdp';
  readonly groups: readonly { readonly name: string; readonly description?: string }[];
  readonly users: readonly SeedUser[];
  readonly apps?: readonly SeedApp[];
  /** Of the machine the Lab plays in Azure; the first tenant that has some has them all. */
  readonly managedIdentities?: readonly SeedManagedIdentity[];
  readonly conditionalAccess?: readonly {
    readonly name: string;
    readonly groups: readonly string[];
    readonly requires: 'mfa' | 'block';
  }[];
  /** What is accepted from other tenants. */
  readonly trusts?: readonly { readonly domain: string; readonly mfa: boolean }[];
}

export interface SeedUser {
  /** User principal name; for a guest the address at home. */
  readonly userName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly groups?: readonly string[];
  readonly password?: string;
  /** A second factor is registered; default true. */
  readonly mfa?: boolean;
  /** Has a certificate of the forest's authority. */
  readonly certificate?: boolean;
  readonly jobTitle?: string;
  readonly department?: string;
  /** Lives in another tenant of the seed. */
  readonly guest?: boolean;
  /** Directory roles by name: `Cloud Application Administrator`. */
  readonly roles?: readonly string[];
}

export interface SeedManagedIdentity {
  readonly name: string;
  /** At most one is the machine's own (system-assigned). */
  readonly kind: 'system' | 'user';
  /** As in SeedApp; roles only. */
  readonly consented?: readonly string[];
}

export interface SeedApp {
  readonly name: string;
  /** `confidential` has a secret, `public` none, `api` is asked for tokens. */
  readonly kind: 'confidential' | 'public' | 'api';
  readonly redirectUris?: readonly string[];
  /** For an API: `api://orders`. */
  readonly identifierUri?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
  /** Access tokens of an API: 1 (default) or 2. */
  readonly tokenVersion?: 1 | 2;
  /** Also has a service principal in these tenants. */
  readonly alsoIn?: readonly string[];
  /**
   * Consent that was given for everybody: `Graph/User.Read`, `Orders API/Orders.Read`; a role (application permission) with
   * a `+` before it.
   */
  readonly consented?: readonly string[];
}

interface SeedAdfs {
  readonly host: string;
  /** Names of groups whose members must show a certificate. */
  readonly certificateFor?: readonly string[];
  /** Default true. */
  readonly passAuthenticationMethods?: boolean;
}

export interface SeedAccount {
  readonly name: string;
  readonly id?: string;
  readonly email?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface SeedUnit {
  readonly name: string;
  readonly accounts?: readonly SeedAccount[];
  readonly units?: readonly SeedUnit[];
}

export interface SeedPermissionSet {
  readonly name: string;
  readonly description?: string;
  readonly sessionDuration?: string;
  readonly relayState?: string;
  /** ARNs of AWS-managed policies. */
  readonly managedPolicies?: readonly string[];
  readonly inlinePolicy?: unknown;
  readonly tags?: Readonly<Record<string, string>>;
}

/** An application of Identity Center. */
export interface SeedCenterApplication {
  readonly name: string;
  readonly description?: string;
  /** The end of an application provider's ARN; `custom-saml` where absent. */
  readonly provider?: string;
  /** Name of the account in which it was made; the management account where absent. */
  readonly account?: string;
  /** Where it is opened; without one, Identity Center sends people there with an assertion. */
  readonly url?: string;
  /** Default true. */
  readonly assignmentRequired?: boolean;
  /** Default true. */
  readonly enabled?: boolean;
  /** The access portal lists it; default true. */
  readonly visible?: boolean;
  /** Display names of groups, and user names, of the first tenant. */
  readonly groups?: readonly string[];
  readonly users?: readonly string[];
  readonly scopes?: readonly string[];
  /** Whose tokens it exchanges, and for which applications of the first tenant they must be. */
  readonly trusts?: readonly { readonly issuer: string; readonly audiences: readonly string[] }[];
}

/** Who else's tokens Identity Center takes. */
export interface SeedTokenIssuer {
  readonly name: string;
  /** A URL, or the domain of a tenant for the issuer of its v2.0 tokens. */
  readonly issuer: string;
  /** Paths into the token and into the user that must agree; `preferred_username` and `userName` where absent. */
  readonly claim?: string;
  readonly attribute?: string;
}

interface SeedAws {
  readonly region: string;
  readonly managementAccount: SeedAccount;
  /** Accounts that lie in the root itself. */
  readonly accounts: readonly SeedAccount[];
  readonly units?: readonly SeedUnit[];
  readonly permissionSets: readonly SeedPermissionSet[];
  readonly assignments: readonly {
    /** Display name of a group, or user name. */
    readonly group?: string;
    readonly user?: string;
    readonly permissionSet: string;
    /** Names of accounts. */
    readonly accounts: readonly string[];
  }[];
  /** Name of the enterprise application in the first tenant. */
  readonly application: string;
  /** What people reach through Identity Center besides accounts. */
  readonly applications?: readonly SeedCenterApplication[];
  readonly trustedTokenIssuers?: readonly SeedTokenIssuer[];
}
