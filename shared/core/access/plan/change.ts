import type {
  CustomerManagedPolicy,
  PermissionSetSettings,
  PermissionsBoundary,
  PrincipalType,
} from '../model.ts';

/** What every change of a plan carries. */
interface ChangeBase {
  /** Unique in its plan. */
  readonly id: string;
  /** The permission set's name. */
  readonly permissionSet: string;
  /** The operations it needs of sso-admin. */
  readonly calls: readonly string[];
  /** True where only the management account may make it: a delegated administrator is refused. */
  readonly managementOnly?: true;
}

interface AssignmentChange extends ChangeBase {
  readonly accountId: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
  /** For people: names as they were when the plan was made. */
  readonly accountName?: string;
  readonly principal?: string;
}

/** One step of a plan; each is exactly one writing call of sso-admin. */
export type Change =
  | (ChangeBase &
      PermissionSetSettings & {
        readonly kind: 'create-permission-set';
        readonly tags: Readonly<Record<string, string>>;
      })
  /** Carries every setting as it shall be afterwards, also those that stay. */
  | (ChangeBase & PermissionSetSettings & { readonly kind: 'update-permission-set' })
  | (ChangeBase & { readonly kind: 'tag-permission-set'; readonly tags: Readonly<Record<string, string>> })
  | (ChangeBase & { readonly kind: 'untag-permission-set'; readonly keys: readonly string[] })
  | (ChangeBase & {
      readonly kind: 'attach-managed-policy' | 'detach-managed-policy';
      readonly policyArn: string;
    })
  | (ChangeBase &
      CustomerManagedPolicyOf & {
        readonly kind: 'attach-customer-managed-policy' | 'detach-customer-managed-policy';
      })
  | (ChangeBase & { readonly kind: 'put-inline-policy'; readonly inlinePolicy: string })
  | (ChangeBase & { readonly kind: 'delete-inline-policy' })
  | (ChangeBase & {
      readonly kind: 'put-permissions-boundary';
      readonly boundary: Exclude<PermissionsBoundary, { readonly kind: 'none' }>;
    })
  | (ChangeBase & { readonly kind: 'delete-permissions-boundary' })
  | (ChangeBase & { readonly kind: 'provision-permission-set' })
  | (AssignmentChange & { readonly kind: 'create-assignment' })
  | (AssignmentChange & { readonly kind: 'delete-assignment' })
  | (ChangeBase & { readonly kind: 'delete-permission-set' });

interface CustomerManagedPolicyOf {
  readonly policy: CustomerManagedPolicy;
}

export type ChangeKind = Change['kind'];

/** The one call that makes each kind of change, in the order in which changes are made. */
const OPERATIONS: { readonly [Kind in ChangeKind]: string } = {
  'create-permission-set': 'CreatePermissionSet',
  'update-permission-set': 'UpdatePermissionSet',
  'tag-permission-set': 'TagResource',
  'untag-permission-set': 'UntagResource',
  'attach-managed-policy': 'AttachManagedPolicyToPermissionSet',
  'detach-managed-policy': 'DetachManagedPolicyFromPermissionSet',
  'attach-customer-managed-policy': 'AttachCustomerManagedPolicyReferenceToPermissionSet',
  'detach-customer-managed-policy': 'DetachCustomerManagedPolicyReferenceFromPermissionSet',
  'put-inline-policy': 'PutInlinePolicyToPermissionSet',
  'delete-inline-policy': 'DeleteInlinePolicyFromPermissionSet',
  'put-permissions-boundary': 'PutPermissionsBoundaryToPermissionSet',
  'delete-permissions-boundary': 'DeletePermissionsBoundaryFromPermissionSet',
  'provision-permission-set': 'ProvisionPermissionSet',
  'create-assignment': 'CreateAccountAssignment',
  'delete-assignment': 'DeleteAccountAssignment',
  'delete-permission-set': 'DeletePermissionSet',
};

/** What AWS carries out later is asked about by a list that answers for all that is outstanding. */
const STATUS_OPERATIONS: { readonly [Kind in ChangeKind]?: string } = {
  'provision-permission-set': 'ListPermissionSetProvisioningStatus',
  'create-assignment': 'ListAccountAssignmentCreationStatus',
  'delete-assignment': 'ListAccountAssignmentDeletionStatus',
};

/** @returns the operations that a change of this kind needs */
export function callsOf(kind: ChangeKind): string[] {
  const status = STATUS_OPERATIONS[kind];
  return status === undefined ? [OPERATIONS[kind]] : [OPERATIONS[kind], status];
}

export const CHANGE_KINDS = Object.keys(OPERATIONS) as readonly ChangeKind[];

/** True for the changes that AWS carries out after it has answered. */
export function settles(
  change: Change,
): change is Extract<
  Change,
  { readonly kind: 'create-assignment' | 'delete-assignment' | 'provision-permission-set' }
> {
  return (
    change.kind === 'create-assignment' ||
    change.kind === 'delete-assignment' ||
    change.kind === 'provision-permission-set'
  );
}

/** @returns a change in one line for people */
export function changeText(change: Change): string {
  const set = change.permissionSet;
  switch (change.kind) {
    case 'create-permission-set':
      return `create permission set ${set}`;
    case 'update-permission-set':
      return `change settings of ${set}`;
    case 'tag-permission-set':
      return `tag ${set} with ${Object.entries(change.tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ')}`;
    case 'untag-permission-set':
      return `remove tags of ${set}: ${change.keys.join(', ')}`;
    case 'attach-managed-policy':
      return `attach ${change.policyArn} to ${set}`;
    case 'detach-managed-policy':
      return `detach ${change.policyArn} from ${set}`;
    case 'attach-customer-managed-policy':
      return `attach customer-managed policy ${change.policy.path}${change.policy.name} to ${set}`;
    case 'detach-customer-managed-policy':
      return `detach customer-managed policy ${change.policy.path}${change.policy.name} from ${set}`;
    case 'put-inline-policy':
      return `set the inline policy of ${set}`;
    case 'delete-inline-policy':
      return `delete the inline policy of ${set}`;
    case 'put-permissions-boundary':
      return `set the permissions boundary of ${set}`;
    case 'delete-permissions-boundary':
      return `delete the permissions boundary of ${set}`;
    case 'provision-permission-set':
      return `provision ${set} in every account that has it`;
    case 'create-assignment':
    case 'delete-assignment': {
      const { principalType, principal, principalId, accountName, accountId } = change;
      const who = `${principalType.toLowerCase()} ${principal ?? principalId}`;
      const where = accountName === undefined ? accountId : `${accountName} (${accountId})`;
      return change.kind === 'create-assignment'
        ? `assign ${set} in ${where} to ${who}`
        : `take ${set} in ${where} from ${who}`;
    }
    case 'delete-permission-set':
      return `delete permission set ${set}`;
  }
}
