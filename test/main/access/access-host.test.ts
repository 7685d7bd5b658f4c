import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accessContract } from '../../../shared/contract/access-window.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEV, SMALL, setArn } from '../../core/access/small-organization.ts';
import { JoinedAccess } from './joined-access.ts';

let joined: JoinedAccess;
afterEach(() => joined.remove());

const DESIRED = `version: 1
permissionSets:
  Auditor:
    managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
assignments:
  - {permissionSet: Auditor, groups: [Admins], accounts: [{ou: Workloads}]}
`;
const ROWS = { filter: {}, sort: 'account', descending: false, from: 0, count: 100 } as const;

async function readIt(made: JoinedAccess) {
  joined = made;
  const context = made.context();
  const read = await made.handlers['access.read']({ identityId: 'i1' }, context);
  return { read, context };
}
/** What was read is written beside other work. */
const untilKept = () =>
  vi.waitFor(() =>
    expect(readdirSync(joined.folder).filter((name) => name.endsWith('.read.gz'))).toHaveLength(1),
  );
const planOf = (made: JoinedAccess, text = DESIRED) =>
  made.handlers['access.plan']({ text, prune: false, provision: false }, made.context());

it('reads, tells how far it is and what can be shown already, and answers from what it holds', async () => {
  const { read, context } = await readIt(new JoinedAccess(SMALL));
  expect(accessContract['access.read'].output.parse(read)).toMatchObject({
    complete: true,
    assignments: 4,
    permissionSets: 2,
    identityName: 'Admin',
    unknown: [],
  });
  expect(new Set(context.told.map(({ view }) => view))).toContain('first-view');
  expect(joined.changes).toContain('access.rows');
  const { handlers } = joined;
  const rows = accessContract['access.rows'].output.parse(await handlers['access.rows'](ROWS, context));
  expect(rows.total).toBe(4);
  expect(rows.rows[0]?.accountName).toBeDefined();
  for (const channel of [
    'access.sets',
    'access.findings',
    'access.desired',
    'access.journals',
    'access.status',
  ] as const)
    accessContract[channel].output.parse(await handlers[channel]({}, context));
  accessContract['access.facets'].output.parse(await handlers['access.facets']({ filter: {} }, context));
});

it('asks nothing of an organization that was not read', async () => {
  joined = new JoinedAccess(SMALL);
  const { handlers } = joined;
  expect(await handlers['access.status']({}, joined.context())).toEqual({ busy: false });
  await expect(handlers['access.rows'](ROWS, joined.context())).rejects.toMatchObject({ code: 'ERR_USAGE' });
  await expect(planOf(joined)).rejects.toMatchObject({ code: 'ERR_USAGE' });
});

it('says what is denied as unknown, and makes no plan that hangs on it', async () => {
  const { read } = await readIt(
    new JoinedAccess(SMALL, { deny: (operation) => operation === 'ListAccountAssignments' }),
  );
  expect(read.unknown).toEqual([expect.objectContaining({ part: 'assignments' })]);
  await expect(
    planOf(
      joined,
      'version: 1\nassignments:\n  - {permissionSet: Admin, groups: [Admins], accounts: ["*"]}\n',
    ),
  ).rejects.toMatchObject({ code: 'ERR_ACCESS_STATE_UNKNOWN' });
});

