import {
  type AccountAssignmentOperationStatus,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListPermissionSetProvisioningStatusCommand,
  type PermissionSetProvisioningStatus,
  ProvisionPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type {
  AssignmentOperation,
  OperationState,
  OperationSummary,
  ProvisioningOperation,
  SsoAdmin,
} from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given, next, PAGE, pageOf } from './page.ts';
import { type SsoCall, setOf } from './sso-call.ts';

type Operations = Pick<
  SsoAdmin,
  | 'listAccountAssignmentCreationStatus'
  | 'listAccountAssignmentDeletionStatus'
  | 'describeAccountAssignmentCreationStatus'
  | 'describeAccountAssignmentDeletionStatus'
  | 'provisionPermissionSet'
  | 'listPermissionSetProvisioningStatus'
  | 'describePermissionSetProvisioningStatus'
>;

interface AwsSummary {
  Status?: string | undefined;
  RequestId?: string | undefined;
  CreatedDate?: Date | undefined;
}

/** An answer without a status is one that says nothing has ended. */
function summary({ Status, RequestId, CreatedDate }: AwsSummary = {}): OperationSummary {
  const status: OperationState = Status === 'SUCCEEDED' || Status === 'FAILED' ? Status : 'IN_PROGRESS';
  return { requestId: RequestId ?? '', status, ...given({ createdAt: CreatedDate?.getTime() }) };
}

/** What Create, Delete and Describe answer. */
export function assignmentOperation(
  status: AccountAssignmentOperationStatus | undefined,
): AssignmentOperation {
  const { TargetId, PermissionSetArn, PrincipalType, PrincipalId, FailureReason } = status ?? {};
  return {
    ...summary(status),
    ...given({
      accountId: TargetId,
      permissionSetArn: PermissionSetArn,
      principalType: PrincipalType,
      principalId: PrincipalId,
      failureReason: FailureReason,
    }),
  };
}

function provisioning(status: PermissionSetProvisioningStatus | undefined): ProvisioningOperation {
  const { AccountId, PermissionSetArn, FailureReason } = status ?? {};
  return {
    ...summary(status),
    ...given({ accountId: AccountId, permissionSetArn: PermissionSetArn, failureReason: FailureReason }),
  };
}

export function awsOperations(connection: AwsConnection, call: SsoCall): Operations {
  const sso = () => connection.clients.ssoAdmin;
  const filtered = (input: {
    readonly instanceArn: string;
    readonly status?: OperationState;
    readonly nextToken?: string;
  }) => ({
    InstanceArn: input.instanceArn,
    ...(input.status === undefined ? {} : { Filter: { Status: input.status } }),
    ...PAGE,
    ...next(input),
  });
  return {
    listAccountAssignmentCreationStatus: (input, signal) =>
      call('ListAccountAssignmentCreationStatus', signal, async (options) => {
        const answer = await sso().send(
          new ListAccountAssignmentCreationStatusCommand(filtered(input)),
          options,
        );
        return pageOf((answer.AccountAssignmentsCreationStatus ?? []).map(summary), answer.NextToken);
      }),
    listAccountAssignmentDeletionStatus: (input, signal) =>
      call('ListAccountAssignmentDeletionStatus', signal, async (options) => {
        const answer = await sso().send(
          new ListAccountAssignmentDeletionStatusCommand(filtered(input)),
          options,
        );
        return pageOf((answer.AccountAssignmentsDeletionStatus ?? []).map(summary), answer.NextToken);
      }),
    describeAccountAssignmentCreationStatus: ({ instanceArn, requestId }, signal) =>
      call('DescribeAccountAssignmentCreationStatus', signal, async (options) => {
        const answer = await sso().send(
          new DescribeAccountAssignmentCreationStatusCommand({
            InstanceArn: instanceArn,
            AccountAssignmentCreationRequestId: requestId,
          }),
          options,
        );
        return assignmentOperation(answer.AccountAssignmentCreationStatus);
      }),
    describeAccountAssignmentDeletionStatus: ({ instanceArn, requestId }, signal) =>
      call('DescribeAccountAssignmentDeletionStatus', signal, async (options) => {
        const answer = await sso().send(
          new DescribeAccountAssignmentDeletionStatusCommand({
            InstanceArn: instanceArn,
            AccountAssignmentDeletionRequestId: requestId,
          }),
          options,
        );
        return assignmentOperation(answer.AccountAssignmentDeletionStatus);
      }),
    provisionPermissionSet: (input, signal) =>
      call('ProvisionPermissionSet', signal, async (options) => {
        const answer = await sso().send(
          new ProvisionPermissionSetCommand({ ...setOf(input), TargetType: 'ALL_PROVISIONED_ACCOUNTS' }),
          options,
        );
        return provisioning(answer.PermissionSetProvisioningStatus);
      }),
    listPermissionSetProvisioningStatus: (input, signal) =>
      call('ListPermissionSetProvisioningStatus', signal, async (options) => {
        const answer = await sso().send(
          new ListPermissionSetProvisioningStatusCommand(filtered(input)),
          options,
        );
        return pageOf((answer.PermissionSetsProvisioningStatus ?? []).map(summary), answer.NextToken);
      }),
    describePermissionSetProvisioningStatus: ({ instanceArn, requestId }, signal) =>
      call('DescribePermissionSetProvisioningStatus', signal, async (options) => {
        const answer = await sso().send(
          new DescribePermissionSetProvisioningStatusCommand({
            InstanceArn: instanceArn,
            ProvisionPermissionSetRequestId: requestId,
          }),
          options,
        );
        return provisioning(answer.PermissionSetProvisioningStatus);
      }),
  };
}
