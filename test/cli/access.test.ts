import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../electron/compose/system-clock.ts';
import {
  accessApplySchema,
  accessExportSchema,
  accessPlanSchema,
  accessReportSchema,
} from '../../shared/contract/access.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { AwsServer } from '../adapters/aws-identity-center/aws-server.ts';
import { DEV, SMALL } from '../core/access/small-organization.ts';
import { MemoryIdentityCenter, type MemoryOptions } from '../flows/access/memory-identity-center.ts';
import { memoryAws } from './memory-aws.ts';
import { type CliWorld, documentOf, runCli as runAny } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
let server: AwsServer;
let center: MemoryIdentityCenter;
let number = 0;
const fresh = (ending: string): string => join(folder.path, `${number++}${ending}`);

function organization(options: MemoryOptions = {}): void {
  center = new MemoryIdentityCenter(systemClock, SMALL, { latency: 0, settle: 20, ...options });
  server.answer = memoryAws(center.port);
  server.requests.length = 0;
}

beforeAll(async () => {
  server = await AwsServer.start();
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    FEDBENCH_DATA: join(folder.path, 'data'),
  }))
    vi.stubEnv(name, value);
});
beforeEach(() => organization());
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

/** An organization in memory answers faster than AWS. */
const runCli = (args: readonly string[], world: CliWorld = {}) => runAny([...args, '--rate', '2000'], world);

const DESIRED = folder.put(
  'desired.yaml',
  `version: 1
permissionSets:
  Auditor:
    managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
assignments:
  - {permissionSet: Auditor, groups: [Nobody], accounts: [{ou: Workloads}]}
`,
);

