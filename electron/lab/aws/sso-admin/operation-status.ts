import type { Operation } from '../identity-center.ts';
import { type Call, type Operations, reads } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required, structure } from '../protocol/shape.ts';
import { operationsOf, runningOperations } from './assignments.ts';
import { checkInstance, instanceResource, notFound, seconds } from './lookup.ts';
import { ofInstance, paging, requestId, status } from './members.ts';

/** @returns an operation in full, as Create, Delete and Describe tell it */
export function statusOf(operation: Operation): Readonly<Record<string, unknown>> {
  const common = {
    Status: operation.status,
    RequestId: operation.requestId,
    FailureReason: operation.failureReason,
    PermissionSetArn: operation.permissionSetArn,
    CreatedDate: seconds(operation.createdAt),
  };
  if (operation.kind === 'provisioning') return { ...common, AccountId: operation.accountId };
  return {
    ...common,
    TargetId: operation.accountId,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: operation.principalType,
    PrincipalId: operation.principalId,
  };
}

const listInput = { ...ofInstance, ...paging, Filter: structure({ Status: status }) };

export const operationStatusOperations: Operations = {
  DescribeAccountAssignmentCreationStatus: reads(
    { ...ofInstance, AccountAssignmentCreationRequestId: required(requestId) },
    {
      resources: instanceResource,
      run: (call, input) => ({
        AccountAssignmentCreationStatus: described(
          call,
          'assignment-creation',
          input.InstanceArn,
          input.AccountAssignmentCreationRequestId,
        ),
      }),
    },
  ),
  DescribeAccountAssignmentDeletionStatus: reads(
    { ...ofInstance, AccountAssignmentDeletionRequestId: required(requestId) },
    {
      resources: instanceResource,
      run: (call, input) => ({
        AccountAssignmentDeletionStatus: described(
          call,
          'assignment-deletion',
          input.InstanceArn,
          input.AccountAssignmentDeletionRequestId,
        ),
      }),
    },
  ),
  DescribePermissionSetProvisioningStatus: reads(
    { ...ofInstance, ProvisionPermissionSetRequestId: required(requestId) },
    {
      resources: instanceResource,
      run: (call, input) => ({
        PermissionSetProvisioningStatus: described(
          call,
          'provisioning',
          input.InstanceArn,
          input.ProvisionPermissionSetRequestId,
        ),
      }),
    },
  ),
  ListAccountAssignmentCreationStatus: reads(listInput, {
    resources: instanceResource,
    run: (call, input) => listed(call, 'assignment-creation', 'AccountAssignmentsCreationStatus', input),
  }),
  ListAccountAssignmentDeletionStatus: reads(listInput, {
    resources: instanceResource,
    run: (call, input) => listed(call, 'assignment-deletion', 'AccountAssignmentsDeletionStatus', input),
  }),
  ListPermissionSetProvisioningStatus: reads(listInput, {
    resources: instanceResource,
    run: (call, input) => listed(call, 'provisioning', 'PermissionSetsProvisioningStatus', input),
  }),
};

function described(call: Call, kind: Operation['kind'], instanceArn: string, id: string) {
  checkInstance(call, instanceArn);
  const operation = call.aws.identityCenter.operations.get(id);
  if (operation?.kind !== kind) throw notFound(`Request ${id} not found`);
  return statusOf(operation);
}

interface ListInput {
  readonly InstanceArn: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly Filter?: { readonly Status?: Operation['status'] };
}

/** Lists tell only status, id and date: who wants to know why something failed must ask for it. */
function listed(call: Call, kind: Operation['kind'], member: string, input: ListInput) {
  checkInstance(call, input.InstanceArn);
  const center = call.aws.identityCenter;
  const wanted = input.Filter?.Status;
  const source =
    wanted === 'IN_PROGRESS' ? [...runningOperations(center)].reverse() : operationsOf(center, kind);
  const newestFirst = source.filter(
    (one) => one.kind === kind && (wanted === undefined || one.status === wanted),
  );
  const page = pageOf(newestFirst, ({ requestId: id }) => id, input, [call.operation, wanted]);
  return {
    [member]: page.items.map((one) => ({
      Status: one.status,
      RequestId: one.requestId,
      CreatedDate: seconds(one.createdAt),
    })),
    NextToken: page.next,
  };
}
