import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DeleteAccountAssignmentCommand,
  DeletePermissionSetCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountAssignmentsForPrincipalCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ListPermissionSetProvisioningStatusCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { accountIds, awsClients } from '../aws-lab.ts';

const SETTLE = 3_000;

let lab: Lab;
let client: SSOAdminClient;
let fresh = '';
let InstanceArn = '';
let account = '';
let other = '';
let group = '';
beforeAll(async () => {
  lab = await runningLab({ settle: SETTLE });
  client = awsClients(lab).ssoAdmin;
  fresh = lab.snapshot();
  InstanceArn = lab.state.aws.identityCenter.instanceArn;
  [account = '', other = ''] = accountIds(lab).members;
  [group = ''] = lab.state.aws.identityStore.groups.keys();
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.restore(fresh);
  lab.ground.faults.set([]);
});

/** Time goes by. */
function wait(milliseconds = SETTLE): void {
  lab.ground.clock.advance(milliseconds);
}

async function newSet(Name = 'New'): Promise<string> {
  const { PermissionSet } = await client.send(new CreatePermissionSetCommand({ InstanceArn, Name }));
  return PermissionSet?.PermissionSetArn ?? '';
}

function assignment(PermissionSetArn: string, TargetId = account, PrincipalId = group) {
  return {
    InstanceArn,
    PermissionSetArn,
    TargetId,
    TargetType: 'AWS_ACCOUNT' as const,
    PrincipalType: 'GROUP' as const,
    PrincipalId,
  };
}

async function assign(arn: string, target = account, principal = group): Promise<string> {
  const command = new CreateAccountAssignmentCommand(assignment(arn, target, principal));
  const { AccountAssignmentCreationStatus: status } = await client.send(command);
  expect(status?.Status).toBe('IN_PROGRESS');
  return status?.RequestId ?? '';
}

async function creation(AccountAssignmentCreationRequestId: string) {
  const command = new DescribeAccountAssignmentCreationStatusCommand({
    InstanceArn,
    AccountAssignmentCreationRequestId,
  });
  return (await client.send(command)).AccountAssignmentCreationStatus;
}

async function provision(PermissionSetArn: string, TargetId?: string) {
  const command = new ProvisionPermissionSetCommand({
    InstanceArn,
    PermissionSetArn,
    ...(TargetId === undefined
      ? { TargetType: 'ALL_PROVISIONED_ACCOUNTS' as const }
      : { TargetType: 'AWS_ACCOUNT' as const, TargetId }),
  });
  const { PermissionSetProvisioningStatus: status } = await client.send(command);
  wait();
  return async () => {
    const describe_ = new DescribePermissionSetProvisioningStatusCommand({
      InstanceArn,
      ProvisionPermissionSetRequestId: status?.RequestId,
    });
    return (await client.send(describe_)).PermissionSetProvisioningStatus;
  };
}

async function principals(PermissionSetArn: string, AccountId = account) {
  const command = new ListAccountAssignmentsCommand({ InstanceArn, AccountId, PermissionSetArn });
  return (await client.send(command)).AccountAssignments;
}

it('creates an assignment that settles later, with the role, and deletes it with the role', async () => {
  const arn = await newSet();
  const id = await assign(arn);
  expect(await principals(arn)).toEqual([]);
  expect(await creation(id)).toMatchObject({ Status: 'IN_PROGRESS', TargetId: account, PrincipalId: group });
  wait();
  expect((await creation(id))?.Status).toBe('SUCCEEDED');
  const row = { AccountId: account, PermissionSetArn: arn, PrincipalType: 'GROUP', PrincipalId: group };
  expect(await principals(arn)).toEqual([row]);
  expect(lab.state.aws.identityCenter.provisioned.get(account)?.get(arn)?.roleArn).toMatch(
    /role\/aws-reserved\/sso\.amazonaws\.com\/AWSReservedSSO_New_[0-9a-f]{16}$/,
  );
  await expect(
    client.send(new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: arn })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'PermissionSet has ApplicationProfile associated with it.',
  });
  const { AccountAssignmentDeletionStatus: status } = await client.send(
    new DeleteAccountAssignmentCommand(assignment(arn)),
  );
  wait();
  const deletion = new DescribeAccountAssignmentDeletionStatusCommand({
    InstanceArn,
    AccountAssignmentDeletionRequestId: status?.RequestId,
  });
  expect((await client.send(deletion)).AccountAssignmentDeletionStatus?.Status).toBe('SUCCEEDED');
  expect(await principals(arn)).toEqual([]);
  expect(lab.state.aws.identityCenter.provisioned.get(account)?.has(arn)).toBe(false);
  await client.send(new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: arn }));
});

it('lets a second, equal creation succeed as well', async () => {
  const arn = await newSet();
  await assign(arn);
  wait();
  const id = await assign(arn);
  wait();
  expect((await creation(id))?.Status).toBe('SUCCEEDED');
  expect(await principals(arn)).toHaveLength(1);
});

