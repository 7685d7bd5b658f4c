import type { CenterApplication, TrustedTokenIssuer } from './applications.ts';

/** IAM Identity Center: the instance, its permission sets, and who has which of them where. */
export interface IdentityCenterState {
  /** `arn:aws:sso:::instance/ssoins-` and sixteen hexadecimal digits. */
  readonly instanceArn: string;
  name: string;
  readonly region: string;
  readonly createdAt: number;
  readonly permissionSets: Map<string, PermissionSet>;
  /** Account id -> permission set ARN -> what the account's role was last made from. */
  readonly provisioned: Map<string, Map<string, Provisioned>>;
  /** Account id -> permission set ARN -> principals, by `GROUP:` or `USER:` and their id. */
  readonly assignments: Map<string, Map<string, Map<string, AssignedPrincipal>>>;
  /** By ARN. */
  readonly applications: Map<string, CenterApplication>;
  /** By ARN. */
  readonly trustedTokenIssuers: Map<string, TrustedTokenIssuer>;
  /** Asynchronous operations by request id, newest last. */
  readonly operations: Map<string, Operation>;
  /** Attributes for access control; undefined where they are not enabled. */
  accessControlAttributes?: { key: string; sources: string[] }[];
  /** The external identity provider that the console was given; absent while the own directory is the source. */
  identityProvider?: ExternalIdentityProvider;
  /** Tags of the instance itself. */
  tags?: Map<string, string>;
  /** SCIM endpoints, made on the console page: at most one, with at most two tokens. */
  scim?: ScimEndpoint;
}

export interface PermissionSet extends RoleContent {
  /** `arn:aws:sso:::permissionSet/ssoins-.../ps-...` */
  readonly arn: string;
  readonly name: string;
  description?: string;
  readonly createdAt: number;
  relayState?: string;
  tags: Map<string, string>;
  /** Counts edits that accounts only get by provisioning. */
  revision: number;
  /** What it was at earlier revisions that roles are still made from. */
  history?: Map<number, RoleContent>;
}

/** What of a permission set becomes a role in an account. */
export interface RoleContent {
  /** ISO 8601 duration, default `PT1H`. */
  sessionDuration: string;
  /** ARNs by name. */
  managedPolicies: Map<string, string>;
  customerManagedPolicies: { name: string; path: string }[];
  inlinePolicy?: string;
  permissionsBoundary?: { customerManaged: { name: string; path: string } } | { managedPolicyArn: string };
}

export interface Provisioned {
  revision: number;
  /** `arn:aws:iam::<account>:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_<name>_<16 hex>` */
  readonly roleArn: string;
  updatedAt: number;
}

export interface AssignedPrincipal {
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
  readonly createdAt: number;
}

export interface Operation {
  readonly kind: 'assignment-creation' | 'assignment-deletion' | 'provisioning';
  readonly requestId: string;
  status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  failureReason?: string;
  readonly createdAt: number;
  readonly permissionSetArn: string;
  readonly accountId?: string;
  readonly principalType?: 'USER' | 'GROUP';
  readonly principalId?: string;
  /** Epoch milliseconds at which it settles, or did. */
  readonly settlesAt?: number;
  /** It makes, changes or removes the role: one at a time in an account. */
  readonly changesRole?: boolean;
}

export interface ExternalIdentityProvider {
  entityId: string;
  /** Base64 DER; all of them verify. */
  certificates: string[];
  signInUrl: string;
}

export interface ScimEndpoint {
  /** The path segment of the endpoint, a UUID-like id. */
  readonly tenantId: string;
  tokens: {
    readonly id: string;
    readonly token: string;
    readonly createdAt: number;
    readonly expiresAt: number;
  }[];
}

/** The role that Identity Center makes in an account; outside us-east-1 its path names the Region. */
export function reservedRoleArn(accountId: string, name: string, suffix: string, region: string): string {
  const path = region === 'us-east-1' ? '' : `${region}/`;
  return `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${name}_${suffix}`;
}

/** @returns the principals a permission set has in an account; made where there is none yet */
export function principalsOf(
  state: IdentityCenterState,
  accountId: string,
  permissionSetArn: string,
): Map<string, AssignedPrincipal> {
  const sets = state.assignments.get(accountId) ?? new Map<string, Map<string, AssignedPrincipal>>();
  state.assignments.set(accountId, sets);
  const principals = sets.get(permissionSetArn) ?? new Map<string, AssignedPrincipal>();
  sets.set(permissionSetArn, principals);
  return principals;
}

/** @returns account id -> ARNs of the permission sets that a user has there, by its own or a group's assignment */
export function accessOf(
  state: IdentityCenterState,
  userId: string,
  groupIds: Iterable<string>,
): Map<string, string[]> {
  const keys = [`USER:${userId}`, ...[...groupIds].map((id) => `GROUP:${id}`)];
  const access = new Map<string, string[]>();
  for (const [accountId, sets] of state.assignments) {
    const arns = [...sets].filter(([, principals]) => keys.some((key) => principals.has(key)));
    if (arns.length > 0)
      access.set(
        accountId,
        arns.map(([arn]) => arn),
      );
  }
  return access;
}
