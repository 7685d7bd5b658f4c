import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { parsePlan } from '../../../shared/core/access/plan/parse-plan.ts';
import type { AccessPlan } from '../../../shared/core/access/plan/plan.ts';
import {
  type ApplyControls,
  type ApplyReport,
  applyPlan,
  checkPlan,
  resumeApply,
} from '../../../shared/flows/access/apply/apply-plan.ts';
import { PauseGate } from '../../../shared/flows/access/apply/pause-gate.ts';
import { DEV, INSTANCE, PROD, SMALL, setArn } from '../../core/access/small-organization.ts';
import { largeOrganization } from './large-organization.ts';
import { expiredCredentials } from './memory-gate.ts';
import { MemoryJournal } from './memory-journal.ts';
import { planTo, snapshotOf } from './planning.ts';
import { type World, world } from './world.ts';

const apply = (
  here: World,
  plan: AccessPlan,
  journal = new MemoryJournal(),
  controls: ApplyControls = {},
): Promise<ApplyReport> => applyPlan(here.ports, here.calls, plan, journal, here.signal, controls);

const ASSIGN = `version: 1
assignments:
  - permissionSet: Reader
    groups: [Admins, Developers, Nobody]
    accounts: ["*"]
`;

describe('applyPlan', () => {
  it('creates a permission set whole, provisions what it changes, assigns, and deletes last', async () => {
    const here = world(SMALL);
    const plan = planTo(
      SMALL,
      `version: 1
permissionSets:
  Auditor:
    sessionDuration: PT2H
    tags: {Team: audit}
    managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
    customerManagedPolicies: [{name: local, path: /x/}]
    inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Deny, Action: "iam:*", Resource: "*"}]}
    permissionsBoundary: {customerManagedPolicy: edge}
  Admin: {managedPolicies: [], tags: {}, sessionDuration: PT4H}
  Reader: {absent: true}
assignments:
  - {permissionSet: Auditor, groups: [Nobody], accounts: [shop-prod]}
`,
    );
    const report = await apply(here, plan);
    expect(report).toMatchObject({
      applied: plan.changes.length,
      failed: [],
      remaining: 0,
      cancelled: false,
    });
    const now = snapshotOf(here.center);
    expect(now.permissionSets.map(({ name }) => name)).toEqual(['Admin', 'Auditor']);
    expect(now.permissionSets[1]).toMatchObject({
      sessionDuration: 'PT2H',
      tags: { Team: 'audit' },
      customerManagedPolicies: [{ name: 'local', path: '/x/' }],
      boundary: { kind: 'customer-managed', name: 'edge', path: '/' },
    });
    expect(now.outdated).toEqual([]);
    expect(now.assignments).toHaveLength(4);
    expect(here.center.violations).toEqual([]);
    const { operations } = here.center.gate;
    expect(operations.indexOf('CreatePermissionSet')).toBeLessThan(
      operations.indexOf('CreateAccountAssignment'),
    );
    expect(operations.filter((name) => name.startsWith('Describe'))).toEqual([]);
  });

  it('writes before it sends', async () => {
    const here = world(SMALL);
    const journal = new MemoryJournal();
    let sentUnannounced = 0;
    here.center.gate.intercept = async (operation, moment) => {
      if (moment !== 'before' || !/^(?:Create|Delete)/.test(operation)) return;
      const sending = journal.events.filter(({ event }) => event === 'sending').length;
      if (sending <= here.center.state.operations.length) sentUnannounced++;
    };
    await apply(here, planTo(SMALL, ASSIGN), journal);
    expect(sentUnannounced).toBe(0);
  });

  it('tells the reason AWS gives, describes only what failed, and tries it again on resume', async () => {
    const here = world(SMALL);
    here.center.state.failures.set('g-none', 'Received a 404 status error: Not supported in this Region');
    const journal = new MemoryJournal();
    const report = await apply(here, planTo(SMALL, ASSIGN), journal);
    expect(report.applied).toBe(6);
    expect(report.failed).toHaveLength(3);
    expect(report.failed[0]).toMatchObject({
      code: 'ERR_ACCESS_OPERATION_FAILED',
      reason: expect.stringContaining('404'),
    });
    expect(here.center.gate.operations.filter((name) => name.startsWith('Describe'))).toHaveLength(3);
    here.center.state.failures.clear();
    const again = await resumeApply(here.ports, here.calls, journal.text, journal, here.signal);
    expect(again).toMatchObject({ applied: 9, failed: [], remaining: 0 });
  });

  it('blocks what needs a change that failed, and nothing else', async () => {
    const here = world(SMALL, { deny: (operation) => operation === 'PutInlinePolicyToPermissionSet' });
    const plan = planTo(
      SMALL,
      `version: 1
permissionSets:
  New: {inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Deny, Action: "iam:*", Resource: "*"}]}}
assignments:
  - {permissionSets: [New, Reader], groups: [Nobody], accounts: [shop-prod]}
`,
    );
    const report = await apply(here, plan);
    expect(report.applied).toBe(2);
    expect(report.failed.map(({ code }) => code)).toEqual(['ERR_AWS_ACCESS_DENIED', 'ERR_ACCESS_BLOCKED']);
  });

  it.each(['newest first', 'oldest first'])('finds statuses that stand %s', async (order) => {
    const seed = largeOrganization({ accounts: 40, permissionSets: 4, assignments: 30, groups: 10 });
    const here = world(seed, { oldestFirst: order === 'oldest first' });
    const yaml =
      'version: 1\nassignments:\n  - {permissionSets: [Set0, Set1, Set2], groups: [Group 1, Group 2], accounts: ["*"]}\n';
    const plan = planTo(snapshotOf(here.center), yaml);
    expect(plan.changes.length).toBeGreaterThan(200);
    expect(await apply(here, plan)).toMatchObject({ applied: plan.changes.length, failed: [] });
    expect(here.center.mostOutstanding).toBe(15);
    const conflicts = here.center.gate.operations.filter((name) => name === 'CreateAccountAssignment').length;
    expect(conflicts).toBe(plan.changes.length);
  });

  it('pauses and goes on; cancelled, it says what remains', async () => {
    const here = world(SMALL);
    const gate = new PauseGate();
    const running = apply(here, planTo(SMALL, ASSIGN), new MemoryJournal(), {
      gate,
      progress: ({ applied }) => {
        if (applied !== 2) return;
        gate.pause();
        void here.clock.sleep(3_600_000).then(() => gate.resume());
      },
    });
    const report = await running;
    expect(report).toMatchObject({ applied: 9, remaining: 0 });
    expect(report.seconds).toBeGreaterThan(3600);
    const other = world(SMALL);
    const controller = new AbortController();
    const journal = new MemoryJournal();
    const cancelled = await applyPlan(
      other.ports,
      other.calls,
      planTo(SMALL, ASSIGN),
      journal,
      controller.signal,
      {
        progress: ({ applied }) => {
          if (applied === 3) controller.abort();
        },
      },
    );
    expect(cancelled).toMatchObject({ applied: 3, remaining: 6, cancelled: true, failed: [] });
    const rest = await resumeApply(other.ports, other.calls, journal.text, journal, other.signal);
    expect(rest).toMatchObject({ applied: 9, remaining: 0, cancelled: false });
    expect(other.center.violations).toEqual([]);
  });

  it('asks for credentials that expired in the middle and goes on; stops where nobody answers', async () => {
    let left = 7;
    const limited = (here: World): void => {
      here.center.gate.intercept = async (operation, moment) => {
        if (moment === 'before' && left-- <= 0) throw expiredCredentials(operation);
      };
    };
    const renew = async (): Promise<boolean> => {
      left = 1000;
      return true;
    };
    const asking = world(SMALL, {}, { onCredentialsExpired: renew });
    limited(asking);
    expect(await apply(asking, planTo(SMALL, ASSIGN))).toMatchObject({ applied: 9, failed: [] });
    left = 7;
    const alone = world(SMALL);
    limited(alone);
    const journal = new MemoryJournal();
    const report = await apply(alone, planTo(SMALL, ASSIGN), journal);
    expect(report.stopped?.code).toBe('ERR_AWS_CREDENTIALS_EXPIRED');
    expect(report.failed).toEqual([]);
    expect(report.remaining).toBeGreaterThan(0);
    left = 1000;
    expect(await resumeApply(alone.ports, alone.calls, journal.text, journal, alone.signal)).toMatchObject({
      applied: 9,
    });
    expect(alone.center.violations).toEqual([]);
  });
});

