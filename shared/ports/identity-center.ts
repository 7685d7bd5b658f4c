import type {
  AccessApplication,
  ApplicationAssignment,
  ApplicationGrant,
  ApplicationProvider,
  TrustedTokenIssuer,
} from '../core/access/applications/applications.ts';
import type { AccessAttribute, AttributeConfiguration } from '../core/access/attributes/attributes.ts';
import type {
  Account,
  AwsManagedPolicy,
  CustomerManagedPolicy,
  Group,
  Instance,
  Membership,
  OrganizationalUnit,
  PermissionSetSettings,
  PermissionsBoundary,
  PrincipalType,
  User,
} from '../core/access/model.ts';

/** One page of a list; a page can be empty and still have a next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** Where a list goes on; absent for its first page. */
interface Paged {
  readonly nextToken?: string;
}

export type OperationState = 'IN_PROGRESS' | 'FAILED' | 'SUCCEEDED';

/** What the lists of statuses tell: no target and no reason. */
export interface OperationSummary {
  readonly requestId: string;
  readonly status: OperationState;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
}

export interface AssignmentTarget {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

export interface AssignmentOperation extends OperationSummary, Partial<AssignmentTarget> {
  /** AWS's own words where it failed. */
  readonly failureReason?: string;
}

export interface ProvisioningOperation extends OperationSummary {
  readonly permissionSetArn?: string;
  /** Absent where every account was meant. */
  readonly accountId?: string;
  readonly failureReason?: string;
}

interface OfSet {
  readonly instanceArn: string;
  readonly permissionSetArn: string;
}

interface OfApplication {
  readonly applicationArn: string;
}

interface AttributesOf {
  readonly instanceArn: string;
  readonly attributes: readonly AccessAttribute[];
}

interface OfStore {
  readonly identityStoreId: string;
}

interface StatusList extends Paged {
  readonly instanceArn: string;
  /** Only operations in this state; absent lists all of them. */
  readonly status?: OperationState;
}

/**
 * AWS Organizations, one API call a method.
 *
 * @throws every method: WorkbenchError ERR_AWS_* or ERR_NETWORK_UNREACHABLE
 */
export interface Organizations {
  describeOrganization(signal: AbortSignal): Promise<{ readonly managementAccountId: string }>;
  listRoots(input: Paged, signal: AbortSignal): Promise<Page<OrganizationalUnit>>;
  listOrganizationalUnitsForParent(
    input: Paged & { readonly parentId: string },
    signal: AbortSignal,
  ): Promise<Page<OrganizationalUnit>>;
  listAccountsForParent(
    input: Paged & { readonly parentId: string },
    signal: AbortSignal,
  ): Promise<Page<Account>>;
  listAccounts(input: Paged, signal: AbortSignal): Promise<Page<Account>>;
  listTagsForResource(
    input: Paged & { readonly resourceId: string },
    signal: AbortSignal,
  ): Promise<Page<readonly [key: string, value: string]>>;
  /** Accounts registered for a service. */
  listDelegatedAdministrators(
    input: Paged & { readonly servicePrincipal: string },
    signal: AbortSignal,
  ): Promise<Page<string>>;
}

/**
 * Applications of IAM Identity Center (sso-admin) and trusted token issuers, one API call a method.
 *
 * @throws every method: WorkbenchError ERR_AWS_* or ERR_NETWORK_UNREACHABLE
 */
export interface SsoApplications {
  /** What ListApplications tells: who may use them is asked for apart. */
  listApplications(
    input: Paged & { readonly instanceArn: string },
    signal: AbortSignal,
  ): Promise<Page<AccessApplication>>;
  listApplicationProviders(input: Paged, signal: AbortSignal): Promise<Page<ApplicationProvider>>;
  /** @returns whether somebody must be assigned to use it */
  getApplicationAssignmentConfiguration(input: OfApplication, signal: AbortSignal): Promise<boolean>;
  listApplicationAssignments(
    input: Paged & OfApplication,
    signal: AbortSignal,
  ): Promise<Page<ApplicationAssignment>>;
  listApplicationGrants(input: Paged & OfApplication, signal: AbortSignal): Promise<Page<ApplicationGrant>>;
  /** Names of scopes. */
  listApplicationAccessScopes(input: Paged & OfApplication, signal: AbortSignal): Promise<Page<string>>;
  /** ARNs and names. */
  listTrustedTokenIssuers(
    input: Paged & { readonly instanceArn: string },
    signal: AbortSignal,
  ): Promise<Page<Pick<TrustedTokenIssuer, 'arn' | 'name'>>>;
  describeTrustedTokenIssuer(
    input: { readonly issuerArn: string },
    signal: AbortSignal,
  ): Promise<Omit<TrustedTokenIssuer, 'arn' | 'name'>>;
}

/**
 * IAM Identity Center (sso-admin), one API call a method.
 *
 * @throws every method: WorkbenchError ERR_AWS_* or ERR_NETWORK_UNREACHABLE
 */
export interface SsoAdmin extends SsoApplications {
  listInstances(input: Paged, signal: AbortSignal): Promise<Page<Instance>>;
  /** ARNs. */
  listPermissionSets(
    input: Paged & { readonly instanceArn: string },
    signal: AbortSignal,
  ): Promise<Page<string>>;
  describePermissionSet(
    input: OfSet,
    signal: AbortSignal,
  ): Promise<PermissionSetSettings & { readonly name: string }>;
  listTagsForResource(
    input: Paged & { readonly instanceArn: string; readonly resourceArn: string },
    signal: AbortSignal,
  ): Promise<Page<readonly [key: string, value: string]>>;
  /** ARNs. */
  listManagedPoliciesInPermissionSet(input: Paged & OfSet, signal: AbortSignal): Promise<Page<string>>;
  listCustomerManagedPolicyReferencesInPermissionSet(
    input: Paged & OfSet,
    signal: AbortSignal,
  ): Promise<Page<CustomerManagedPolicy>>;
  /** The JSON text, empty where there is none. */
  getInlinePolicyForPermissionSet(input: OfSet, signal: AbortSignal): Promise<string>;
  /** AWS answers ResourceNotFound where there is none; the adapter makes `none` of it. */
  getPermissionsBoundaryForPermissionSet(input: OfSet, signal: AbortSignal): Promise<PermissionsBoundary>;
  /** Account ids; `outdated` asks only for those whose role is older than the set. */
  listAccountsForProvisionedPermissionSet(
    input: Paged & OfSet & { readonly outdated?: boolean },
    signal: AbortSignal,
  ): Promise<Page<string>>;
  /** ARNs. */
  listPermissionSetsProvisionedToAccount(
    input: Paged & { readonly instanceArn: string; readonly accountId: string },
    signal: AbortSignal,
  ): Promise<Page<string>>;
  listAccountAssignments(
    input: Paged & OfSet & { readonly accountId: string },
    signal: AbortSignal,
  ): Promise<Page<AssignmentTarget>>;
  /** For a user also what comes through groups; `principalId` then names the group. */
  listAccountAssignmentsForPrincipal(
    input: Paged & {
      readonly instanceArn: string;
      readonly principalType: PrincipalType;
      readonly principalId: string;
    },
    signal: AbortSignal,
  ): Promise<Page<AssignmentTarget>>;

