import { get } from 'node:https';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { runningLab } from './running-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

function ask(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { ca: lab.ground.tls.caPem, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}

it('serves TLS on loopback with a certificate of its own authority', async () => {
  expect(await ask(`${lab.ground.addresses.loopback('graph')}/nothing-here`)).toBe(400);
});

it('refuses a Host that is neither loopback nor a name it plays', async () => {
  const url = lab.ground.addresses.loopback('entra');
  expect(await ask(url, { host: 'attacker.example' })).toBe(421);
  expect(await ask(url, { host: 'login.microsoftonline.com' })).toBe(404);
});

it('grows the same Lab from the same number, and the write-up’s assignments', async () => {
  const other = await runningLab();
  const ids = (one: Lab) =>
    [...one.state.directory.tenants.values()].map(({ id, users }) => [id, ...users.keys()]);
  expect(ids(other)).toEqual(ids(lab));
  expect(other.state.aws.identityCenter.instanceArn).toBe(lab.state.aws.identityCenter.instanceArn);
  await other.stop();
  const { identityCenter } = lab.state.aws;
  const assigned = [...identityCenter.assignments.values()].flatMap((sets) =>
    [...sets].flatMap(([arn, principals]) =>
      [...principals].map(() => identityCenter.permissionSets.get(arn)?.name),
    ),
  );
  expect(assigned.sort()).toEqual([
    'AdministratorAccess',
    'AdministratorAccess',
    'AdministratorAccess',
    'AdministratorAccess',
    'SystemsAdmin',
    'SystemsAdmin',
  ]);
});

it('takes up a snapshot where it was', async () => {
  const kept = lab.snapshot();
  const { state } = lab;
  lab.state.aws.identityCenter.permissionSets.clear();
  lab.restore(kept);
  expect(lab.state).toEqual({ ...state, aws: lab.state.aws });
  expect(lab.state.aws.identityCenter.permissionSets.size).toBe(5);
});
