import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { workspaceFileText } from '../../../electron/compose/workspace-file.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { accessApplySchema, accessExportSchema } from '../../../shared/contract/access.ts';
import { accessPoliciesSchema } from '../../../shared/contract/access-policies.ts';
import { DEFAULT_NETWORK, type Workspace } from '../../../shared/core/connections/workspace.ts';
import { type CliRun, documentOf, runCli as runAny } from '../../cli/run-cli.ts';
import { scratchFolder } from '../../cli/scratch-folder.ts';
import { administratorKey } from '../aws/aws-lab.ts';
import { runningLab } from '../running-lab.ts';

vi.setConfig({ testTimeout: 30_000 });
const folder = scratchFolder();
let lab: Lab;
let ready = '';

/** The Lab answers faster than AWS. */
const runCli = (args: readonly string[]): Promise<CliRun> =>
  runAny(args[0] === 'access' ? [...args, '--rate', '1000'] : args);

beforeAll(async () => {
  lab = await runningLab();
  folder.put('ca.pem', lab.ground.tls.caPem);
  ready = folder.put('ready.json', JSON.stringify(readyDocument(lab, 'ca.pem')));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('FEDBENCH_DATA', join(folder.path, 'workspaces'));
});
afterEach(() => {
  delete process.env.FEDBENCH_LAB;
  delete process.env.FEDBENCH_SECRET_ACCESS_KEY;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await lab.stop();
});

it('--workspace lab needs nothing but FEDBENCH_LAB', async () => {
  process.env.FEDBENCH_LAB = ready;
  const run = await runCli(['access', 'export', '--workspace', 'lab', '--json']);
  expect(run, run.err).toMatchObject({ exit: 0 });
  const { assignments } = accessExportSchema.parse(documentOf(run));
  expect(
    assignments
      .map(({ accountName, permissionSet, principal }) => `${permissionSet} ${accountName} ${principal}`)
      .sort(),
  ).toEqual([
    'AdministratorAccess account1 B2B Security Admins',
    'AdministratorAccess account1 Security Admins',
    'AdministratorAccess account2 B2B Security Admins',
    'AdministratorAccess account2 Security Admins',
    'SystemsAdmin account1 System Operators',
    'SystemsAdmin account2 System Operators',
  ]);
});

it('finds AWS-managed policies, and what they allow', async () => {
  const words = ['access', 'policies', 'network', 'admin', '--lab', ready];
  const found = await runCli([...words, '--document', '--json']);
  const { policies, calls } = accessPoliciesSchema.parse(documentOf(found));
  expect(policies.map(({ name }) => name)).toEqual(['NetworkAdministrator']);
  expect(policies[0]?.document).toContain('ec2:');
  expect(calls.iam).toBeLessThan(6);
  expect((await runCli(words)).out).toContain('arn:aws:iam::aws:policy/job-function/NetworkAdministrator');
  expect((await runCli(['access', 'policies', 'no such policy', '--lab', ready])).exit).toBe(1);
  expect((await runCli([...words, '--limit', '0'])).exit).toBe(2);
});

it('--lab alone is the workspace lab; report and plan take it too', async () => {
  const report = await runCli(['access', 'report', '--lab', ready, '--who', 'bart.simpson@jogcloud.com']);
  expect(report.out).toContain('2 ways in.');
  const desired = join(folder.path, 'export.yaml');
  expect((await runCli(['access', 'export', '--lab', ready, '--out', desired])).exit).toBe(0);
  const plan = await runCli(['access', 'plan', desired, '--lab', ready, '--fail-on-drift']);
  expect(plan, plan.out).toMatchObject({ exit: 0 });
  expect(plan.out).toContain('Nothing would change.');
});

/** A workspace of somebody's own, which points at the Lab. */
async function imported(changes: Partial<Workspace>): Promise<void> {
  const { id: keyId } = administratorKey(lab);
  const workspace: Omit<Workspace, 'id'> = {
    name: 'Ours',
    writable: true,
    aws: { region: lab.state.aws.region, endpoint: lab.ground.addresses.loopback('aws') },
    openai: [],
    identities: [
      { id: '5f0f3a52-6a0f-4a6e-9a53-0d5f5a8f6b11', name: 'Portal', kind: 'apim-key' },
      { id: '5f0f3a52-6a0f-4a6e-9a53-0d5f5a8f6b12', name: 'Key', kind: 'aws-access-key', accessKeyId: keyId },
    ],
    network: { ...DEFAULT_NETWORK, proxy: 'none' },
    ...changes,
  };
  const file = folder.put(`${workspace.name}.json`, workspaceFileText({ id: 'elsewhere', ...workspace }));
  const run = await runCli(['workspace', 'import', file]);
  expect(run, run.err).toMatchObject({ exit: 0 });
}

