import { ListGroupsCommand } from '@aws-sdk/client-identitystore';
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  DescribePermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  ProvisionPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { accountIds, awsClients, roleKey } from '../aws-lab.ts';

let lab: Lab;
let fresh = '';
let InstanceArn = '';
beforeAll(async () => {
  lab = await runningLab();
  fresh = lab.snapshot();
  InstanceArn = lab.state.aws.identityCenter.instanceArn;
});
afterAll(() => lab.stop());
beforeEach(() => lab.restore(fresh));

const setArn = (name: string) =>
  [...lab.state.aws.identityCenter.permissionSets.values()].find((set) => set.name === name)?.arn ?? '';

/** Gives the first group a permission set in an account, and takes its role. */
async function roleIn(accountId: string, permissionSet: string) {
  const { ssoAdmin } = awsClients(lab);
  const [PrincipalId] = lab.state.aws.identityStore.groups.keys();
  await ssoAdmin.send(
    new CreateAccountAssignmentCommand({
      InstanceArn,
      PermissionSetArn: setArn(permissionSet),
      TargetId: accountId,
      TargetType: 'AWS_ACCOUNT',
      PrincipalType: 'GROUP',
      PrincipalId,
    }),
  );
  lab.ground.pending.runDue();
  return awsClients(lab, roleKey(lab, accountId, permissionSet));
}

async function inline(name: string, ...statements: object[]): Promise<void> {
  const { ssoAdmin } = awsClients(lab);
  const InlinePolicy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const PermissionSetArn = setArn(name);
  await ssoAdmin.send(
    new PutInlinePolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn, InlinePolicy }),
  );
}

const list = () => new ListPermissionSetsCommand({ InstanceArn });
const create = (Name = 'Made') => new CreatePermissionSetCommand({ InstanceArn, Name });
const denied = { name: 'AccessDeniedException' };

it('lets a role in the management account do what its permission set allows', async () => {
  const { management } = accountIds(lab);
  const auditor = await roleIn(management, 'SecurityAudit');
  await auditor.ssoAdmin.send(list());
  await auditor.organizations.send(new ListAccountsCommand({}));
  await expect(auditor.ssoAdmin.send(create())).rejects.toMatchObject({
    ...denied,
    message: expect.stringMatching(
      /^User: arn:aws:sts::\d{12}:assumed-role\/AWSReservedSSO_SecurityAudit_[0-9a-f]{16}\/somebody is not authorized to perform: sso:CreatePermissionSet on resource: arn:aws:sso:::instance\/ssoins-[0-9a-f]{16} because no identity-based policy allows the sso:CreatePermissionSet action$/,
    ),
  });
  const admin = await roleIn(management, 'AdministratorAccess');
  await admin.ssoAdmin.send(create());
  const biller = await roleIn(management, 'Billing');
  await expect(biller.ssoAdmin.send(list())).rejects.toMatchObject(denied);
});

it('heeds an explicit deny, resources, conditions and boundaries', async () => {
  const { management } = accountIds(lab);
  const target = setArn('Billing');
  await inline(
    'SystemsAdmin',
    { Effect: 'Allow', Action: ['sso:Describe*', 'sso:Li?tPermissionSets'], Resource: '*' },
    { Effect: 'Allow', Action: 'sso:PutInlinePolicyToPermissionSet', Resource: [InstanceArn, target] },
    { Effect: 'Deny', Action: 'SSO:DescribePermissionSet', Resource: target },
    {
      Effect: 'Allow',
      Action: 'sso:CreatePermissionSet',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'nowhere-1' } },
    },
    {
      Effect: 'Allow',
      Action: 'identitystore:ListGroups',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    },
  );
  const clients = await roleIn(management, 'SystemsAdmin');
  await clients.ssoAdmin.send(list());
  const describe_ = (PermissionSetArn: string) =>
    clients.ssoAdmin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
  await describe_(setArn('SecurityAudit'));
  await expect(describe_(target)).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('with an explicit deny in an identity-based policy'),
  });
  const put = (PermissionSetArn: string) =>
    clients.ssoAdmin.send(
      new PutInlinePolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn, InlinePolicy: '{}' }),
    );
  await put(target);
  await expect(put(setArn('SecurityAudit'))).rejects.toMatchObject(denied);
  await expect(clients.ssoAdmin.send(create())).rejects.toMatchObject(denied);
  const groups = new ListGroupsCommand({ IdentityStoreId: lab.state.aws.identityStore.id });
  await expect(clients.identityStore.send(groups)).rejects.toMatchObject(denied);

  const admin = awsClients(lab).ssoAdmin;
  const all = { InstanceArn, PermissionSetArn: setArn('AdministratorAccess') };
  const PermissionsBoundary = { ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  await admin.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...all, PermissionsBoundary }));
  const bounded = await roleIn(management, 'AdministratorAccess');
  await bounded.ssoAdmin.send(list());
  await expect(bounded.ssoAdmin.send(create())).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('because no permissions boundary allows'),
  });
});

