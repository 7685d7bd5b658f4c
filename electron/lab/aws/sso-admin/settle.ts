import type { LabGround } from '../../platform/ground.ts';
import { readPolicy } from '../iam/policy-document.ts';
import type { IdentityCenterState, Operation, PermissionSet } from '../identity-center.ts';
import { reservedRoleArn } from '../identity-center.ts';
import type { AwsState } from '../state.ts';
import {
  type AccountAssignment,
  addAssignment,
  isAssignedTo,
  principalCount,
  removeAssignment,
  settleOperation,
} from './assignments.ts';
import { forgetHistory } from './permission-set-edits.ts';
import { SETTLE, type Settling } from './start-operation.ts';

/** IAM's default for policies attached to one role. */
const POLICIES_PER_ROLE = 10;

/** Lets asynchronous operations come to their end when they are due. */
export function settleWhenDue(ground: LabGround): void {
  ground.pending.on(SETTLE, (data) => {
    const { requestId, failure } = data as Settling;
    const { aws } = ground.state;
    const operation = aws.identityCenter.operations.get(requestId);
    if (operation?.status !== 'IN_PROGRESS') return;
    const reason = failure ?? carryOut(ground, aws, operation);
    settleOperation(aws.identityCenter, operation, reason);
  });
}

/** @returns why it cannot be, in AWS's words; undefined where it was done */
function carryOut(ground: LabGround, aws: AwsState, operation: Operation): string | undefined {
  const center = aws.identityCenter;
  const set = center.permissionSets.get(operation.permissionSetArn);
  if (set === undefined)
    return `Received a 404 status error: Could not find PermissionSet with id ${operation.permissionSetArn.split('/').at(-1)}`;
  if (operation.kind === 'provisioning') return provision(ground, aws, set, operation.accountId);
  const assignment: AccountAssignment = {
    accountId: operation.accountId ?? '',
    permissionSetArn: set.arn,
    principalType: operation.principalType ?? 'USER',
    principalId: operation.principalId ?? '',
  };
  return operation.kind === 'assignment-creation'
    ? create(ground, aws, set, assignment)
    : remove(center, set, assignment);
}

function create(
  ground: LabGround,
  aws: AwsState,
  set: PermissionSet,
  assignment: AccountAssignment,
): string | undefined {
  const { accountId, principalType, principalId } = assignment;
  const { identityStore, identityCenter, organization } = aws;
  if (organization.accounts.get(accountId)?.status !== 'ACTIVE')
    return `Received a 404 status error: Account ${accountId} was not found or is not active in the organization`;
  const known = principalType === 'USER' ? identityStore.users : identityStore.groups;
  if (!known.has(principalId))
    return `Received a 404 status error: the ${principalType} assignee ${principalId} was not found in directory ${identityStore.id}`;
  const roles = identityCenter.provisioned.get(accountId) ?? new Map();
  if (roles.get(set.arn)?.revision !== set.revision) {
    const problem = roleProblem(aws, set, accountId);
    if (problem !== undefined) return problem;
  }
  addAssignment(identityCenter, assignment, ground.clock.now());
  makeRole(ground, identityCenter, set, accountId);
  forgetHistory(identityCenter, set);
  return undefined;
}

function remove(
  center: IdentityCenterState,
  set: PermissionSet,
  assignment: AccountAssignment,
): string | undefined {
  const { accountId, principalId } = assignment;
  if (!isAssignedTo(center, assignment))
    return `Received a 404 status error: EntitlementItem doesn't exist with the given entitlement key EntitlementKey{accessorId=AccessorId{value=${principalId}}, resourceId=ResourceId{value=${accountId}}, containerId=ContainerId{value=${set.arn}}}`;
  removeAssignment(center, assignment);
  if (principalCount(center, accountId, set.arn) > 0) return undefined;
  center.provisioned.get(accountId)?.delete(set.arn);
  forgetHistory(center, set);
  return undefined;
}

function provision(
  ground: LabGround,
  aws: AwsState,
  set: PermissionSet,
  only: string | undefined,
): string | undefined {
  const center = aws.identityCenter;
  let problem: string | undefined;
  for (const [accountId, roles] of center.provisioned) {
    if (!roles.has(set.arn) || (only !== undefined && only !== accountId)) continue;
    const own = roleProblem(aws, set, accountId);
    if (own === undefined) makeRole(ground, center, set, accountId);
    problem ??= own;
  }
  forgetHistory(center, set);
  return problem;
}

/** Makes the role of a permission set in an account, or brings it up to date. */
function makeRole(
  ground: LabGround,
  center: IdentityCenterState,
  set: PermissionSet,
  accountId: string,
): void {
  const roles = center.provisioned.get(accountId) ?? new Map();
  center.provisioned.set(accountId, roles);
  const role = roles.get(set.arn);
  const updatedAt = ground.clock.now();
  if (role === undefined) {
    const suffix = ground.random.hex(16);
    const roleArn = reservedRoleArn(accountId, set.name, suffix, center.region);
    roles.set(set.arn, { revision: set.revision, roleArn, updatedAt });
  } else if (role.revision !== set.revision) {
    role.revision = set.revision;
    role.updatedAt = updatedAt;
  }
}

/** What IAM in the account has against the role. */
function roleProblem(aws: AwsState, set: PermissionSet, accountId: string): string | undefined {
  if (set.managedPolicies.size + set.customerManagedPolicies.length > POLICIES_PER_ROLE)
    return `Received a 409 status error: Cannot exceed quota for PoliciesPerRole: ${POLICIES_PER_ROLE}`;
  if (set.inlinePolicy !== undefined && readPolicy(set.inlinePolicy) === undefined)
    return 'Received a 400 status error: Syntax errors in policy.';
  const boundary = set.permissionsBoundary;
  const needed = [
    ...set.customerManagedPolicies,
    ...(boundary !== undefined && 'customerManaged' in boundary ? [boundary.customerManaged] : []),
  ];
  for (const { name, path } of needed) {
    const arn = `arn:aws:iam::${accountId}:policy${path}${name}`;
    if (!aws.customerPolicies.has(arn)) return `Received a 404 status error: Not supported policy ${arn}.`;
  }
  return undefined;
}