it('takes Region, endpoint and the first identity of AWS from a workspace of one’s own, and its secret from the environment', async () => {
  await imported({});
  process.env.FEDBENCH_SECRET_ACCESS_KEY = administratorKey(lab).secret;
  const run = await runCli(['access', 'export', '--workspace', 'ours', '--json']);
  expect(run, run.out).toMatchObject({ exit: 0 });
  expect(accessExportSchema.parse(documentOf(run)).assignments).toHaveLength(6);
  const named = await runCli(['access', 'report', '--workspace', 'ours', '--identity', 'key']);
  expect(named, named.err).toMatchObject({ exit: 0 });
});

it('without its secret, says which identity lacks it and sends nothing', async () => {
  const asked = lab.ground.log.list().length;
  const run = await runCli(['access', 'report', '--workspace', 'ours']);
  expect(run.exit).toBe(2);
  expect(run.err).toContain('ERR_IDENTITY_SECRET');
  expect(lab.ground.log.list()).toHaveLength(asked);
});

it.each([
  [
    'an identity that is not there',
    ['--workspace', 'ours', '--identity', 'Nobody'],
    'ERR_IDENTITY_UNKNOWN',
    2,
  ],
  ['an identity of another side', ['--workspace', 'ours', '--identity', 'Portal'], 'ERR_USAGE', 2],
  ['an identity of no workspace', ['--identity', 'Key'], 'ERR_USAGE', 2],
  ['a workspace that is not there', ['--workspace', 'theirs'], 'ERR_WORKSPACE_UNKNOWN', 2],
  ['the Lab where none is named', ['--workspace', 'lab'], 'ERR_LAB_NOT_RUNNING', 3],
  ['a Lab that is none', ['--lab', 'nowhere.json'], 'ERR_LAB_NOT_RUNNING', 3],
])('refuses %s', async (_name, flags, code, exit) => {
  const run = await runCli(['access', 'report', ...flags]);
  expect(run.err).toContain(code);
  expect(run.exit).toBe(exit);
});

it('a workspace that is read only refuses apply and resume before anything is sent or written', async () => {
  await imported({ name: 'Watched', writable: false });
  process.env.FEDBENCH_SECRET_ACCESS_KEY = administratorKey(lab).secret;
  const desired = folder.put('desired.yaml', 'version: 1\n');
  const journal = join(folder.path, 'refused.journal');
  const asked = lab.ground.log.list().length;
  for (const command of [
    ['apply', desired, '--yes', '--journal', journal],
    ['resume', journal],
  ]) {
    const run = await runCli(['access', ...command, '--workspace', 'Watched', '--json']);
    expect(run.exit).toBe(2);
    expect(documentOf(run)).toMatchObject({ error: { code: 'ERR_WORKSPACE_READ_ONLY' } });
  }
  expect(lab.ground.log.list()).toHaveLength(asked);
  expect(existsSync(journal)).toBe(false);
  const plan = await runCli(['access', 'plan', desired, '--workspace', 'Watched']);
  expect(plan, plan.err).toMatchObject({ exit: 0 });
});

it('applies by a workspace, with a journal', async () => {
  const desired = folder.put(
    'more.yaml',
    'version: 1\nassignments:\n  - {permissionSet: SecurityAudit, groups: [System Operators], accounts: [account1]}\n',
  );
  const journal = join(folder.path, 'applied.journal');
  const run = await runCli([
    'access',
    'apply',
    desired,
    '--yes',
    '--lab',
    ready,
    '--journal',
    journal,
    '--json',
  ]);
  expect(run, run.err).toMatchObject({ exit: 0 });
  expect(accessApplySchema.parse(documentOf(run))).toMatchObject({ applied: 1, failed: [], remaining: 0 });
  expect(readFileSync(journal, 'utf8').trim().split('\n')).toHaveLength(4);
});
