import { CreateGroupCommand, DeleteGroupCommand, DescribeGroupCommand } from '@aws-sdk/client-identitystore';
import {
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetCommand,
  DescribePermissionSetProvisioningStatusCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListTagsForResourceCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { accountIds, awsClients } from './aws-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab({ settle: 30 });
});
afterAll(() => lab.stop());

it('answers what Terraform’s provider asks, in its order, with waits that end', async () => {
  const { ssoAdmin, identityStore } = awsClients(lab);
  const [TargetId = ''] = accountIds(lab).members;
  const [instance] = (await ssoAdmin.send(new ListInstancesCommand({}))).Instances ?? [];
  const { InstanceArn, IdentityStoreId } = instance ?? {};

  const { PermissionSet } = await ssoAdmin.send(
    new CreatePermissionSetCommand({ InstanceArn, Name: 'tf', Tags: [{ Key: 'by', Value: 'terraform' }] }),
  );
  const PermissionSetArn = PermissionSet?.PermissionSetArn;
  const set = { InstanceArn, PermissionSetArn };
  const provisioned = async () => {
    const { PermissionSetProvisioningStatus: status } = await ssoAdmin.send(
      new ProvisionPermissionSetCommand({ ...set, TargetType: 'ALL_PROVISIONED_ACCOUNTS' }),
    );
    const command = new DescribePermissionSetProvisioningStatusCommand({
      InstanceArn,
      ProvisionPermissionSetRequestId: status?.RequestId,
    });
    await expect
      .poll(async () => (await ssoAdmin.send(command)).PermissionSetProvisioningStatus?.Status)
      .toBe('SUCCEEDED');
  };
  expect((await ssoAdmin.send(new DescribePermissionSetCommand(set))).PermissionSet?.Name).toBe('tf');
  const tags = new ListTagsForResourceCommand({ InstanceArn, ResourceArn: PermissionSetArn });
  expect((await ssoAdmin.send(tags)).Tags).toEqual([{ Key: 'by', Value: 'terraform' }]);

  const InlinePolicy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  await ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
  await provisioned();
  expect((await ssoAdmin.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBe(
    InlinePolicy,
  );
  const policy = { ...set, ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  await ssoAdmin.send(new AttachManagedPolicyToPermissionSetCommand(policy));
  await provisioned();
  const attached = await ssoAdmin.send(new ListManagedPoliciesInPermissionSetCommand(set));
  expect(attached.AttachedManagedPolicies).toHaveLength(1);

  const { GroupId } = await identityStore.send(
    new CreateGroupCommand({ IdentityStoreId, DisplayName: 'tf', Description: 'made' }),
  );
  const group = { IdentityStoreId, GroupId };
  expect((await identityStore.send(new DescribeGroupCommand(group))).Description).toBe('made');

  const assignment = {
    ...set,
    TargetId,
    TargetType: 'AWS_ACCOUNT' as const,
    PrincipalType: 'GROUP' as const,
    PrincipalId: GroupId,
  };
  const created = await ssoAdmin.send(new CreateAccountAssignmentCommand(assignment));
  const creation = new DescribeAccountAssignmentCreationStatusCommand({
    InstanceArn,
    AccountAssignmentCreationRequestId: created.AccountAssignmentCreationStatus?.RequestId,
  });
  await expect
    .poll(async () => (await ssoAdmin.send(creation)).AccountAssignmentCreationStatus?.Status)
    .toBe('SUCCEEDED');
  const list = new ListAccountAssignmentsCommand({ ...set, AccountId: TargetId });
  expect((await ssoAdmin.send(list)).AccountAssignments).toHaveLength(1);
  await ssoAdmin.send(new UpdatePermissionSetCommand({ ...set, SessionDuration: 'PT4H' }));
  await provisioned();

  const deleted = await ssoAdmin.send(new DeleteAccountAssignmentCommand(assignment));
  const deletion = new DescribeAccountAssignmentDeletionStatusCommand({
    InstanceArn,
    AccountAssignmentDeletionRequestId: deleted.AccountAssignmentDeletionStatus?.RequestId,
  });
  await expect
    .poll(async () => (await ssoAdmin.send(deletion)).AccountAssignmentDeletionStatus?.Status)
    .toBe('SUCCEEDED');
  await ssoAdmin.send(new DetachManagedPolicyFromPermissionSetCommand(policy));
  await ssoAdmin.send(new DeleteInlinePolicyFromPermissionSetCommand(set));
  await provisioned();
  await ssoAdmin.send(new DeletePermissionSetCommand(set));
  await identityStore.send(new DeleteGroupCommand(group));
  await expect(identityStore.send(new DescribeGroupCommand(group))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
