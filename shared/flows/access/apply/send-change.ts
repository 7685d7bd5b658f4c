import type { Change } from '../../../core/access/plan/change.ts';
import type { OperationState, SsoAdmin } from '../../../ports/identity-center.ts';

/** What AWS answered to a change. */
export interface Sent {
  /** Of a permission set that was created. */
  readonly arn?: string;
  /** Of an operation that AWS carries out from now on. */
  readonly operation?: {
    readonly requestId: string;
    readonly status: OperationState;
    readonly failureReason?: string;
  };
}

/**
 * Makes the one writing call of a change.
 *
 * @param arn of the permission set; empty for one that is created
 * @throws WorkbenchError ERR_AWS_*
 */
export async function sendChange(
  sso: SsoAdmin,
  instanceArn: string,
  arn: string,
  change: Change,
  signal: AbortSignal,
): Promise<Sent> {
  const of = { instanceArn, permissionSetArn: arn };
  const settings = (from: { description?: string; sessionDuration?: string; relayState?: string }) => ({
    ...(from.description === undefined ? {} : { description: from.description }),
    ...(from.sessionDuration === undefined ? {} : { sessionDuration: from.sessionDuration }),
    ...(from.relayState === undefined ? {} : { relayState: from.relayState }),
  });
  switch (change.kind) {
    case 'create-permission-set':
      return {
        arn: await sso.createPermissionSet(
          { instanceArn, name: change.permissionSet, ...settings(change), tags: change.tags },
          signal,
        ),
      };
    case 'update-permission-set':
      await sso.updatePermissionSet({ ...of, ...settings(change) }, signal);
      return {};
    case 'tag-permission-set':
      await sso.tagResource({ instanceArn, resourceArn: arn, tags: change.tags }, signal);
      return {};
    case 'untag-permission-set':
      await sso.untagResource({ instanceArn, resourceArn: arn, keys: change.keys }, signal);
      return {};
    case 'attach-managed-policy':
      await sso.attachManagedPolicyToPermissionSet({ ...of, policyArn: change.policyArn }, signal);
      return {};
    case 'detach-managed-policy':
      await sso.detachManagedPolicyFromPermissionSet({ ...of, policyArn: change.policyArn }, signal);
      return {};
    case 'attach-customer-managed-policy':
      await sso.attachCustomerManagedPolicyReferenceToPermissionSet({ ...of, ...change.policy }, signal);
      return {};
    case 'detach-customer-managed-policy':
      await sso.detachCustomerManagedPolicyReferenceFromPermissionSet({ ...of, ...change.policy }, signal);
      return {};
    case 'put-inline-policy':
      await sso.putInlinePolicyToPermissionSet({ ...of, inlinePolicy: change.inlinePolicy }, signal);
      return {};
    case 'delete-inline-policy':
      await sso.deleteInlinePolicyFromPermissionSet(of, signal);
      return {};
    case 'put-permissions-boundary':
      await sso.putPermissionsBoundaryToPermissionSet({ ...of, boundary: change.boundary }, signal);
      return {};
    case 'delete-permissions-boundary':
      await sso.deletePermissionsBoundaryFromPermissionSet(of, signal);
      return {};
    case 'provision-permission-set':
      return { operation: await sso.provisionPermissionSet(of, signal) };
    case 'create-assignment':
    case 'delete-assignment': {
      const { accountId, principalType, principalId } = change;
      const input = { ...of, accountId, principalType, principalId };
      const operation =
        change.kind === 'create-assignment'
          ? await sso.createAccountAssignment(input, signal)
          : await sso.deleteAccountAssignment(input, signal);
      return { operation };
    }
    case 'delete-permission-set':
      await sso.deletePermissionSet(of, signal);
      return {};
  }
}