it('goes by what was provisioned, not by what the permission set says now', async () => {
  const { management } = accountIds(lab);
  const clients = await roleIn(management, 'SecurityAudit');
  await inline('SecurityAudit', { Effect: 'Allow', Action: 'sso:*', Resource: '*' });
  await expect(clients.ssoAdmin.send(create())).rejects.toMatchObject(denied);
  await awsClients(lab).ssoAdmin.send(
    new ProvisionPermissionSetCommand({
      InstanceArn,
      PermissionSetArn: setArn('SecurityAudit'),
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    }),
  );
  await clients.ssoAdmin.send(create());
});

it('shows a member account the instance and the organization, and nothing more', async () => {
  const [account = ''] = accountIds(lab).members;
  const member = awsClients(lab, roleKey(lab, account, 'AdministratorAccess'));
  expect((await member.ssoAdmin.send(new ListInstancesCommand({}))).Instances).toHaveLength(1);
  await member.organizations.send(new DescribeOrganizationCommand({}));
  await expect(member.ssoAdmin.send(list())).rejects.toMatchObject(denied);
  const groups = new ListGroupsCommand({ IdentityStoreId: lab.state.aws.identityStore.id });
  await expect(member.identityStore.send(groups)).rejects.toMatchObject(denied);
  await expect(member.organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    ...denied,
    message: "You don't have permissions to access this resource.",
  });
});

it('keeps a delegated administrator away from what the management account has', async () => {
  const { management, members } = accountIds(lab);
  const [account = '', other = ''] = members;
  await roleIn(management, 'Billing');
  await awsClients(lab).organizations.send(
    new RegisterDelegatedAdministratorCommand({ AccountId: account, ServicePrincipal: 'sso.amazonaws.com' }),
  );
  const { ssoAdmin, organizations } = awsClients(lab, roleKey(lab, account, 'AdministratorAccess'));
  await organizations.send(new ListAccountsCommand({}));
  await ssoAdmin.send(list());
  await ssoAdmin.send(create());
  await ssoAdmin.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn: setArn('Billing') }));
  const [PrincipalId] = lab.state.aws.identityStore.groups.keys();
  const assign = (name: string, TargetId: string) =>
    ssoAdmin.send(
      new CreateAccountAssignmentCommand({
        InstanceArn,
        PermissionSetArn: setArn(name),
        TargetId,
        TargetType: 'AWS_ACCOUNT',
        PrincipalType: 'GROUP',
        PrincipalId,
      }),
    );
  await assign('Made', other);
  await expect(assign('Made', management)).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining(`on resource: arn:aws:sso:::account/${management}`),
  });
  await expect(assign('Billing', other)).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining(`on resource: ${setArn('Billing')}`),
  });
  const put = { InstanceArn, PermissionSetArn: setArn('Billing'), InlinePolicy: '{}' };
  await expect(ssoAdmin.send(new PutInlinePolicyToPermissionSetCommand(put))).rejects.toMatchObject(denied);
});

it('knows no credentials of a role that is gone', async () => {
  const [account = ''] = accountIds(lab).members;
  const { ssoAdmin } = awsClients(lab, roleKey(lab, account, 'SystemsAdmin'));
  lab.state.aws.identityCenter.provisioned.get(account)?.clear();
  await expect(ssoAdmin.send(list())).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});
