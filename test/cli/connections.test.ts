import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { readyDocument } from '../../electron/lab/ready.ts';
import {
  identitiesToldSchema,
  identityTestedSchema,
  profilesToldSchema,
  workspaceImportedSchema,
  workspacesToldSchema,
} from '../../shared/contract/connections-told.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { runningLab } from '../lab/running-lab.ts';
import { runCli } from './run-cli.ts';

let lab: Lab;
let folder: string;
let ready: string;

beforeAll(async () => {
  lab = await runningLab();
  folder = mkdtempSync(join(tmpdir(), 'fedbench-cli-'));
  ready = join(folder, 'lab.json');
  writeFileSync(join(folder, 'ca.pem'), lab.ground.tls.caPem);
  writeFileSync(ready, JSON.stringify(readyDocument(lab, 'ca.pem')));
  for (const [name, value] of Object.entries({
    FEDBENCH_DATA: join(folder, 'data'),
    AWS_CONFIG_FILE: join(folder, 'config'),
  }))
    vi.stubEnv(name, value);
}, 20_000);
afterEach(() => rmSync(join(folder, 'data'), { recursive: true, force: true }));
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await lab.stop();
});

const json = async (...args: string[]) => {
  const { out, exit: status } = await runCli([...args, '--json']);
  return { value: JSON.parse(out) as unknown, status };
};

it('signs in as each identity of the running Lab that needs no person, and says what it may do', async () => {
  const { value } = await json('identity', 'list', '--workspace', 'lab', '--lab', ready);
  const { identities } = identitiesToldSchema.parse(value);
  const alone = identities.filter(({ kind }) => ['entra-client-secret', 'aws-access-key'].includes(kind));
  expect(alone.length).toBeGreaterThan(2);
  for (const { name } of alone) {
    const tested = await json('identity', 'test', name, '--workspace', 'lab', '--lab', ready);
    expect(tested.status).toBe(0);
    const { report } = identityTestedSchema.parse(tested.value);
    if (report.side === 'aws') expect(report.verdict.access).toBe('write');
    if (name === 'Lab Administration' && report.side === 'entra')
      expect(report.needs.map(({ access }) => access)).toEqual(['read', 'write', 'write', 'write']);
  }
  expect((await runCli(['identity', 'test', 'Administrator', '--lab', ready])).out).toContain(
    'management account',
  );
});

it('hands a workspace on without secrets and takes it in again', async () => {
  const file = join(folder, 'workspace.json');
  await runCli(['workspace', 'export', 'lab', '--lab', ready, '--out', file, '--force']);
  const imported = workspaceImportedSchema.parse((await json('workspace', 'import', file)).value);
  expect(imported.workspace.name).toBe('Lab 2');
  await runCli(['workspace', 'use', 'Lab 2']);
  const { workspaces } = workspacesToldSchema.parse((await json('workspace', 'list')).value);
  expect(workspaces.find(({ active }) => active)?.name).toBe('Lab 2');
});

it('lists the AWS profiles of this machine, with what is wrong with each', async () => {
  writeFileSync(
    join(folder, 'config'),
    '[profile a]\nsource_profile = b\nrole_arn = x\n[profile c]\naws_access_key_id=A\naws_secret_access_key=B\n',
  );
  const { profiles } = profilesToldSchema.parse((await json('identity', 'profiles')).value);
  expect(profiles.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['a none', 'c static']);
});

it.each([
  [['identity', 'test', 'Nobody', '--workspace', 'lab'], 'ERR_IDENTITY_UNKNOWN', 2],
  [['identity', 'list', '--workspace', 'nowhere'], 'ERR_WORKSPACE_UNKNOWN', 2],
  [['identity', 'list', '--lab', '/no/such/file'], 'ERR_LAB_NOT_RUNNING', 3],
  [['workspace', 'import', '/no/such/file'], 'ERR_INPUT_NOT_FOUND', 2],
])('refuses %j with %s', async (args, code, exit) => {
  const { value, status } = await json(...args);
  expect(wireErrorSchema.parse((value as { error: unknown }).error).code).toBe(code);
  expect(status).toBe(exit);
});