it('fails later, with AWS’s reasons, for a principal, an assignment or a policy that is not there', async () => {
  const arn = await newSet();
  const nobody = '11111111-2222-4333-8444-555555555555';
  const first = await assign(arn, account, nobody);
  const { AccountAssignmentDeletionStatus: deletion } = await client.send(
    new DeleteAccountAssignmentCommand(assignment(arn, other)),
  );
  await client.send(
    new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
      InstanceArn,
      PermissionSetArn: arn,
      CustomerManagedPolicyReference: { Name: 'Missing' },
    }),
  );
  const second = await assign(arn);
  wait(3 * SETTLE);
  expect(await creation(first)).toMatchObject({
    Status: 'FAILED',
    FailureReason: `Received a 404 status error: the GROUP assignee ${nobody} was not found in directory ${lab.state.aws.identityStore.id}`,
  });
  expect(await creation(second)).toMatchObject({
    Status: 'FAILED',
    FailureReason: `Received a 404 status error: Not supported policy arn:aws:iam::${account}:policy/Missing.`,
  });
  const described = new DescribeAccountAssignmentDeletionStatusCommand({
    InstanceArn,
    AccountAssignmentDeletionRequestId: deletion?.RequestId,
  });
  expect((await client.send(described)).AccountAssignmentDeletionStatus).toMatchObject({
    Status: 'FAILED',
    FailureReason: expect.stringContaining("404 status error: EntitlementItem doesn't exist"),
  });
});

it('lists operations newest first, by status, without their reasons', async () => {
  const arn = await newSet();
  lab.ground.faults.set([{ kind: 'failed', probability: 1, times: 1, reason: 'On purpose' }]);
  const failed = await assign(arn);
  wait();
  const good = await assign(arn);
  const list = (Status?: 'FAILED' | 'IN_PROGRESS' | 'SUCCEEDED') =>
    client.send(
      new ListAccountAssignmentCreationStatusCommand({
        InstanceArn,
        ...(Status === undefined ? {} : { Filter: { Status } }),
      }),
    );
  const all = (await list()).AccountAssignmentsCreationStatus ?? [];
  expect(all.map(({ RequestId }) => RequestId)).toEqual([good, failed]);
  expect(Object.keys(all[1] ?? {}).sort()).toEqual(['CreatedDate', 'RequestId', 'Status']);
  expect((await list('FAILED')).AccountAssignmentsCreationStatus).toHaveLength(1);
  expect((await list('IN_PROGRESS')).AccountAssignmentsCreationStatus).toHaveLength(1);
  expect((await list('SUCCEEDED')).AccountAssignmentsCreationStatus).toHaveLength(0);
  expect(await creation(failed)).toMatchObject({ Status: 'FAILED', FailureReason: 'On purpose' });
  const deletions = new ListAccountAssignmentDeletionStatusCommand({ InstanceArn });
  expect((await client.send(deletions)).AccountAssignmentsDeletionStatus).toEqual([]);
});

it('has at most fifteen assignments under way, and refuses the opposite of one of them', async () => {
  const arn = await newSet();
  const users = [...lab.state.aws.identityStore.groups.keys()];
  const sets = [arn];
  for (let index = 0; index < 8; index += 1) sets.push(await newSet(`S${index}`));
  for (const set of sets.slice(0, 5)) for (const user of users) await assign(set, account, user);
  await expect(
    client.send(new CreateAccountAssignmentCommand(assignment(sets[5] ?? ''))),
  ).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'There are too many requests processing. Please try again later.',
  });
  wait(100 * SETTLE);
  await assign(sets[5] ?? '');
  await expect(
    client.send(new DeleteAccountAssignmentCommand(assignment(sets[5] ?? ''))),
  ).rejects.toMatchObject({ name: 'ConflictException' });
});

it('changes one role of an account at a time, and accounts side by side', async () => {
  const sets = [await newSet('A'), await newSet('B')];
  const first = await assign(sets[0] ?? '');
  const second = await assign(sets[1] ?? '');
  const elsewhere = await assign(sets[1] ?? '', other);
  wait();
  expect((await creation(first))?.Status).toBe('SUCCEEDED');
  expect((await creation(elsewhere))?.Status).toBe('SUCCEEDED');
  expect((await creation(second))?.Status).toBe('IN_PROGRESS');
  wait();
  expect((await creation(second))?.Status).toBe('SUCCEEDED');
});