describe('fedbench access export', () => {
  it('prints one document with what it cost', async () => {
    const run = await runCli(['access', 'export', '--json']);
    const document = accessExportSchema.parse(documentOf(run));
    expect(run.exit).toBe(0);
    expect(document.assignments).toHaveLength(4);
    expect(document.assignments[0]).toEqual({
      accountId: '222222222222',
      accountName: 'shop-prod',
      permissionSet: 'Admin',
      principalType: 'GROUP',
      principalId: 'g-admins',
      principal: 'Admins',
    });
    expect(document.naiveCalls).toBe(7);
    expect(document.calls['sso-admin']).toBe(document.setFirstCalls + document.detailCalls);
    expect(document.calls['sso-admin']).toBe(
      server.requests.filter(({ target }) => target.startsWith('sso-admin')).length,
    );
    expect(run.err).toMatch(/4 assignments of 2 permission sets, read with \d+ calls \(7 by asking/);
  });

  it.each([
    ['yaml', 'permissionSets:'],
    ['csv', 'accountId,accountName'],
    ['terraform', 'resource "aws_ssoadmin_permission_set" "Admin"'],
    ['json', '"assignments"'],
  ])('prints %s', async (format, content) => {
    const run = await runCli(['access', 'export', '--format', format]);
    expect(run.exit).toBe(0);
    expect(run.out).toContain(content);
  });

  it('writes a file in the format that its name ends with, and replaces none unasked', async () => {
    const path = fresh('.xlsx');
    expect((await runCli(['access', 'export', '--out', path])).exit).toBe(0);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    const again = await runCli(['access', 'export', '--out', path, '--json']);
    expect(documentOf(again)).toMatchObject({ error: { code: 'ERR_OUTPUT_EXISTS' } });
    expect((await runCli(['access', 'export', '--out', path, '--force', '--json'])).exit).toBe(0);
    expect((await runCli(['access', 'export', '--format', 'xlsx'])).exit).toBe(2);
    expect((await runCli(['access', 'export', '--format', 'pdf'])).exit).toBe(2);
  });

  it('writes what a view shows, and says which views there are', async () => {
    const all = (await runCli(['access', 'export', '--format', 'csv'])).out.trim().split(/\r?\n/);
    const view = ['access', 'export', '--format', 'csv', '--view'];
    const users = await runCli([...view, 'assigned to users, not groups']);
    expect(users.out.trim().split(/\r?\n/)).toEqual(
      all.filter((line, at) => at === 0 || /,USER,/.test(line)),
    );
    const unknown = await runCli([...view, 'Mine', '--json', '--out', fresh('.csv')]);
    expect(documentOf(unknown)).toMatchObject({
      error: { code: 'ERR_ACCESS_UNKNOWN_NAME', details: { near: expect.arrayContaining(['Everything']) } },
    });
    expect((await runCli(['access', 'export', '--view', 'Everything'])).exit).toBe(2);
  });

  it('says what it may not read', async () => {
    organization({ deny: (operation) => operation === 'ListUsers' });
    const run = await runCli(['access', 'export', '--json']);
    expect(accessExportSchema.parse(documentOf(run)).unknown).toEqual([
      expect.objectContaining({ part: 'users', code: 'ERR_AWS_ACCESS_DENIED' }),
    ]);
    expect(run.err).toContain('not known: users');
  });

  it('fails in words where AWS cannot be reached, or takes no credentials', async () => {
    server.answer = () => ({
      status: 400,
      body: {
        __type: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      },
    });
    const refused = await runCli(['access', 'export', '--json']);
    expect(wireErrorSchema.parse((documentOf(refused) as { error: unknown }).error).code).toBe(
      'ERR_AWS_CREDENTIALS_INVALID',
    );
    expect(refused.exit).toBe(1);
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    const unreachable = await runCli(['access', 'export', '--json']);
    process.env.AWS_ENDPOINT_URL = server.endpoint;
    expect(unreachable.exit).toBe(3);
    expect(documentOf(unreachable)).toMatchObject({ error: { code: 'ERR_NETWORK_UNREACHABLE' } });
  });
});

describe('fedbench access plan', () => {
  it('lists changes, what they take, and what it leaves alone', async () => {
    const run = await runCli(['access', 'plan', DESIRED, '--json']);
    const plan = accessPlanSchema.parse(documentOf(run));
    expect(run.exit).toBe(0);
    expect(plan.changes.map(({ kind }) => kind)).toEqual([
      'create-permission-set',
      'attach-managed-policy',
      'create-assignment',
      'create-assignment',
    ]);
    expect(plan.changes[2]?.calls).toEqual([
      'CreateAccountAssignment',
      'ListAccountAssignmentCreationStatus',
    ]);
    expect(plan.unmentioned).toEqual({ permissionSets: ['Admin', 'Reader'], assignments: 4 });
    const text = await runCli(['access', 'plan', DESIRED, '--fail-on-drift']);
    expect(text.exit).toBe(1);
    expect(text.out).toContain('+ assign Auditor in shop-dev (333333333333) to group Nobody');
    expect(text.out).toMatch(/4 changes; about \d+ calls and \d+ s\./);
  });

  it('is empty for an unchanged export, also when it prunes', async () => {
    const path = fresh('.yaml');
    await runCli(['access', 'export', '--out', path]);
    for (const more of [[], ['--prune']]) {
      const run = await runCli(['access', 'plan', path, '--json', '--fail-on-drift', ...more]);
      expect(accessPlanSchema.parse(documentOf(run)).changes).toEqual([]);
      expect(run.exit).toBe(0);
    }
  });

  it('names the places of what is wrong', async () => {
    const path = fresh('.yaml');
    writeFileSync(
      path,
      'version: 1\nassignments:\n  - {permissionSet: Admin, groups: [Admin], accounts: ["*"]}\n',
    );
    const run = await runCli(['access', 'plan', path, '--json']);
    expect(run.exit).toBe(2);
    expect(documentOf(run)).toMatchObject({
      error: {
        code: 'ERR_ACCESS_DESIRED',
        details: {
          problems: [{ line: 3, column: 37, message: 'There is no group “Admin”. Did you mean Admins?' }],
        },
      },
    });
  });
});

describe('fedbench access apply', () => {
  it('asks before it changes anything', async () => {
    const refused = await runCli(['access', 'apply', DESIRED, '--json'], { stdin: '' });
    expect(refused.exit).toBe(2);
    expect(documentOf(refused)).toMatchObject({ error: { code: 'ERR_USAGE', details: { option: '--yes' } } });
    expect(center.state.operations).toEqual([]);
  });

  it('applies a desired state, a plan, and refuses the plan once the state has changed', async () => {
    const planFile = fresh('.json');
    await runCli(['access', 'plan', DESIRED, '--out', planFile]);
    const journal = fresh('.journal');
    const run = await runCli(['access', 'apply', planFile, '--yes', '--json', '--journal', journal]);
    expect(accessApplySchema.parse(documentOf(run))).toMatchObject({
      applied: 4,
      failed: [],
      remaining: 0,
      journal,
    });
    expect(run.exit).toBe(0);
    expect(existsSync(`${journal}.lock`)).toBe(false);
    const stale = await runCli([
      'access',
      'apply',
      planFile,
      '--yes',
      '--json',
      '--journal',
      fresh('.journal'),
    ]);
    expect(stale.exit).toBe(1);
    expect(documentOf(stale)).toMatchObject({
      error: {
        code: 'ERR_ACCESS_PLAN_STALE',
        details: { differences: expect.arrayContaining(['permission set Auditor was created']) },
      },
    });
    const again = await runCli(['access', 'apply', DESIRED, '--yes', '--json']);
    expect(accessApplySchema.parse(documentOf(again))).toMatchObject({ applied: 0, remaining: 0 });
    const resumed = await runCli(['access', 'resume', journal, '--json']);
    expect(accessApplySchema.parse(documentOf(resumed))).toMatchObject({ applied: 4, remaining: 0 });
  });

  it('tells what failed and why, and goes on from the journal', async () => {
    center.state.failures.set('g-none', 'No such role');
    const journal = fresh('.journal');
    const run = await runCli(['access', 'apply', DESIRED, '--yes', '--journal', journal]);
    expect(run.exit).toBe(1);
    expect(run.out).toContain('No such role (ERR_ACCESS_OPERATION_FAILED)');
    expect(run.out).toContain(`Go on with: fedbench access resume ${journal}`);
    center.state.failures.clear();
    expect((await runCli(['access', 'resume', journal])).exit).toBe(0);
    expect(
      [...center.state.assignments.values()].filter(({ principalId }) => principalId === 'g-none'),
    ).toHaveLength(2);
  });

  it('stops when it is cancelled, and resumes', async () => {
    organization({ settle: 300 });
    const controller = new AbortController();
    const journal = fresh('.journal');
    const running = runCli(['access', 'apply', DESIRED, '--yes', '--json', '--journal', journal], {
      signal: controller.signal,
    });
    while (center.state.operations.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    const run = await running;
    expect(run.exit).toBe(130);
    const resumed = await runCli(['access', 'resume', journal, '--json']);
    expect(accessApplySchema.parse(documentOf(resumed))).toMatchObject({
      applied: 4,
      failed: [],
      remaining: 0,
    });
    expect(center.violations).toEqual([]);
  });

  it('refuses a journal that is none, or of another organization', async () => {
    const path = fresh('.journal');
    writeFileSync(path, 'nothing\n');
    expect(documentOf(await runCli(['access', 'resume', path, '--json']))).toMatchObject({
      error: { code: 'ERR_ACCESS_JOURNAL_UNREADABLE', details: { line: 1 } },
    });
    const journal = fresh('.journal');
    await runCli(['access', 'apply', DESIRED, '--yes', '--journal', journal]);
    center = new MemoryIdentityCenter(
      systemClock,
      { ...SMALL, instance: { ...SMALL.instance, arn: 'arn:aws:sso:::instance/ssoins-2222222222222222' } },
      { latency: 0 },
    );
    server.answer = memoryAws(center.port);
    expect(documentOf(await runCli(['access', 'resume', journal, '--json']))).toMatchObject({
      error: { code: 'ERR_ACCESS_JOURNAL_FOREIGN' },
    });
  });
});

describe('fedbench access report', () => {
  it('tells who has access and why', async () => {
    const run = await runCli(['access', 'report', '--who', 'bob@example.com', '--json']);
    expect(accessReportSchema.parse(documentOf(run)).access).toEqual([
      expect.objectContaining({
        accountId: DEV,
        permissionSet: 'Admin',
        principal: 'Developers',
        user: 'bob@example.com',
        reason: 'member-of-group',
      }),
    ]);
    const text = await runCli(['access', 'report', '--account', 'shop-dev']);
    expect(text.out).toContain(
      'Admin in shop-dev (333333333333)\n  ann@example.com  as a member of Admins\n',
    );
    const unknown = await runCli(['access', 'report', '--who', 'bo@example.com', '--json']);
    expect(unknown.exit).toBe(2);
    expect(documentOf(unknown)).toMatchObject({
      error: { code: 'ERR_ACCESS_UNKNOWN_NAME', hint: expect.stringContaining('bob@example.com') },
    });
  });

  it('does with what was read before where it is young enough, until something is applied', async () => {
    const ask = (...more: string[]) =>
      runCli(['access', 'report', '--who', 'bob@example.com', '--json', ...more]);
    await ask('--max-age', '1h');
    server.requests.length = 0;
    const again = await ask('--max-age', '1h');
    expect(accessReportSchema.parse(documentOf(again)).access).toHaveLength(1);
    expect(server.requests.map(({ target }) => target)).toEqual(['sso-admin ListInstances']);
    expect(again.err).toMatch(/read \d+ s ago; --max-age 0s reads again/);
    expect((await ask()).err).not.toContain('ago');
    expect((await ask('--max-age', 'soon')).exit).toBe(2);
    await runCli(['access', 'apply', DESIRED, '--yes', '--journal', fresh('.journal')]);
    expect((await ask('--max-age', '1h')).err).not.toContain('ago');
  });

  it('tells what is odd where nobody is asked for', async () => {
    center.state.failures.clear();
    const run = await runCli(['access', 'report', '--json']);
    const { access, findings } = accessReportSchema.parse(documentOf(run));
    expect(access).toHaveLength(5);
    expect(findings).toEqual([]);
  });
});
