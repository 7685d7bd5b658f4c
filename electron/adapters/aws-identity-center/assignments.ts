import {
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListPermissionSetsProvisionedToAccountCommand,
} from '@aws-sdk/client-sso-admin';
import type { AssignmentTarget, SsoAdmin } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { assignmentOperation } from './operations.ts';
import { next, PAGE, pageOf } from './page.ts';
import { type SsoCall, setOf } from './sso-call.ts';

type Assignments = Pick<
  SsoAdmin,
  | 'listAccountsForProvisionedPermissionSet'
  | 'listPermissionSetsProvisionedToAccount'
  | 'listAccountAssignments'
  | 'listAccountAssignmentsForPrincipal'
  | 'createAccountAssignment'
  | 'deleteAccountAssignment'
>;

interface AwsAssignment {
  AccountId?: string | undefined;
  PermissionSetArn?: string | undefined;
  PrincipalType?: string | undefined;
  PrincipalId?: string | undefined;
}

const assignment = ({
  AccountId,
  PermissionSetArn,
  PrincipalType,
  PrincipalId,
}: AwsAssignment): AssignmentTarget => ({
  accountId: AccountId ?? '',
  permissionSetArn: PermissionSetArn ?? '',
  principalType: PrincipalType === 'USER' ? 'USER' : 'GROUP',
  principalId: PrincipalId ?? '',
});

const target = (input: { readonly instanceArn: string } & AssignmentTarget) => ({
  ...setOf(input),
  TargetId: input.accountId,
  TargetType: 'AWS_ACCOUNT' as const,
  PrincipalType: input.principalType,
  PrincipalId: input.principalId,
});

export function awsAssignments(connection: AwsConnection, call: SsoCall): Assignments {
  const sso = () => connection.clients.ssoAdmin;
  return {
    listAccountsForProvisionedPermissionSet: (input, signal) =>
      call('ListAccountsForProvisionedPermissionSet', signal, async (options) => {
        const { AccountIds = [], NextToken } = await sso().send(
          new ListAccountsForProvisionedPermissionSetCommand({
            ...setOf(input),
            ...(input.outdated === true
              ? { ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' as const }
              : {}),
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        return pageOf(AccountIds, NextToken);
      }),
    listPermissionSetsProvisionedToAccount: (input, signal) =>
      call('ListPermissionSetsProvisionedToAccount', signal, async (options) => {
        const { PermissionSets = [], NextToken } = await sso().send(
          new ListPermissionSetsProvisionedToAccountCommand({
            InstanceArn: input.instanceArn,
            AccountId: input.accountId,
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        return pageOf(PermissionSets, NextToken);
      }),
    listAccountAssignments: (input, signal) =>
      call('ListAccountAssignments', signal, async (options) => {
        const { AccountAssignments = [], NextToken } = await sso().send(
          new ListAccountAssignmentsCommand({
            ...setOf(input),
            AccountId: input.accountId,
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        return pageOf(AccountAssignments.map(assignment), NextToken);
      }),
    listAccountAssignmentsForPrincipal: (input, signal) =>
      call('ListAccountAssignmentsForPrincipal', signal, async (options) => {
        const { AccountAssignments = [], NextToken } = await sso().send(
          new ListAccountAssignmentsForPrincipalCommand({
            InstanceArn: input.instanceArn,
            PrincipalType: input.principalType,
            PrincipalId: input.principalId,
            ...PAGE,
            ...next(input),
          }),
          options,
        );
        return pageOf(AccountAssignments.map(assignment), NextToken);
      }),
    createAccountAssignment: (input, signal) =>
      call('CreateAccountAssignment', signal, async (options) => {
        const answer = await sso().send(new CreateAccountAssignmentCommand(target(input)), options);
        return assignmentOperation(answer.AccountAssignmentCreationStatus);
      }),
    deleteAccountAssignment: (input, signal) =>
      call('DeleteAccountAssignment', signal, async (options) => {
        const answer = await sso().send(new DeleteAccountAssignmentCommand(target(input)), options);
        return assignmentOperation(answer.AccountAssignmentDeletionStatus);
      }),
  };
}