describe('a plan', () => {
  it('is applied after a confirmation that names its figures, journaled, and shown', async () => {
    await readIt(new JoinedAccess(SMALL));
    const plan = accessContract['access.plan'].output.parse(await planOf(joined));
    expect(plan.total).toBe(plan.changes.length);
    expect(joined.asked).toEqual([]);
    const context = joined.context();
    const report = await joined.plans.apply(
      plan.planId ?? '',
      'access.apply',
      1,
      context.signal,
      context.progress,
    );
    expect(accessContract['access.apply'].output.parse(report)).toMatchObject({
      applied: plan.total,
      failed: [],
      remaining: 0,
    });
    expect(joined.asked[0]?.question).toBe(`Make ${plan.total} changes in Contoso?`);
    expect(joined.asked[0]?.detail).toMatch(/additions?, 0 deletions, .*\n0 people lose access/);
    const { rows } = await joined.handlers['access.rows'](
      { ...ROWS, filter: { text: 'auditor' } },
      joined.context(),
    );
    expect(rows.length).toBeGreaterThan(0);
    const { journals } = await joined.handlers['access.journals']({}, joined.context());
    expect(journals).toMatchObject([{ total: plan.total, applied: plan.total, failed: 0 }]);
    const again = await planOf(joined);
    expect(again).toMatchObject({ total: 0 });
    expect(again.planId).toBeUndefined();
    expect(joined.center.violations).toEqual([]);
  });

  it('has no id in a workspace that is read only, and is refused where it became so', async () => {
    await readIt(new JoinedAccess(SMALL));
    const { planId = '' } = await planOf(joined);
    joined.workspace = { ...joined.workspace, writable: false };
    expect(await planOf(joined)).toMatchObject({ writable: false });
    expect((await planOf(joined)).planId).toBeUndefined();
    const apply = joined.plans.apply(planId, 'access.apply', 1, joined.context().signal);
    await expect(apply).rejects.toMatchObject({ code: 'ERR_WORKSPACE_READ_ONLY' });
  });

  it('of one workspace is not applied in another', async () => {
    await readIt(new JoinedAccess(SMALL));
    const { planId = '' } = await planOf(joined);
    joined.workspace = { ...joined.workspace, id: 'w2' };
    await expect(planOf(joined)).rejects.toMatchObject({ code: 'ERR_USAGE' });
    const apply = joined.plans.apply(planId, 'access.apply', 1, joined.context().signal);
    await expect(apply).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });

  it('is refused with the difference where somebody was faster', async () => {
    await readIt(new JoinedAccess(SMALL));
    const { planId: first = '' } = await planOf(joined);
    const { planId: second = '' } = await planOf(joined);
    await joined.plans.apply(first, 'access.apply', 1, joined.context().signal);
    const late = joined.plans.apply(second, 'access.apply', 1, joined.context().signal);
    await expect(late).rejects.toMatchObject({ code: 'ERR_ACCESS_PLAN_STALE' });
  });

  it('that was cancelled goes on from its journal', async () => {
    await readIt(new JoinedAccess(SMALL));
    const { planId = '', total } = await planOf(joined);
    const controller = new AbortController();
    const report = await joined.plans.apply(planId, 'access.apply', 1, controller.signal, (told) => {
      if ((told as { phase: string }).phase === 'apply') controller.abort();
    });
    expect(report).toMatchObject({ cancelled: true });
    const { journals } = await joined.handlers['access.journals']({}, joined.context());
    const resumed = await joined.handlers['access.planResume'](
      { journal: journals[0]?.name ?? '', identityId: 'i1' },
      joined.context(),
    );
    expect(resumed.total).toBe(total);
    expect(
      await joined.plans.apply(resumed.planId, 'access.apply', 1, joined.context().signal),
    ).toMatchObject({ applied: total, remaining: 0 });
    expect(joined.center.violations).toEqual([]);
  });

  it('names no journal outside its folder', async () => {
    joined = new JoinedAccess(SMALL);
    const resume = joined.handlers['access.planResume'](
      { journal: '../../etc/passwd', identityId: 'i1' },
      joined.context(),
    );
    await expect(resume).rejects.toMatchObject({ code: 'ERR_ACCESS_JOURNAL_UNREADABLE' });
  });
});

describe('a part that is read again', () => {
  it('takes the place of what was known of it; the rest keeps its age', async () => {
    const { read } = await readIt(new JoinedAccess(SMALL));
    const before = joined.center.state;
    before.assignments.set('x', {
      accountId: DEV,
      permissionSetArn: setArn('Reader'),
      principalType: 'GROUP',
      principalId: 'g-devs',
    });
    const again = accessContract['access.refresh'].output.parse(
      await joined.handlers['access.refresh']({ accountId: DEV }, joined.context()),
    );
    expect(again).toMatchObject({
      assignments: 5,
      readAt: read.readAt,
      refreshed: [{ kind: 'account', name: 'shop-dev' }],
    });
    expect(again.readId).not.toBe(read.readId);
    expect(again.refreshed[0]?.calls).toBeLessThan(6);
    const set = await joined.handlers['access.refresh'](
      { permissionSetArn: setArn('Reader') },
      joined.context(),
    );
    expect(set.refreshed.map(({ name }) => name)).toEqual(['Reader', 'shop-dev']);
  });

  it('that may not be read stays as old as it was, and says so', async () => {
    let denied = false;
    await readIt(
      new JoinedAccess(SMALL, {
        deny: (operation) => denied && operation === 'ListPermissionSetsProvisionedToAccount',
      }),
    );
    denied = true;
    const refused = joined.handlers['access.refresh']({ accountId: DEV }, joined.context());
    await expect(refused).rejects.toMatchObject({ code: 'ERR_AWS_ACCESS_DENIED' });
    const { read } = await joined.handlers['access.status']({}, joined.context());
    expect(read).toMatchObject({ assignments: 4, refreshed: [] });
  });

  it('needs something that was read', async () => {
    joined = new JoinedAccess(SMALL);
    const refused = joined.handlers['access.refresh']({ accountId: DEV }, joined.context());
    await expect(refused).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });
});

