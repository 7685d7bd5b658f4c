import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreateInstanceAccessControlAttributeConfigurationCommand,
  CreatePermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeleteInstanceAccessControlAttributeConfigurationCommand,
  DeletePermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DescribeInstanceAccessControlAttributeConfigurationCommand,
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListRegionsCommand,
  ListTagsForResourceCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  paginateListPermissionSets,
  type SSOAdminClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateInstanceAccessControlAttributeConfigurationCommand,
  UpdateInstanceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { awsClients } from '../aws-lab.ts';

let lab: Lab;
let client: SSOAdminClient;
let InstanceArn = '';
beforeAll(async () => {
  lab = await runningLab();
  client = awsClients(lab).ssoAdmin;
  InstanceArn = lab.state.aws.identityCenter.instanceArn;
});
afterAll(() => lab.stop());

async function newSet(Name: string): Promise<{ InstanceArn: string; PermissionSetArn: string }> {
  const { PermissionSet } = await client.send(new CreatePermissionSetCommand({ InstanceArn, Name }));
  return { InstanceArn, PermissionSetArn: PermissionSet?.PermissionSetArn ?? '' };
}

it('tells of the instance and its Region, and takes a name', async () => {
  const { Instances } = await client.send(new ListInstancesCommand({}));
  expect(Instances).toMatchObject([
    {
      InstanceArn,
      IdentityStoreId: lab.state.aws.identityStore.id,
      OwnerAccountId: lab.state.aws.organization.managementAccountId,
      Status: 'ACTIVE',
    },
  ]);
  await client.send(new UpdateInstanceCommand({ InstanceArn, Name: 'organization' }));
  expect(await client.send(new DescribeInstanceCommand({ InstanceArn }))).toMatchObject({
    Name: 'organization',
    EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY' },
  });
  const { Regions } = await client.send(new ListRegionsCommand({ InstanceArn }));
  expect(Regions).toMatchObject([{ RegionName: lab.state.aws.region, IsPrimaryRegion: true }]);
});

it('creates, describes, updates and deletes a permission set', async () => {
  const created = await client.send(
    new CreatePermissionSetCommand({
      InstanceArn,
      Name: 'Developers',
      Description: 'They develop',
      SessionDuration: 'PT8H',
      RelayState: 'https://console.aws.amazon.com/ec2',
      Tags: [{ Key: 'team', Value: 'dev' }],
    }),
  );
  const PermissionSetArn = created.PermissionSet?.PermissionSetArn ?? '';
  expect(PermissionSetArn).toMatch(/^arn:aws:sso:::permissionSet\/ssoins-[0-9a-f]{16}\/ps-[0-9a-f]{16}$/);
  expect(created.PermissionSet?.CreatedDate).toBeInstanceOf(Date);
  const set = { InstanceArn, PermissionSetArn };
  await client.send(new UpdatePermissionSetCommand({ ...set, Description: 'They do more' }));
  expect((await client.send(new DescribePermissionSetCommand(set))).PermissionSet).toMatchObject({
    Name: 'Developers',
    Description: 'They do more',
    SessionDuration: 'PT8H',
    RelayState: 'https://console.aws.amazon.com/ec2',
  });
  await expect(
    client.send(new CreatePermissionSetCommand({ InstanceArn, Name: 'Developers' })),
  ).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'PermissionSet with name Developers already exists.',
    $metadata: { httpStatusCode: 400 },
  });
  await client.send(new DeletePermissionSetCommand(set));
  await expect(client.send(new DescribePermissionSetCommand(set))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `Could not find PermissionSet with id ${PermissionSetArn.split('/').at(-1)}`,
  });
});

