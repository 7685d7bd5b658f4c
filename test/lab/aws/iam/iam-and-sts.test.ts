import {
  CreatePolicyCommand,
  DeletePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  paginateListPolicies,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MANAGED_POLICIES } from '../../../../electron/lab/aws/iam/managed-policies.ts';
import { readPolicy } from '../../../../electron/lab/aws/iam/policy-document.ts';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { accountIds, awsClients, roleKey } from '../aws-lab.ts';

let lab: Lab;
let client: IAMClient;
beforeAll(async () => {
  lab = await runningLab();
  client = awsClients(lab).iam;
});
afterAll(() => lab.stop());

it('says who calls', async () => {
  const { management, members } = accountIds(lab);
  const me = await awsClients(lab).sts.send(new GetCallerIdentityCommand({}));
  expect(me).toMatchObject({ Account: management, Arn: `arn:aws:iam::${management}:user/administrator` });
  const key = roleKey(lab, members[0] ?? '', 'SystemsAdmin', 'bart & co');
  const role = await awsClients(lab, key).sts.send(new GetCallerIdentityCommand({}));
  expect(role).toMatchObject({ Account: members[0], Arn: key.arn, UserId: key.userId });
});

it('lists AWS-managed policies, all of which can be read and evaluated', async () => {
  const names: (string | undefined)[] = [];
  for await (const page of paginateListPolicies({ client, pageSize: 50 }, { Scope: 'AWS' }))
    names.push(...(page.Policies ?? []).map(({ PolicyName }) => PolicyName));
  expect(names.length).toBe(MANAGED_POLICIES.size);
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(expect.arrayContaining(['AdministratorAccess', 'Billing', 'SecurityAudit']));
  for (const { document, name } of MANAGED_POLICIES.values())
    expect(readPolicy(document), name).toBeDefined();
  const functions = await client.send(new ListPoliciesCommand({ PathPrefix: '/job-function/' }));
  expect(
    functions.Policies?.every(({ Arn }) => Arn?.startsWith('arn:aws:iam::aws:policy/job-function/')),
  ).toBe(true);
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  const version = new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  const { PolicyVersion } = await client.send(version);
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  const missing = new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/NoSuchPolicy' });
  await expect(client.send(missing)).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    $metadata: { httpStatusCode: 404 },
  });
});

it('keeps customer managed policies of an account', async () => {
  const PolicyDocument = '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
  const create = new CreatePolicyCommand({ PolicyName: 'Own', Path: '/team/', PolicyDocument });
  const { Policy } = await client.send(create);
  expect(Policy?.Arn).toBe(`arn:aws:iam::${accountIds(lab).management}:policy/team/Own`);
  await expect(client.send(create)).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
  expect((await client.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toHaveLength(1);
  await expect(
    client.send(new CreatePolicyCommand({ PolicyName: 'Bad', PolicyDocument: '{"Statement":[]}' })),
  ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  await client.send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn }));
  expect((await client.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies).toEqual([]);
});

it('shows the roles that Identity Center made, to who is in their account', async () => {
  const [account = ''] = accountIds(lab).members;
  const own = awsClients(lab, roleKey(lab, account, 'AdministratorAccess')).iam;
  const { Roles } = await own.send(new ListRolesCommand({ PathPrefix: '/aws-reserved/' }));
  const name = (set: string) =>
    Roles?.find(({ RoleName }) => RoleName?.startsWith(`AWSReservedSSO_${set}_`))?.RoleName;
  expect((await own.send(new GetRoleCommand({ RoleName: name('SystemsAdmin') }))).Role).toMatchObject({
    Path: '/aws-reserved/sso.amazonaws.com/',
    MaxSessionDuration: 3600,
  });
  const attached = new ListAttachedRolePoliciesCommand({ RoleName: name('AdministratorAccess') });
  expect((await own.send(attached)).AttachedPolicies).toMatchObject([{ PolicyName: 'AdministratorAccess' }]);
  const inline = new GetRolePolicyCommand({
    RoleName: name('SystemsAdmin'),
    PolicyName: 'AwsSSOInlinePolicy',
  });
  expect(decodeURIComponent((await own.send(inline)).PolicyDocument ?? '')).toContain('ec2:*');
  await expect(client.send(attached)).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});
