import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { awsEnvironment, isInstalled, run } from './installed.ts';

const hasCli = isInstalled('aws', '--version');
const hasBoto3 = isInstalled('python3', '-c', 'import boto3');
const SLOW = { timeout: 120_000 };

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
  // Both compute real signatures.
  lab.state.aws.settings.checkSignatures = true;
});
afterAll(() => lab.stop());

async function aws(...parameters: readonly string[]): Promise<unknown> {
  const ran = await run('aws', [...parameters, '--output', 'json'], { env: awsEnvironment(lab) });
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout.trim() === '' ? {} : JSON.parse(ran.stdout);
}

it.skipIf(!hasCli)(
  'serves the AWS CLI by --endpoint-url (skipped where it is not installed)',
  SLOW,
  async () => {
    const { instanceArn, permissionSets } = lab.state.aws.identityCenter;
    const at = (service: string) => ['--endpoint-url', `${lab.ground.addresses.loopback('aws')}/${service}`];
    expect(await aws(...at('sts'), 'sts', 'get-caller-identity')).toMatchObject({
      Account: lab.state.aws.organization.managementAccountId,
    });
    expect(await aws(...at('sso-admin'), 'sso-admin', 'list-instances')).toMatchObject({
      Instances: [{ InstanceArn: instanceArn }],
    });
    const [listed, users, accounts, policies] = (await Promise.all([
      aws(
        '--endpoint-url',
        lab.ground.addresses.loopback('aws'),
        'sso-admin',
        'list-permission-sets',
        '--instance-arn',
        instanceArn,
        '--page-size',
        '2',
      ),
      aws(
        ...at('identitystore'),
        'identitystore',
        'list-users',
        '--identity-store-id',
        lab.state.aws.identityStore.id,
        '--page-size',
        '1',
      ),
      aws(...at('organizations'), 'organizations', 'list-accounts'),
      aws(...at('iam'), 'iam', 'list-policies', '--scope', 'AWS', '--page-size', '40'),
    ])) as [{ PermissionSets: [] }, { Users: [] }, { Accounts: [] }, { Policies: [] }];
    expect(listed.PermissionSets).toEqual([...permissionSets.keys()]);
    expect(users.Users).toHaveLength(lab.state.aws.identityStore.users.size);
    expect(accounts.Accounts).toHaveLength(3);
    expect(policies.Policies.length).toBeGreaterThan(100);
  },
);

it.skipIf(!hasCli)('tells the AWS CLI what is wrong (skipped where it is not installed)', SLOW, async () => {
  const env = { ...awsEnvironment(lab), AWS_SECRET_ACCESS_KEY: 'wrong' };
  const endpoint = lab.ground.addresses.loopback('aws');
  const call = async (...parameters: string[]) =>
    (await run('aws', ['--endpoint-url', endpoint, ...parameters], { env })).stderr;
  expect(await call('sso-admin', 'list-instances')).toContain('(InvalidSignatureException)');
  expect(await call('sts', 'get-caller-identity')).toContain('(SignatureDoesNotMatch)');
});

it.skipIf(!hasCli)(
  'serves the unmodified AWS CLI under real host names, through the proxy (skipped where it is not installed)',
  SLOW,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-aws-'));
    const bundle = join(folder, 'ca.pem');
    await writeFile(bundle, lab.ground.tls.caPem);
    const { AWS_ENDPOINT_URL: _, ...rest } = awsEnvironment(lab);
    const env = { ...rest, HTTPS_PROXY: lab.ground.addresses.connectProxy, AWS_CA_BUNDLE: bundle };
    const said = await Promise.all(
      [
        ['sts', 'get-caller-identity'],
        ['sso-admin', 'list-instances'],
        ['organizations', 'describe-organization'],
        ['iam', 'get-policy', '--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
      ].map((parameters) => run('aws', [...parameters, '--output', 'json'], { env })),
    );
    await rm(folder, { recursive: true });
    expect(said.map(({ stderr }) => stderr)).toEqual(['', '', '', '']);
    const { organization, identityCenter } = lab.state.aws;
    expect(said[0]?.stdout).toContain(organization.managementAccountId);
    expect(said[1]?.stdout).toContain(identityCenter.instanceArn);
    expect(said[2]?.stdout).toContain(organization.id);
    const hosts = lab.ground.log
      .list()
      .slice(-4)
      .map(({ host }) => host);
    expect(hosts.sort()).toEqual([
      'iam.amazonaws.com',
      `organizations.${lab.state.aws.region}.amazonaws.com`,
      `sso.${lab.state.aws.region}.amazonaws.com`,
      `sts.${lab.state.aws.region}.amazonaws.com`,
    ]);
  },
);

const PROGRAM = `
import boto3, json, sys, time
from botocore.exceptions import ClientError
sso, store, org = boto3.client('sso-admin'), boto3.client('identitystore'), boto3.client('organizations')
instance = sso.list_instances()['Instances'][0]
arn = instance['InstanceArn']
made = sso.create_permission_set(InstanceArn=arn, Name='Boto', Description='made by boto3')['PermissionSet']
accounts = [a for p in org.get_paginator('list_accounts').paginate(PaginationConfig={'PageSize': 2}) for a in p['Accounts']]
user = store.create_user(IdentityStoreId=instance['IdentityStoreId'], UserName='boto', DisplayName='Boto',
                         Name={'GivenName': 'Bo', 'FamilyName': 'To'}, Emails=[{'Value': 'bo@to.example', 'Primary': True}])
status = sso.create_account_assignment(InstanceArn=arn, TargetId=accounts[1]['Id'], TargetType='AWS_ACCOUNT',
    PermissionSetArn=made['PermissionSetArn'], PrincipalType='USER', PrincipalId=user['UserId'])['AccountAssignmentCreationStatus']
while status['Status'] == 'IN_PROGRESS':
    status = sso.describe_account_assignment_creation_status(InstanceArn=arn,
        AccountAssignmentCreationRequestId=status['RequestId'])['AccountAssignmentCreationStatus']
try:
    store.create_user(IdentityStoreId=instance['IdentityStoreId'], UserName='boto', DisplayName='x', Name={'GivenName': 'x', 'FamilyName': 'x'})
except store.exceptions.ConflictException as error:
    conflict = error.response
sets = [s for p in sso.get_paginator('list_permission_sets').paginate(InstanceArn=arn, PaginationConfig={'PageSize': 4}) for s in p['PermissionSets']]
role = boto3.client('iam').get_policy(PolicyArn='arn:aws:iam::aws:policy/AdministratorAccess')['Policy']
print(json.dumps({'status': status['Status'], 'created': status['CreatedDate'].isoformat(), 'sets': len(sets), 'accounts': len(accounts),
                  'conflict': [conflict['Error']['Code'], conflict['Error']['Message'], conflict['Reason']],
                  'policy': role['PolicyName'], 'me': boto3.client('sts').get_caller_identity()['Arn']}))
`;

it.skipIf(!hasBoto3)(
  'serves boto3 by AWS_ENDPOINT_URL (skipped where it is not installed)',
  SLOW,
  async () => {
    const ran = await run('python3', ['-'], { env: awsEnvironment(lab), input: PROGRAM });
    expect(ran.status, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      status: 'SUCCEEDED',
      sets: 6,
      accounts: 3,
      conflict: ['ConflictException', 'Duplicate UserName', 'UNIQUENESS_CONSTRAINT_VIOLATION'],
      policy: 'AdministratorAccess',
      me: `arn:aws:iam::${lab.state.aws.organization.managementAccountId}:user/administrator`,
    });
  },
);