it.each([
  [{ Name: 'a'.repeat(33) }, "at 'name' failed to satisfy constraint: Member must have length less than"],
  [{ Name: 'no spaces' }, "at 'name' failed to satisfy constraint: Member must satisfy regular expression"],
  [{ Name: 'x', Description: 'd'.repeat(701) }, "at 'description'"],
  [{ Name: 'x', RelayState: 'r'.repeat(241) }, "at 'relayState'"],
  [{ Name: 'x', SessionDuration: '8 hours' }, "at 'sessionDuration'"],
  [{ Name: 'x', SessionDuration: 'PT13H' }, 'The session duration must be between 1 hour and 12 hours.'],
  [{ Name: 'x', Tags: [{ Key: '', Value: 'v' }] }, "at 'tags.1.member.key'"],
  [{ Name: 'x', Tags: [{ Key: 'aws:x', Value: 'v' }] }, 'reserved'],
  [{ Name: '', InstanceArn: 'arn:aws:sso:::instance/other' }, '3 validation errors detected: '],
])('refuses wrong input, row %#', async (wrong, message) => {
  const command = new CreatePermissionSetCommand({ InstanceArn, ...wrong });
  await expect(client.send(command)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message),
  });
});

it('keeps managed policies, customer managed policies, an inline policy and a boundary', async () => {
  const set = await newSet('Policies');
  const ManagedPolicyArn = 'arn:aws:iam::aws:policy/job-function/Billing';
  await client.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
  await expect(
    client.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn })),
  ).rejects.toMatchObject({ name: 'ConflictException' });
  expect(
    (await client.send(new ListManagedPoliciesInPermissionSetCommand(set))).AttachedManagedPolicies,
  ).toEqual([{ Name: 'Billing', Arn: ManagedPolicyArn }]);

  const reference = { CustomerManagedPolicyReference: { Name: 'Own', Path: '/team/' } };
  const attach = new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({ ...set, ...reference });
  await client.send(attach);
  await expect(client.send(attach)).rejects.toMatchObject({ name: 'ConflictException' });
  const listed = new ListCustomerManagedPolicyReferencesInPermissionSetCommand(set);
  expect((await client.send(listed)).CustomerManagedPolicyReferences).toEqual([
    { Name: 'Own', Path: '/team/' },
  ]);

  const InlinePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  await client.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy }));
  expect(await client.send(new GetInlinePolicyForPermissionSetCommand(set))).toMatchObject({ InlinePolicy });

  const boundary = new GetPermissionsBoundaryForPermissionSetCommand(set);
  await expect(client.send(boundary)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const PermissionsBoundary = { ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  await client.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...set, PermissionsBoundary }));
  expect(await client.send(boundary)).toMatchObject({ PermissionsBoundary });

  await client.send(new DetachManagedPolicyFromPermissionSetCommand({ ...set, ManagedPolicyArn }));
  await client.send(
    new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({ ...set, ...reference }),
  );
  await client.send(new DeleteInlinePolicyFromPermissionSetCommand(set));
  await client.send(new DeletePermissionsBoundaryFromPermissionSetCommand(set));
  await expect(
    client.send(new DetachManagedPolicyFromPermissionSetCommand({ ...set, ManagedPolicyArn })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(
    (await client.send(new ListManagedPoliciesInPermissionSetCommand(set))).AttachedManagedPolicies,
  ).toEqual([]);
  expect((await client.send(new GetInlinePolicyForPermissionSetCommand(set))).InlinePolicy).toBe('');
});

