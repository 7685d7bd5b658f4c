import type { SsoAdmin, SsoApplications } from '../../../shared/ports/identity-center.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';
import { page } from './memory-page.ts';

type Reads = Omit<
  Pick<SsoAdmin, Extract<keyof SsoAdmin, `${'list' | 'describe' | 'get'}${string}`>>,
  'describeAttributes' | keyof SsoApplications
>;

export function memoryReads(center: MemoryIdentityCenter): Reads {
  const { state } = center;
  const call = <T>(name: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('sso-admin', name, input, signal, run);
  return {
    listInstances: (input, signal) =>
      call('ListInstances', input, signal, () => ({ items: [state.seed.instance] })),
    listPermissionSets: (input, signal) =>
      call('ListPermissionSets', input, signal, () => page([...state.sets.keys()], input.nextToken, 100)),
    describePermissionSet: (input, signal) =>
      call('DescribePermissionSet', input, signal, () => {
        const { name, description, sessionDuration, relayState } = center.set(
          input.permissionSetArn,
          'DescribePermissionSet',
        );
        return {
          name,
          sessionDuration,
          ...(description === undefined ? {} : { description }),
          ...(relayState === undefined ? {} : { relayState }),
        };
      }),
    listTagsForResource: (input, signal) =>
      call('ListTagsForResource', input, signal, () => ({
        items: Object.entries(center.set(input.resourceArn, 'ListTagsForResource').tags),
      })),
    listManagedPoliciesInPermissionSet: (input, signal) =>
      call('ListManagedPoliciesInPermissionSet', input, signal, () =>
        page(center.set(input.permissionSetArn, 'x').managedPolicies, input.nextToken, 100),
      ),
    listCustomerManagedPolicyReferencesInPermissionSet: (input, signal) =>
      call('ListCustomerManagedPolicyReferencesInPermissionSet', input, signal, () => ({
        items: center.set(input.permissionSetArn, 'x').customerManagedPolicies,
      })),
    getInlinePolicyForPermissionSet: (input, signal) =>
      call(
        'GetInlinePolicyForPermissionSet',
        input,
        signal,
        () => center.set(input.permissionSetArn, 'x').inlinePolicy,
      ),
    getPermissionsBoundaryForPermissionSet: (input, signal) =>
      call(
        'GetPermissionsBoundaryForPermissionSet',
        input,
        signal,
        () => center.set(input.permissionSetArn, 'x').boundary,
      ),
    listAccountsForProvisionedPermissionSet: (input, signal) =>
      call('ListAccountsForProvisionedPermissionSet', input, signal, () => {
        center.set(input.permissionSetArn, 'x');
        const current = state.versions.get(input.permissionSetArn);
        const pairs = [...state.provisioned.values()].filter(
          ({ permissionSetArn, version }) =>
            permissionSetArn === input.permissionSetArn && (input.outdated !== true || version !== current),
        );
        return page(
          pairs.map(({ accountId }) => accountId),
          input.nextToken,
          100,
        );
      }),
    listPermissionSetsProvisionedToAccount: (input, signal) =>
      call('ListPermissionSetsProvisionedToAccount', input, signal, () =>
        page(
          [...state.provisioned.values()]
            .filter(({ accountId }) => accountId === input.accountId)
            .map(({ permissionSetArn }) => permissionSetArn),
          input.nextToken,
          100,
        ),
      ),
    listAccountAssignments: (input, signal) =>
      call('ListAccountAssignments', input, signal, () => {
        center.set(input.permissionSetArn, 'x');
        return page(
          [...state.assignments.values()].filter(
            ({ accountId, permissionSetArn }) =>
              accountId === input.accountId && permissionSetArn === input.permissionSetArn,
          ),
          input.nextToken,
          100,
        );
      }),
    listAccountAssignmentsForPrincipal: (input, signal) =>
      call('ListAccountAssignmentsForPrincipal', input, signal, () =>
        page(
          [...state.assignments.values()].filter(({ principalId }) => principalId === input.principalId),
          input.nextToken,
          100,
        ),
      ),
    listAccountAssignmentCreationStatus: (input, signal) =>
      call('ListAccountAssignmentCreationStatus', input, signal, () =>
        center.statuses('create', input.status, input.nextToken),
      ),
    listAccountAssignmentDeletionStatus: (input, signal) =>
      call('ListAccountAssignmentDeletionStatus', input, signal, () =>
        center.statuses('delete', input.status, input.nextToken),
      ),
    describeAccountAssignmentCreationStatus: (input, signal) =>
      call('DescribeAccountAssignmentCreationStatus', input, signal, () =>
        center.describe(input.requestId, 'DescribeAccountAssignmentCreationStatus'),
      ),
    describeAccountAssignmentDeletionStatus: (input, signal) =>
      call('DescribeAccountAssignmentDeletionStatus', input, signal, () =>
        center.describe(input.requestId, 'DescribeAccountAssignmentDeletionStatus'),
      ),
    listPermissionSetProvisioningStatus: (input, signal) =>
      call('ListPermissionSetProvisioningStatus', input, signal, () =>
        center.statuses('provision', input.status, input.nextToken),
      ),
    describePermissionSetProvisioningStatus: (input, signal) =>
      call('DescribePermissionSetProvisioningStatus', input, signal, () =>
        center.describe(input.requestId, 'DescribePermissionSetProvisioningStatus'),
      ),
  };
}