describe('checkPlan', () => {
  const plan = planTo(SMALL, ASSIGN);

  it('takes a plan through JSON, and refuses one that was tampered with', () => {
    expect(parsePlan(JSON.stringify(plan), nodeCrypto)).toEqual(plan);
    const text = JSON.stringify(plan).replace(`"${PROD} Reader"`, `"${PROD} Reader2"`);
    expect(() => parsePlan(text, nodeCrypto)).toThrow(/fingerprint/);
    for (const bad of ['', '[]', '{}', 'null', '{"kind":"access-plan","version":2}'])
      expect(() => parsePlan(bad, nodeCrypto)).toThrow(
        expect.objectContaining({ code: 'ERR_ACCESS_PLAN_UNREADABLE' }),
      );
  });

  it('refuses a state that changed, with the difference, and lets other changes be', () => {
    const elsewhere = {
      accountId: DEV,
      permissionSetArn: setArn('Admin'),
      principalType: 'USER',
      principalId: 'u-cy',
    } as const;
    checkPlan(plan, new AccessIndex({ ...SMALL, assignments: [...SMALL.assignments, elsewhere] }));
    const here = { ...elsewhere, permissionSetArn: setArn('Reader') };
    expect(() =>
      checkPlan(plan, new AccessIndex({ ...SMALL, assignments: [...SMALL.assignments, here] })),
    ).toThrow(/Reader in shop-dev to user cy@example.com was assigned/);
    const sets = SMALL.permissionSets.map((set) =>
      set.name === 'Reader' ? { ...set, sessionDuration: 'PT9H' } : set,
    );
    expect(() => checkPlan(plan, new AccessIndex({ ...SMALL, permissionSets: sets }))).toThrow(
      expect.objectContaining({
        code: 'ERR_ACCESS_PLAN_STALE',
        details: { count: 1, differences: ['the session duration of Reader changed'] },
      }),
    );
    const instance = { ...SMALL.instance, arn: `${INSTANCE.slice(0, -1)}2` };
    expect(() => checkPlan(plan, new AccessIndex({ ...SMALL, instance }))).toThrow(
      expect.objectContaining({ code: 'ERR_ACCESS_PLAN_FOREIGN' }),
    );
  });
});
