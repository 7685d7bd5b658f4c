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
}
