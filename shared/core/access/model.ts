/** The AWS services that an organization's access is read from; each has a request rate of its own. */
export const AWS_SERVICES = ['sso-admin', 'identitystore', 'organizations', 'iam'] as const;
export type AwsService = (typeof AWS_SERVICES)[number];

export const PRINCIPAL_TYPES = ['USER', 'GROUP'] as const;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

/** An instance of IAM Identity Center. */
export interface Instance {
  /** `arn:aws:sso:::instance/ssoins-…` */
  readonly arn: string;
  /** `d-` and ten hexadecimal digits. */
  readonly identityStoreId: string;
  readonly ownerAccountId?: string;
}

/** An organizational unit, or the root of the organization (then without a parent). */
export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string;
}

export interface Account {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** ACTIVE, SUSPENDED, PENDING_CLOSURE … */
  readonly status?: string;
  /** The organizational unit or root it stands in. */
  readonly unitId?: string;
  /** Absent where they were not read. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A policy that AWS keeps. */
export interface AwsManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** Begins and ends with a slash: `/`, `/job-function/`, `/service-role/`, `/aws-service-role/` */
  readonly path: string;
  /** False where nobody can attach it any more. */
  readonly attachable: boolean;
}

export interface CustomerManagedPolicy {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
}

export type PermissionsBoundary =
  | { readonly kind: 'none' }
  | { readonly kind: 'managed'; readonly arn: string }
  | ({ readonly kind: 'customer-managed' } & CustomerManagedPolicy);

/** What DescribePermissionSet tells and UpdatePermissionSet can change, but for the name. */
export interface PermissionSetSettings {
  readonly description?: string;
  /** ISO 8601 duration, PT1H to PT12H. */
  readonly sessionDuration?: string;
  readonly relayState?: string;
}

/** A permission set. A member that is absent is not known: it was not read, or reading it was denied. Nothing there is an empty value. */
export interface PermissionSet extends PermissionSetSettings {
  readonly arn: string;
  /** Known as soon as the set was described; description, duration and relay state are known with it. */
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly CustomerManagedPolicy[];
  /** The JSON text; empty where there is none. */
  readonly inlinePolicy?: string;
  readonly boundary?: PermissionsBoundary;
}

export interface Assignment {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

/** A permission set's role in an account. */
export interface ProvisionedSet {
  readonly accountId: string;
  readonly permissionSetArn: string;
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
}

export interface User {
  readonly id: string;
  readonly userName: string;
  readonly displayName?: string;
  readonly email?: string;
  /** False for one who is disabled in AWS; absent where AWS does not say. */
  readonly active?: boolean;
}

export interface Membership {
  readonly groupId: string;
  readonly userId: string;
}

export const UNKNOWN_PARTS = [
  'accounts',
  'account-tags',
  'delegated-administrators',
  'permission-set',
  'permission-set-details',
  'provisioned-accounts',
  'provisioning-status',
  'assignments',
  'groups',
  'users',
  'memberships',
  'applications',
  'application-providers',
  'application-settings',
  'application-assignments',
  'trusted-token-issuers',
] as const;

/** Something that could not be read, so that nobody takes it for empty. */
export interface UnknownPart {
  readonly part: (typeof UNKNOWN_PARTS)[number];
  readonly accountId?: string;
  readonly permissionSetArn?: string;
  readonly groupId?: string;
  readonly unitId?: string;
  readonly applicationArn?: string;
  readonly issuerArn?: string;
  /** A code of the error catalogue. */
  readonly code: string;
  readonly message: string;
}

/** An account or a permission set that was read again alone. */
export interface RefreshedPart {
  readonly accountId?: string;
  readonly permissionSetArn?: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
  /** Requests that took. */
  readonly calls: number;
}

/** All that was read of an organization's access, as plain JSON. */
export interface AccessSnapshot {
  readonly instance: Instance;
  readonly managementAccountId?: string;
  /** Accounts registered for sso.amazonaws.com; absent where that was not read. */
  readonly delegatedAdministrators?: readonly string[];
  readonly units: readonly OrganizationalUnit[];
  readonly accounts: readonly Account[];
  readonly permissionSets: readonly PermissionSet[];
  readonly provisioned: readonly ProvisionedSet[];
  /** Of these, the ones whose role is older than the set; absent where that was not read. */
  readonly outdated?: readonly ProvisionedSet[];
  readonly assignments: readonly Assignment[];
  readonly groups: readonly Group[];
  readonly users: readonly User[];
  /** Absent where they were not read. */
  readonly memberships?: readonly Membership[];
  readonly unknown: readonly UnknownPart[];
  /** Epoch milliseconds at which all of it had been read. */
  readonly readAt: number;
  /** Accounts and permission sets that were read again alone since, each once. */
  readonly refreshed?: readonly RefreshedPart[];
}