describe('what was read', () => {
  it('is there again in the next run of the application, with its age', async () => {
    const { read } = await readIt(new JoinedAccess(SMALL));
    await untilKept();
    joined.processes[0]?.die();
    const again = await joined.handlers['access.status']({}, joined.context());
    expect(again.read).toMatchObject({ kept: true, readAt: read.readAt, assignments: 4, calls: read.calls });
    expect((await planOf(joined)).total).toBeGreaterThan(0);
    joined.workspace = { ...joined.workspace, id: 'w2' };
    expect((await joined.handlers['access.status']({}, joined.context())).read?.workspaceId).toBe('w1');
  });

  it('is forgotten before it is changed, and kept as it is then', async () => {
    await readIt(new JoinedAccess(SMALL));
    const { planId = '' } = await planOf(joined);
    await joined.plans.apply(planId, 'access.apply', 1, new AbortController().signal);
    await untilKept();
    joined.processes[0]?.die();
    const { read } = await joined.handlers['access.status']({}, joined.context());
    expect(read?.permissionSets).toBe(3);
  });
});

it('ends what was asked of a process that died, and asks another', async () => {
  await readIt(new JoinedAccess(SMALL));
  const reading = joined.handlers['access.read']({ identityId: 'i1' }, joined.context());
  setImmediate(() => joined.processes[0]?.die());
  await expect(reading).rejects.toMatchObject({ code: 'ERR_WORKER_STOPPED' });
  expect(await joined.handlers['access.status']({}, joined.context())).toEqual({ busy: false });
  expect(joined.processes).toHaveLength(2);
});

it('is cancelled, and can be read again', async () => {
  joined = new JoinedAccess(SMALL);
  const controller = new AbortController();
  const context = joined.context(controller.signal);
  const reading = joined.handlers['access.read'](
    { identityId: 'i1' },
    { ...context, progress: () => controller.abort() },
  );
  await expect(reading).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
  await joined.handlers['access.read']({ identityId: 'i1' }, joined.context());
});

it('saves what was read in every form', async () => {
  await readIt(new JoinedAccess(SMALL));
  for (const [format, name, content] of [
    ['csv', 'access.csv', 'accountId,'],
    ['yaml', 'access.yaml', 'version: 1'],
    ['terraform', 'access.tf', 'aws_ssoadmin'],
    ['xlsx', 'access.xlsx', 'PK'],
  ] as const) {
    const { path } = await joined.handlers['access.exportTo']({ format }, joined.context());
    expect(path).toBe(join(joined.folder, name));
    expect(readFileSync(path ?? '', 'utf8')).toContain(content);
  }
  const profiles = {
    format: 'aws-config',
    who: 'ann@example.com',
    startUrl: 'https://d-1.awsapps.com/start',
  } as const;
  const { path } = await joined.handlers['access.exportTo'](profiles, joined.context());
  const text = readFileSync(path ?? '', 'utf8');
  expect(text).toMatch(
    /sso_start_url = https:\/\/d-1[\s\S]*sso_region = eu-west-1[\s\S]*\[profile shop-dev\.Admin\]/,
  );
});

it('saves what is shown, and only that, in its order', async () => {
  await readIt(new JoinedAccess(SMALL));
  const shown = { filter: { principalType: 'USER' }, sort: 'principal', descending: true } as const;
  const { path } = await joined.handlers['access.exportTo']({ format: 'csv', shown }, joined.context());
  const lines = readFileSync(path ?? '', 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines.length).toBe(1 + SMALL.assignments.filter((one) => one.principalType === 'USER').length);
});

it('finds AWS-managed policies, lists them once, and says that it may not', async () => {
  let denied = false;
  await readIt(new JoinedAccess(SMALL, { deny: (operation) => denied && operation === 'ListPolicies' }));
  const { handlers, center } = joined;
  const found = await handlers['access.policies']({ text: 's3' }, joined.context());
  expect(accessContract['access.policies'].output.parse(found).policies).toEqual([
    expect.objectContaining({ name: 'AmazonS3ReadOnlyAccess' }),
  ]);
  const arn = found.policies[0]?.arn ?? '';
  const asked = center.gate.counts.iam;
  expect((await handlers['access.policies']({ text: '' }, joined.context())).total).toBe(3);
  expect(center.gate.counts.iam).toBe(asked);
  const { text } = await handlers['access.policyDocument']({ arn }, joined.context());
  expect(text).toContain('"Id": "v7"');
  denied = true;
  await untilKept();
  joined.processes[0]?.die();
  const refused = handlers['access.policies']({ text: 's3' }, joined.context());
  await expect(refused).rejects.toMatchObject({ code: 'ERR_AWS_ACCESS_DENIED' });
});

