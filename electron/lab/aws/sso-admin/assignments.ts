import type { AssignedPrincipal, IdentityCenterState, Operation } from '../identity-center.ts';
import { principalsOf } from '../identity-center.ts';

/** Who has which permission set in which account. */
export interface AccountAssignment {
  readonly accountId: string;
  readonly permissionSetArn: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

interface Index {
  /** By `GROUP:` or `USER:` and id; then by account and permission set. */
  readonly ofPrincipal: Map<string, Map<string, AccountAssignment>>;
  /** Operations that have not settled, oldest first. */
  readonly running: Map<string, Operation>;
  /** All operations, oldest first. */
  readonly ofKind: Record<Operation['kind'], Operation[]>;
}

/** What can be worked out of the state; made anew where the state is another one after a restore. */
const indexes = new WeakMap<IdentityCenterState, Index>();

function indexOf(center: IdentityCenterState): Index {
  const known = indexes.get(center);
  if (known !== undefined) return known;
  const index: Index = {
    ofPrincipal: new Map(),
    running: new Map(),
    ofKind: { 'assignment-creation': [], 'assignment-deletion': [], provisioning: [] },
  };
  for (const [accountId, sets] of center.assignments)
    for (const [permissionSetArn, principals] of sets)
      for (const { principalType, principalId } of principals.values())
        enter(index, { accountId, permissionSetArn, principalType, principalId });
  for (const operation of center.operations.values()) {
    index.ofKind[operation.kind].push(operation);
    if (operation.status === 'IN_PROGRESS') index.running.set(operation.requestId, operation);
  }
  indexes.set(center, index);
  return index;
}

function enter(index: Index, assignment: AccountAssignment): void {
  const principal = `${assignment.principalType}:${assignment.principalId}`;
  const known = index.ofPrincipal.get(principal) ?? new Map<string, AccountAssignment>();
  index.ofPrincipal.set(principal, known.set(placeOf(assignment), assignment));
}

function placeOf({ accountId, permissionSetArn }: AccountAssignment): string {
  return `${accountId} ${permissionSetArn}`;
}

/** @returns what a principal has itself, not by its groups */
export function assignmentsOf(
  center: IdentityCenterState,
  principalType: 'USER' | 'GROUP',
  principalId: string,
): Iterable<AccountAssignment> {
  return indexOf(center).ofPrincipal.get(`${principalType}:${principalId}`)?.values() ?? [];
}

export function isAssignedTo(center: IdentityCenterState, assignment: AccountAssignment): boolean {
  const principals = center.assignments.get(assignment.accountId)?.get(assignment.permissionSetArn);
  return principals?.has(`${assignment.principalType}:${assignment.principalId}`) === true;
}

/** @returns true where the permission set has a principal or a role in any account */
export function isAssigned(center: IdentityCenterState, permissionSetArn: string): boolean {
  for (const sets of center.assignments.values())
    if ((sets.get(permissionSetArn)?.size ?? 0) > 0) return true;
  for (const roles of center.provisioned.values()) if (roles.has(permissionSetArn)) return true;
  return false;
}

/** @returns how many principals a permission set has in an account */
export function principalCount(center: IdentityCenterState, accountId: string, arn: string): number {
  return center.assignments.get(accountId)?.get(arn)?.size ?? 0;
}

export function addAssignment(center: IdentityCenterState, added: AccountAssignment, now: number): void {
  const { accountId, permissionSetArn, principalType, principalId } = added;
  const principals = principalsOf(center, accountId, permissionSetArn);
  const key = `${principalType}:${principalId}`;
  const index = indexOf(center);
  if (principals.has(key)) return;
  const principal: AssignedPrincipal = { principalType, principalId, createdAt: now };
  principals.set(key, principal);
  enter(index, added);
}

export function removeAssignment(center: IdentityCenterState, removed: AccountAssignment): void {
  const { accountId, permissionSetArn, principalType, principalId } = removed;
  const key = `${principalType}:${principalId}`;
  const index = indexOf(center);
  const sets = center.assignments.get(accountId);
  const principals = sets?.get(permissionSetArn);
  principals?.delete(key);
  if (principals?.size === 0) sets?.delete(permissionSetArn);
  const known = index.ofPrincipal.get(key);
  known?.delete(placeOf(removed));
  if (known?.size === 0) index.ofPrincipal.delete(key);
}

/** @returns operations that have not settled, oldest first */
export function runningOperations(center: IdentityCenterState): Iterable<Operation> {
  return indexOf(center).running.values();
}

/** @returns operations of one kind, settled or not, newest first */
export function operationsOf(center: IdentityCenterState, kind: Operation['kind']): readonly Operation[] {
  return indexOf(center).ofKind[kind].toReversed();
}

/** @returns true where something about the permission set has not settled */
export function isSettling(center: IdentityCenterState, permissionSetArn: string): boolean {
  for (const operation of runningOperations(center))
    if (operation.permissionSetArn === permissionSetArn) return true;
  return false;
}

/** AWS forgets operations after a while; so does the Lab when there are many. */
const KEPT = 20_000;

export function addOperation(center: IdentityCenterState, operation: Operation): void {
  const index = indexOf(center);
  center.operations.set(operation.requestId, operation);
  index.running.set(operation.requestId, operation);
  index.ofKind[operation.kind].push(operation);
  if (center.operations.size <= KEPT * 1.2) return;
  for (const [id, { status }] of center.operations) {
    if (center.operations.size <= KEPT) break;
    if (status !== 'IN_PROGRESS') center.operations.delete(id);
  }
  for (const kind of Object.keys(index.ofKind) as Operation['kind'][])
    index.ofKind[kind] = index.ofKind[kind].filter(({ requestId }) => center.operations.has(requestId));
}

/** @param failureReason undefined where it succeeded */
export function settleOperation(
  center: IdentityCenterState,
  operation: Operation,
  failureReason: string | undefined,
): void {
  operation.status = failureReason === undefined ? 'SUCCEEDED' : 'FAILED';
  if (failureReason !== undefined) operation.failureReason = failureReason;
  indexOf(center).running.delete(operation.requestId);
}
