import { ListUsersCommand } from '@aws-sdk/client-identitystore';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import {
  CreateAccountAssignmentCommand,
  CreatePermissionSetCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { accountIds, awsClients, clientOptions, roleKey } from './aws-lab.ts';

const HOUR = 3_600_000;

let lab: Lab;
let InstanceArn = '';
beforeAll(async () => {
  // An hour passes in 50 ms; assignments take one.
  lab = await runningLab({ settle: HOUR, timeScale: 72_000 });
  InstanceArn = lab.state.aws.identityCenter.instanceArn;
});
afterAll(() => lab.stop());
beforeEach(() => {
  lab.ground.limits.perSecond = undefined;
  lab.ground.faults.set([]);
});

const list = () => new ListPermissionSetsCommand({ InstanceArn });

async function outcomes(count: number, call: () => Promise<unknown>): Promise<readonly string[]> {
  const all = Array.from({ length: count }, () =>
    call().then(
      () => 'ok',
      (error: Error) => `${error.name}: ${error.message}`,
    ),
  );
  return await Promise.all(all);
}

it('limits each service by a bucket of its own', async () => {
  lab.ground.clock.setScale(1);
  lab.ground.limits.perSecond = 5;
  const { ssoAdmin, identityStore, organizations } = awsClients(lab);
  const sso = await outcomes(30, () => ssoAdmin.send(list()));
  expect(sso).toContain('ok');
  expect(sso).toContain('ThrottlingException: Rate exceeded');
  const users = new ListUsersCommand({ IdentityStoreId: lab.state.aws.identityStore.id });
  expect(await outcomes(3, () => identityStore.send(users))).toEqual(['ok', 'ok', 'ok']);
  const accounts = await outcomes(30, () => organizations.send(new ListAccountsCommand({})));
  expect(new Set(accounts)).toEqual(new Set(['ok']));
  lab.ground.clock.setScale(72_000);
});

it('throttles and fails on purpose, so that the SDK’s own retries get through', async () => {
  const patient = new SSOAdminClient({ ...clientOptions(lab), maxAttempts: 4 });
  lab.ground.faults.set([
    { kind: 'throttle', probability: 1, times: 1, service: 'sso-admin' },
    { kind: 'error', probability: 1, times: 1, service: 'sso-admin' },
    { kind: 'reset', probability: 1, times: 1, service: 'sso-admin' },
  ]);
  const { $metadata } = await patient.send(list());
  expect($metadata.attempts).toBe(4);
  // Provisioning has its cycles meanwhile.
  const faults = lab.ground.log
    .list()
    .filter(({ service }) => service === 'aws')
    .slice(-4)
    .map(({ fault, error }) => fault ?? error ?? '');
  expect(faults).toEqual(['throttle', 'error', 'reset', '']);
});

it('lets sessions expire on purpose, and no other keys', async () => {
  const [account = ''] = accountIds(lab).members;
  lab.ground.faults.set([{ kind: 'expired-token', probability: 1 }]);
  const session = awsClients(lab, roleKey(lab, account, 'AdministratorAccess'));
  await expect(session.ssoAdmin.send(list())).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  await awsClients(lab).ssoAdmin.send(list());
});

it('tells in the request log which operation on what', async () => {
  const [account = ''] = accountIds(lab).members;
  const { ssoAdmin } = awsClients(lab);
  const wrong = new CreateAccountAssignmentCommand({
    InstanceArn,
    PermissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-0000000000000000/ps-0000000000000000',
    TargetId: account,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: 'GROUP',
    PrincipalId: '11111111-2222-4333-8444-555555555555',
  });
  await expect(ssoAdmin.send(wrong)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(lab.ground.log.list().at(-1)).toMatchObject({
    service: 'aws',
    operation: 'CreateAccountAssignment',
    error: 'ResourceNotFoundException',
    detail: { TargetId: account, PrincipalType: 'GROUP' },
  });
});

it('settles hours in moments, in the same order', async () => {
  const { ssoAdmin } = awsClients(lab);
  const [account = ''] = accountIds(lab).members;
  const [group = ''] = lab.state.aws.identityStore.groups.keys();
  const asked: string[] = [];
  for (const Name of ['First', 'Second', 'Third']) {
    const { PermissionSet } = await ssoAdmin.send(new CreatePermissionSetCommand({ InstanceArn, Name }));
    const { AccountAssignmentCreationStatus: status } = await ssoAdmin.send(
      new CreateAccountAssignmentCommand({
        InstanceArn,
        PermissionSetArn: PermissionSet?.PermissionSetArn,
        TargetId: account,
        TargetType: 'AWS_ACCOUNT',
        PrincipalType: 'GROUP',
        PrincipalId: group,
      }),
    );
    asked.push(status?.RequestId ?? '');
  }
  const command = new ListAccountAssignmentCreationStatusCommand({
    InstanceArn,
    Filter: { Status: 'IN_PROGRESS' },
  });
  await expect
    .poll(async () => (await ssoAdmin.send(command)).AccountAssignmentsCreationStatus, { interval: 20 })
    .toEqual([]);
  const { operations, provisioned } = lab.state.aws.identityCenter;
  const settled = asked.map((id) => operations.get(id)?.settlesAt ?? 0);
  expect(settled).toEqual([...settled].sort((a, b) => a - b));
  expect((settled[2] ?? 0) - (settled[0] ?? 0)).toBeGreaterThanOrEqual(2 * HOUR);
  const made = [...(provisioned.get(account)?.values() ?? [])].slice(-3);
  expect(made.map(({ roleArn }) => /SSO_(\w+)_/.exec(roleArn)?.[1])).toEqual(['First', 'Second', 'Third']);
  expect(made.map(({ updatedAt }) => updatedAt)).toEqual(settled);
});