  /** Attributes for access control; AWS answers ResourceNotFound where they are off. */
  describeAttributes(
    input: { readonly instanceArn: string },
    signal: AbortSignal,
  ): Promise<AttributeConfiguration>;
  createAttributes(input: AttributesOf, signal: AbortSignal): Promise<void>;
  /** All of them: what is not given is gone. */
  updateAttributes(input: AttributesOf, signal: AbortSignal): Promise<void>;
  deleteAttributes(input: { readonly instanceArn: string }, signal: AbortSignal): Promise<void>;

  /** @returns the new ARN */
  createPermissionSet(
    input: PermissionSetSettings & {
      readonly instanceArn: string;
      readonly name: string;
      readonly tags: Readonly<Record<string, string>>;
    },
    signal: AbortSignal,
  ): Promise<string>;
  /** Settings that are absent stay as they are. */
  updatePermissionSet(input: OfSet & PermissionSetSettings, signal: AbortSignal): Promise<void>;
  deletePermissionSet(input: OfSet, signal: AbortSignal): Promise<void>;
  tagResource(
    input: {
      readonly instanceArn: string;
      readonly resourceArn: string;
      readonly tags: Readonly<Record<string, string>>;
    },
    signal: AbortSignal,
  ): Promise<void>;
  untagResource(
    input: { readonly instanceArn: string; readonly resourceArn: string; readonly keys: readonly string[] },
    signal: AbortSignal,
  ): Promise<void>;
  attachManagedPolicyToPermissionSet(
    input: OfSet & { readonly policyArn: string },
    signal: AbortSignal,
  ): Promise<void>;
  detachManagedPolicyFromPermissionSet(
    input: OfSet & { readonly policyArn: string },
    signal: AbortSignal,
  ): Promise<void>;
  attachCustomerManagedPolicyReferenceToPermissionSet(
    input: OfSet & CustomerManagedPolicy,
    signal: AbortSignal,
  ): Promise<void>;
  detachCustomerManagedPolicyReferenceFromPermissionSet(
    input: OfSet & CustomerManagedPolicy,
    signal: AbortSignal,
  ): Promise<void>;
  putInlinePolicyToPermissionSet(
    input: OfSet & { readonly inlinePolicy: string },
    signal: AbortSignal,
  ): Promise<void>;
  deleteInlinePolicyFromPermissionSet(input: OfSet, signal: AbortSignal): Promise<void>;
  putPermissionsBoundaryToPermissionSet(
    input: OfSet & { readonly boundary: Exclude<PermissionsBoundary, { readonly kind: 'none' }> },
    signal: AbortSignal,
  ): Promise<void>;
  deletePermissionsBoundaryFromPermissionSet(input: OfSet, signal: AbortSignal): Promise<void>;