it('provisions edits only when asked', async () => {
  const arn = await newSet();
  await assign(arn);
  await assign(arn, other);
  wait(2 * SETTLE);
  const accountsWith = async (ProvisioningStatus?: 'LATEST_PERMISSION_SET_NOT_PROVISIONED') =>
    (
      await client.send(
        new ListAccountsForProvisionedPermissionSetCommand({
          InstanceArn,
          PermissionSetArn: arn,
          ...(ProvisioningStatus === undefined ? {} : { ProvisioningStatus }),
        }),
      )
    ).AccountIds;
  expect(await accountsWith()).toEqual([account, other]);
  expect(await accountsWith('LATEST_PERMISSION_SET_NOT_PROVISIONED')).toEqual([]);
  const ManagedPolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await client.send(
    new AttachManagedPolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn: arn, ManagedPolicyArn }),
  );
  expect(await accountsWith('LATEST_PERMISSION_SET_NOT_PROVISIONED')).toEqual([account, other]);
  const one = await provision(arn, account);
  expect(await one()).toMatchObject({ Status: 'SUCCEEDED', AccountId: account, PermissionSetArn: arn });
  expect(await accountsWith('LATEST_PERMISSION_SET_NOT_PROVISIONED')).toEqual([other]);
  const sets = new ListPermissionSetsProvisionedToAccountCommand({
    InstanceArn,
    AccountId: other,
    ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED',
  });
  expect((await client.send(sets)).PermissionSets).toEqual([arn]);
  expect((await (await provision(arn))())?.Status).toBe('SUCCEEDED');
  expect(await accountsWith('LATEST_PERMISSION_SET_NOT_PROVISIONED')).toEqual([]);
  const list = new ListPermissionSetProvisioningStatusCommand({ InstanceArn });
  expect((await client.send(list)).PermissionSetsProvisioningStatus).toHaveLength(2);
});

it('fails to provision what IAM would not take', async () => {
  const arn = await newSet();
  await assign(arn);
  wait();
  await client.send(
    new PutInlinePolicyToPermissionSetCommand({
      InstanceArn,
      PermissionSetArn: arn,
      InlinePolicy: '{"Statement":[{"Effect":"Perhaps"}]}',
    }),
  );
  expect(await (await provision(arn))()).toMatchObject({
    Status: 'FAILED',
    FailureReason: 'Received a 400 status error: Syntax errors in policy.',
  });
  await expect(provision(arn, other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('has at most three provisionings under way', async () => {
  const arn = await newSet();
  const command = new ProvisionPermissionSetCommand({
    InstanceArn,
    PermissionSetArn: arn,
    TargetType: 'ALL_PROVISIONED_ACCOUNTS',
  });
  for (let index = 0; index < 3; index += 1) await client.send(command);
  await expect(client.send(command)).rejects.toMatchObject({ name: 'ThrottlingException' });
  wait();
  await client.send(command);
});

it('tells what a principal has, a user also by its groups', async () => {
  const { identityStore } = lab.state.aws;
  const [membership] = identityStore.memberships.values();
  const user = membership?.userId ?? '';
  const arn = await newSet();
  await client.send(
    new CreateAccountAssignmentCommand({ ...assignment(arn, account, user), PrincipalType: 'USER' }),
  );
  wait();
  const list = async (more: object = {}) =>
    (
      await client.send(
        new ListAccountAssignmentsForPrincipalCommand({
          InstanceArn,
          PrincipalId: user,
          PrincipalType: 'USER',
          ...more,
        }),
      )
    ).AccountAssignments;
  const found = await list();
  expect(found).toContainEqual({
    AccountId: account,
    PermissionSetArn: arn,
    PrincipalId: user,
    PrincipalType: 'USER',
  });
  expect(found?.filter(({ PrincipalType }) => PrincipalType === 'GROUP')).toHaveLength(2);
  expect(await list({ Filter: { AccountId: other } })).toHaveLength(1);
  await expect(list({ PrincipalId: '11111111-2222-4333-8444-555555555555' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('takes the faults conflict and slow', async () => {
  const arn = await newSet();
  lab.ground.faults.set([
    { kind: 'conflict', probability: 1, times: 1, operation: 'CreateAccountAssignment' },
    { kind: 'slow', probability: 1, times: 1, amount: 5 },
  ]);
  await expect(assign(arn)).rejects.toMatchObject({ name: 'ConflictException' });
  const id = await assign(arn);
  wait(4 * SETTLE);
  expect((await creation(id))?.Status).toBe('IN_PROGRESS');
  wait();
  expect((await creation(id))?.Status).toBe('SUCCEEDED');
});

it('goes on with an assignment after a snapshot in the middle of it', async () => {
  const arn = await newSet();
  const id = await assign(arn);
  wait(SETTLE / 2);
  const middle = lab.snapshot();
  wait(SETTLE);
  expect((await creation(id))?.Status).toBe('SUCCEEDED');
  lab.restore(middle);
  expect((await creation(id))?.Status).toBe('IN_PROGRESS');
  expect(await principals(arn)).toEqual([]);
  wait(SETTLE / 2);
  expect((await creation(id))?.Status).toBe('SUCCEEDED');
  expect(await principals(arn)).toHaveLength(1);
});

it('writes into the trail who changed what, and which change was refused', async () => {
  const arn = await newSet();
  await assign(arn);
  await client
    .send(new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: arn }))
    .catch(() => undefined);
  expect(lab.state.aws.trail.slice(-3)).toMatchObject([
    {
      eventSource: 'sso.amazonaws.com',
      eventName: 'CreatePermissionSet',
      userIdentity: { type: 'IAMUser', userName: 'administrator' },
    },
    {
      eventName: 'CreateAccountAssignment',
      requestParameters: { targetId: account, principalId: group },
      responseElements: { accountAssignmentCreationStatus: { status: 'IN_PROGRESS' } },
    },
    { eventName: 'DeletePermissionSet', errorCode: 'ConflictException' },
  ]);
});
