import type { Change } from '../../../core/access/plan/change.ts';
import { boundaryText } from '../../../core/access/plan/set-changes.ts';
import { canonicalPolicy } from '../../../core/access/policy/canonical-policy.ts';
import { codeOf } from '../aws-calls.ts';
import { type ApplyContext, arnOf, readAll, readCall } from './apply-context.ts';

/** What reading back tells of a change whose outcome is not known. */
export type ReadBack =
  | { readonly state: 'done'; readonly arn?: string }
  /** AWS is still carrying it out. */
  | { readonly state: 'in-progress'; readonly requestId: string }
  | { readonly state: 'not-done' };

const DONE: ReadBack = { state: 'done' };
const NOT_DONE: ReadBack = { state: 'not-done' };
const answer = (done: boolean): ReadBack => (done ? DONE : NOT_DONE);

/**
 * Finds out whether a change has happened, is happening, or never reached AWS. Operations in progress are looked at first: one
 * that ends meanwhile is then seen in the state itself.
 *
 * @param known request ids that belong to other changes
 */
export async function readBack(
  context: ApplyContext,
  change: Change,
  known: ReadonlySet<string>,
): Promise<ReadBack> {
  const { sso, instanceArn, signal } = context;
  if (change.kind === 'create-permission-set') return findSet(context, change.permissionSet);
  const arn = arnOf(context, change);
  const of = { instanceArn, permissionSetArn: arn };
  try {
    switch (change.kind) {
      case 'create-assignment':
      case 'delete-assignment':
        return await assignmentState(context, change, arn, known);
      case 'provision-permission-set':
        return await provisioningState(context, arn, known);
      case 'delete-permission-set':
        await readCall(context, () => sso.describePermissionSet(of, signal));
        return NOT_DONE;
      case 'update-permission-set': {
        const now = await readCall(context, () => sso.describePermissionSet(of, signal));
        return answer(
          now.description === change.description &&
            now.sessionDuration === change.sessionDuration &&
            now.relayState === change.relayState,
        );
      }
      case 'tag-permission-set':
      case 'untag-permission-set': {
        const tags = new Map(
          await readAll(context, (page) =>
            sso.listTagsForResource({ ...page, instanceArn, resourceArn: arn }, signal),
          ),
        );
        return answer(
          change.kind === 'tag-permission-set'
            ? Object.entries(change.tags).every(([key, value]) => tags.get(key) === value)
            : change.keys.every((key) => !tags.has(key)),
        );
      }
      case 'attach-managed-policy':
      case 'detach-managed-policy': {
        const arns = await readAll(context, (page) =>
          sso.listManagedPoliciesInPermissionSet({ ...page, ...of }, signal),
        );
        return answer(arns.includes(change.policyArn) === (change.kind === 'attach-managed-policy'));
      }
      case 'attach-customer-managed-policy':
      case 'detach-customer-managed-policy': {
        const policies = await readAll(context, (page) =>
          sso.listCustomerManagedPolicyReferencesInPermissionSet({ ...page, ...of }, signal),
        );
        const { name, path } = change.policy;
        const there = policies.some((policy) => policy.name === name && policy.path === path);
        return answer(there === (change.kind === 'attach-customer-managed-policy'));
      }
      case 'put-inline-policy':
      case 'delete-inline-policy': {
        const text = await readCall(context, () => sso.getInlinePolicyForPermissionSet(of, signal));
        const wanted = change.kind === 'put-inline-policy' ? change.inlinePolicy : '';
        return answer(canonicalPolicy(text) === canonicalPolicy(wanted));
      }
      case 'put-permissions-boundary':
      case 'delete-permissions-boundary': {
        const boundary = await readCall(context, () =>
          sso.getPermissionsBoundaryForPermissionSet(of, signal),
        );
        const wanted =
          change.kind === 'put-permissions-boundary' ? change.boundary : ({ kind: 'none' } as const);
        return answer(boundaryText(boundary) === boundaryText(wanted));
      }
    }
  } catch (thrown) {
    if (codeOf(thrown) !== 'ERR_AWS_NOT_FOUND') throw thrown;
    // Without its set, nothing of it is there.
    return answer(/^(?:delete|detach|untag)-/.test(change.kind));
  }
}

async function findSet(context: ApplyContext, name: string): Promise<ReadBack> {
  const { sso, instanceArn, signal, arns } = context;
  const known = new Set(arns.values());
  const all = await readAll(context, (page) => sso.listPermissionSets({ ...page, instanceArn }, signal));
  // New sets tend to stand last.
  for (const permissionSetArn of all.reverse()) {
    if (known.has(permissionSetArn)) continue;
    const set = await readCall(context, () =>
      sso.describePermissionSet({ instanceArn, permissionSetArn }, signal),
    );
    if (set.name === name) return { state: 'done', arn: permissionSetArn };
  }
  return NOT_DONE;
}

async function assignmentState(
  context: ApplyContext,
  change: Extract<Change, { readonly kind: 'create-assignment' | 'delete-assignment' }>,
  arn: string,
  known: ReadonlySet<string>,
): Promise<ReadBack> {
  const { sso, instanceArn, signal } = context;
  const creates = change.kind === 'create-assignment';
  const running = await readAll(context, (page) => {
    const input = { ...page, instanceArn, status: 'IN_PROGRESS' as const };
    return creates
      ? sso.listAccountAssignmentCreationStatus(input, signal)
      : sso.listAccountAssignmentDeletionStatus(input, signal);
  });
  for (const { requestId } of running) {
    if (known.has(requestId)) continue;
    const operation = await readCall(context, () =>
      creates
        ? sso.describeAccountAssignmentCreationStatus({ instanceArn, requestId }, signal)
        : sso.describeAccountAssignmentDeletionStatus({ instanceArn, requestId }, signal),
    );
    if (
      operation.accountId === change.accountId &&
      operation.permissionSetArn === arn &&
      operation.principalId === change.principalId
    )
      return { state: 'in-progress', requestId };
  }
  const { accountId, principalType, principalId } = change;
  const assignments = await readAll(context, (page) =>
    sso.listAccountAssignments({ ...page, instanceArn, accountId, permissionSetArn: arn }, signal),
  );
  const there = assignments.some(
    (assignment) => assignment.principalId === principalId && assignment.principalType === principalType,
  );
  return answer(there === creates);
}

async function provisioningState(
  context: ApplyContext,
  arn: string,
  known: ReadonlySet<string>,
): Promise<ReadBack> {
  const { sso, instanceArn, signal } = context;
  const running = await readAll(context, (page) =>
    sso.listPermissionSetProvisioningStatus({ ...page, instanceArn, status: 'IN_PROGRESS' }, signal),
  );
  for (const { requestId } of running) {
    if (known.has(requestId)) continue;
    const operation = await readCall(context, () =>
      sso.describePermissionSetProvisioningStatus({ instanceArn, requestId }, signal),
    );
    if (operation.permissionSetArn === arn && operation.accountId === undefined)
      return { state: 'in-progress', requestId };
  }
  const outdated = await readAll(context, (page) =>
    sso.listAccountsForProvisionedPermissionSet(
      { ...page, instanceArn, permissionSetArn: arn, outdated: true },
      signal,
    ),
  );
  return answer(outdated.length === 0);
}