it('holds to the quotas of policies', async () => {
  const set = await newSet('Quotas');
  for (let index = 0; index < 20; index += 1) {
    const ManagedPolicyArn = `arn:aws:iam::aws:policy/Policy${index}`;
    await client.send(new AttachManagedPolicyToPermissionSetCommand({ ...set, ManagedPolicyArn }));
  }
  await expect(
    client.send(
      new AttachManagedPolicyToPermissionSetCommand({
        ...set,
        ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    ),
  ).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
  const inline = (length: number) =>
    new PutInlinePolicyToPermissionSetCommand({
      ...set,
      InlinePolicy: `{${' '.repeat(15_000)}"Id":"${'x'.repeat(length)}"}`,
    });
  await client.send(inline(10_230));
  await expect(client.send(inline(10_240))).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
  });
  await expect(
    client.send(new PutInlinePolicyToPermissionSetCommand({ ...set, InlinePolicy: 'not JSON' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

it('tags and untags', async () => {
  const { PermissionSetArn: ResourceArn } = await newSet('Tagged');
  const tag = { InstanceArn, ResourceArn };
  await client.send(
    new TagResourceCommand({
      ...tag,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '' },
      ],
    }),
  );
  await client.send(new UntagResourceCommand({ ...tag, TagKeys: ['a', 'never there'] }));
  expect((await client.send(new ListTagsForResourceCommand(tag))).Tags).toEqual([{ Key: 'b', Value: '' }]);
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
  await expect(client.send(new TagResourceCommand({ ...tag, Tags: many }))).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
  });
  await client.send(
    new TagResourceCommand({ ResourceArn: InstanceArn, Tags: [{ Key: 'env', Value: 'lab' }] }),
  );
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn: InstanceArn }))).Tags).toEqual([
    { Key: 'env', Value: 'lab' },
  ]);
});

it('keeps attributes for access control', async () => {
  const describe_ = new DescribeInstanceAccessControlAttributeConfigurationCommand({ InstanceArn });
  await expect(client.send(describe_)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const configuration = (key: string) => ({
    InstanceArn,
    InstanceAccessControlAttributeConfiguration: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS writes it so
      AccessControlAttributes: [{ Key: key, Value: { Source: ['${path:enterprise.department}'] } }],
    },
  });
  await client.send(new CreateInstanceAccessControlAttributeConfigurationCommand(configuration('a')));
  await expect(
    client.send(new CreateInstanceAccessControlAttributeConfigurationCommand(configuration('a'))),
  ).rejects.toMatchObject({ name: 'ConflictException' });
  await client.send(new UpdateInstanceAccessControlAttributeConfigurationCommand(configuration('b')));
  const { InstanceArn: _, ...expected } = configuration('b');
  expect(await client.send(describe_)).toMatchObject({ Status: 'ENABLED', ...expected });
  await client.send(new DeleteInstanceAccessControlAttributeConfigurationCommand({ InstanceArn }));
  await expect(client.send(describe_)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('pages with tokens that are good for their own question only, also while sets come and go', async () => {
  const all: string[] = [];
  for await (const page of paginateListPermissionSets({ client, pageSize: 2 }, { InstanceArn }))
    all.push(...(page.PermissionSets ?? []));
  expect(all).toEqual([...lab.state.aws.identityCenter.permissionSets.keys()]);
  const first = await client.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 6 }));
  const [gone = ''] = (await newSet('Gone')).PermissionSetArn.split(' ');
  await client.send(new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: gone }));
  const [early = ''] = first.PermissionSets ?? [];
  lab.state.aws.identityCenter.permissionSets.delete(early);
  const rest = await client.send(new ListPermissionSetsCommand({ InstanceArn, NextToken: first.NextToken }));
  expect([...(first.PermissionSets ?? []), ...(rest.PermissionSets ?? [])]).toEqual(all);
  const elsewhere = { InstanceArn, PermissionSetArn: all[1], NextToken: first.NextToken };
  await expect(client.send(new ListManagedPoliciesInPermissionSetCommand(elsewhere))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(
    client.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 101 })),
  ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('101') });
});

it('lists nothing in a Region without an instance, and finds none there', async () => {
  const elsewhere = awsClients(lab).ssoAdmin;
  elsewhere.config.region = () => Promise.resolve('eu-central-1');
  expect((await elsewhere.send(new ListInstancesCommand({}))).Instances).toEqual([]);
  await expect(elsewhere.send(new ListPermissionSetsCommand({ InstanceArn }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