it('plans attributes for access control, applies them after the confirmation, and refuses what is outdated', async () => {
  await readIt(new JoinedAccess(SMALL));
  const { handlers, plans, asked } = joined;
  const { signal } = new AbortController();
  const told = async () => (await handlers['access.attributes']({}, joined.context())).state;
  const plan = async (source: string) =>
    accessContract['access.planAttributes'].output.parse(
      await handlers['access.planAttributes']({ attributes: [{ key: 'Team', source }] }, joined.context()),
    );
  expect(await told()).toBe('OFF');
  const [first, second] = [await plan('platform'), await plan('apps')];
  expect(await plans.apply(first.planId ?? '', 'access.apply', 1, signal)).toMatchObject({ applied: 2 });
  expect(asked[0]?.detail).toContain('add Team from platform');
  expect(await told()).toBe('ENABLED');
  await expect(plans.apply(second.planId ?? '', 'access.apply', 1, signal)).rejects.toMatchObject({
    code: 'ERR_ACCESS_PLAN_STALE',
  });
  expect(await plan('platform')).toMatchObject({ changes: [], writable: true });
  expect(await plan('<x>')).toMatchObject({ problems: [{ at: 0 }] });
  joined.workspace = { ...joined.workspace, writable: false };
  expect(await plan('apps')).toMatchObject({ changes: [{ kind: 'change' }], writable: false });
  expect((await plan('apps')).planId).toBeUndefined();
  const proof = handlers['access.proveAttributes']({ userName: 'kim' }, joined.context());
  await expect(proof).rejects.toMatchObject({ code: 'ERR_LAB_NOT_RUNNING' });
});

it('says that it may not read attributes, which are not taken for off', async () => {
  await readIt(
    new JoinedAccess(SMALL, { deny: (operation) => operation.includes('AccessControlAttribute') }),
  );
  const refused = joined.handlers['access.attributes']({}, joined.context());
  await expect(refused).rejects.toMatchObject({ code: 'ERR_AWS_ACCESS_DENIED' });
});

it('keeps views of each workspace, with a name each', async () => {
  joined = new JoinedAccess(SMALL);
  const { handlers } = joined;
  const ask = async () => (await handlers['access.views']({}, joined.context())).views;
  const view = { name: 'Users', filter: { principalType: 'USER' }, shownAs: 'matrix' } as const;
  const saved = { ...view, sort: 'account', descending: false } as const;
  await handlers['access.saveView']({ view: saved }, joined.context());
  expect(await ask()).toEqual([saved]);
  const twice = handlers['access.saveView']({ view: { ...saved, name: 'users' } }, joined.context());
  await expect(twice).rejects.toMatchObject({ code: 'ERR_ACCESS_VIEW' });
  await handlers['access.saveView'](
    { view: { ...saved, name: 'People' }, replaces: 'Users' },
    joined.context(),
  );
  joined.workspace = { ...joined.workspace, id: 'w2' };
  expect(await ask()).toEqual([]);
  joined.workspace = { ...joined.workspace, id: 'w1' };
  await handlers['access.removeView']({ name: 'people' }, joined.context());
  expect(await ask()).toEqual([]);
});

it('waits for a person where the credentials have expired, and goes on with new ones', async () => {
  joined = new JoinedAccess(SMALL);
  let expired = true;
  const { organizations } = joined.center.port;
  const described = organizations.describeOrganization.bind(organizations);
  organizations.describeOrganization = async (signal) => {
    if (!expired) return described(signal);
    const details = { service: 'organizations', operation: 'DescribeOrganization', reason: 'expired' };
    throw new WorkbenchError('ERR_AWS_CREDENTIALS_EXPIRED', 'aws', details);
  };
  const context = joined.context();
  const progress = (value: unknown): void => {
    if ((value as { waitsFor?: string }).waitsFor !== 'credentials') return;
    expired = false;
    void joined.handlers['access.steer']({ to: 'continue' }, context);
  };
  const read = await joined.handlers['access.read']({ identityId: 'i1' }, { ...context, progress });
  expect(read.complete).toBe(true);
  expect(joined.renewals).toBe(2);
});
