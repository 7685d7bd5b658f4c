import {
  DeregisterDelegatedAdministratorCommand,
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
  paginateListAccounts,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { JOGCLOUD } from '../../../../electron/lab/seed/jogcloud.ts';
import { runningLab } from '../../running-lab.ts';
import { accountIds, awsClients } from '../aws-lab.ts';

let lab: Lab;
let client: OrganizationsClient;
beforeAll(async () => {
  const many = Array.from({ length: 45 }, (_, index) => ({ name: `sandbox${index}`, tags: { env: 'dev' } }));
  const units = [{ name: 'Workloads', accounts: many, units: [{ name: 'Nested' }] }];
  lab = await runningLab({ seed: { ...JOGCLOUD, aws: { ...JOGCLOUD.aws, units } } });
  client = awsClients(lab).organizations;
});
afterAll(() => lab.stop());

it('describes the organization and its tree', async () => {
  const { organization } = lab.state.aws;
  const [workloads, nested] = organization.units.values();
  expect((await client.send(new DescribeOrganizationCommand({}))).Organization).toMatchObject({
    Id: organization.id,
    FeatureSet: 'ALL',
    MasterAccountId: organization.managementAccountId,
  });
  expect((await client.send(new ListRootsCommand({}))).Roots).toMatchObject([
    { Id: organization.rootId, Name: 'Root' },
  ]);
  const units = new ListOrganizationalUnitsForParentCommand({ ParentId: organization.rootId });
  expect((await client.send(units)).OrganizationalUnits).toMatchObject([{ Name: 'Workloads' }]);
  const described = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: nested?.id });
  expect((await client.send(described)).OrganizationalUnit).toMatchObject({ Name: 'Nested' });
  expect((await client.send(new ListParentsCommand({ ChildId: nested?.id }))).Parents).toEqual([
    { Id: workloads?.id, Type: 'ORGANIZATIONAL_UNIT' },
  ]);
  const children = new ListChildrenCommand({ ParentId: workloads?.id, ChildType: 'ORGANIZATIONAL_UNIT' });
  expect((await client.send(children)).Children).toEqual([{ Id: nested?.id, Type: 'ORGANIZATIONAL_UNIT' }]);
});

it('gives at most twenty accounts a page', async () => {
  expect((await client.send(new ListAccountsCommand({}))).Accounts).toHaveLength(20);
  await expect(client.send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toMatchObject({
    name: 'InvalidInputException',
    Reason: 'MAX_VALUE_EXCEEDED',
  });
  await expect(client.send(new ListAccountsCommand({ NextToken: 'made up' }))).rejects.toMatchObject({
    name: 'InvalidInputException',
    Reason: 'INVALID_NEXT_TOKEN',
  });
  const ids: (string | undefined)[] = [];
  for await (const page of paginateListAccounts({ client, pageSize: 7 }, {}))
    ids.push(...(page.Accounts ?? []).map(({ Id }) => Id));
  expect(ids).toEqual([...lab.state.aws.organization.accounts.keys()]);
  const [unit] = lab.state.aws.organization.units.keys();
  const inUnit = await client.send(new ListAccountsForParentCommand({ ParentId: unit, MaxResults: 20 }));
  expect(inUnit.Accounts).toHaveLength(20);
  expect(inUnit.NextToken).toBeDefined();
});

it('tells of accounts, their tags and parents', async () => {
  const account = [...lab.state.aws.organization.accounts.values()].at(-1);
  const AccountId = account?.id ?? '';
  expect((await client.send(new DescribeAccountCommand({ AccountId }))).Account).toMatchObject({
    Id: AccountId,
    Name: account?.name,
    Status: 'ACTIVE',
    JoinedMethod: 'CREATED',
  });
  expect((await client.send(new ListTagsForResourceCommand({ ResourceId: AccountId }))).Tags).toEqual([
    { Key: 'env', Value: 'dev' },
  ]);
  await expect(client.send(new DescribeAccountCommand({ AccountId: '000000000000' }))).rejects.toMatchObject({
    name: 'AccountNotFoundException',
  });
  await expect(client.send(new ListAccountsForParentCommand({ ParentId: 'r-none' }))).rejects.toMatchObject({
    name: 'ParentNotFoundException',
  });
  await expect(client.send(new ListParentsCommand({ ChildId: '000000000000' }))).rejects.toMatchObject({
    name: 'ChildNotFoundException',
  });
});

it('registers and deregisters delegated administrators', async () => {
  const [AccountId = ''] = accountIds(lab).members;
  const delegation = { AccountId, ServicePrincipal: 'sso.amazonaws.com' };
  const list = new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'sso.amazonaws.com' });
  expect((await client.send(list)).DelegatedAdministrators).toEqual([]);
  await client.send(new RegisterDelegatedAdministratorCommand(delegation));
  expect((await client.send(list)).DelegatedAdministrators).toMatchObject([{ Id: AccountId }]);
  await expect(client.send(new RegisterDelegatedAdministratorCommand(delegation))).rejects.toMatchObject({
    name: 'AccountAlreadyRegisteredException',
  });
  await client.send(new DeregisterDelegatedAdministratorCommand(delegation));
  expect((await client.send(list)).DelegatedAdministrators).toEqual([]);
});