  createAccountAssignment(
    input: { readonly instanceArn: string } & AssignmentTarget,
    signal: AbortSignal,
  ): Promise<AssignmentOperation>;
  deleteAccountAssignment(
    input: { readonly instanceArn: string } & AssignmentTarget,
    signal: AbortSignal,
  ): Promise<AssignmentOperation>;
  listAccountAssignmentCreationStatus(
    input: StatusList,
    signal: AbortSignal,
  ): Promise<Page<OperationSummary>>;
  listAccountAssignmentDeletionStatus(
    input: StatusList,
    signal: AbortSignal,
  ): Promise<Page<OperationSummary>>;
  describeAccountAssignmentCreationStatus(
    input: { readonly instanceArn: string; readonly requestId: string },
    signal: AbortSignal,
  ): Promise<AssignmentOperation>;
  describeAccountAssignmentDeletionStatus(
    input: { readonly instanceArn: string; readonly requestId: string },
    signal: AbortSignal,
  ): Promise<AssignmentOperation>;
  /** In every account that has the set. */
  provisionPermissionSet(input: OfSet, signal: AbortSignal): Promise<ProvisioningOperation>;
  listPermissionSetProvisioningStatus(
    input: StatusList,
    signal: AbortSignal,
  ): Promise<Page<OperationSummary>>;
  describePermissionSetProvisioningStatus(
    input: { readonly instanceArn: string; readonly requestId: string },
    signal: AbortSignal,
  ): Promise<ProvisioningOperation>;
}

/**
 * The Identity Store, one API call a method.
 *
 * @throws every method: WorkbenchError ERR_AWS_* or ERR_NETWORK_UNREACHABLE
 */
export interface IdentityStore {
  listGroups(input: Paged & OfStore, signal: AbortSignal): Promise<Page<Group>>;
  listUsers(input: Paged & OfStore, signal: AbortSignal): Promise<Page<User>>;
  listGroupMemberships(
    input: Paged & OfStore & { readonly groupId: string },
    signal: AbortSignal,
  ): Promise<Page<Membership>>;
}

/**
 * IAM of the account that asks, one API call a method.
 *
 * @throws every method: WorkbenchError ERR_AWS_* or ERR_NETWORK_UNREACHABLE
 */
export interface Iam {
  /** Those that AWS keeps (Scope AWS). */
  listAwsManagedPolicies(input: Paged, signal: AbortSignal): Promise<Page<AwsManagedPolicy>>;
  /** @returns the id of the version that is in force */
  getPolicy(input: { readonly arn: string }, signal: AbortSignal): Promise<string>;
  /** @returns the JSON text */
  getPolicyVersion(
    input: { readonly arn: string; readonly versionId: string },
    signal: AbortSignal,
  ): Promise<string>;
}

/** IAM Identity Center of one organization, as one identity sees it. */
export interface IdentityCenter {
  readonly organizations: Organizations;
  readonly ssoAdmin: SsoAdmin;
  readonly identityStore: IdentityStore;
  readonly iam: Iam;
}
