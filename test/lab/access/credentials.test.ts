import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessKey } from '../../../electron/lab/aws/state.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import { applyPlan, resumeApply } from '../../../shared/flows/access/apply/apply-plan.ts';
import { MemoryJournal } from '../../flows/access/memory-journal.ts';
import { accountIds, administratorKey, roleKey } from '../aws/aws-lab.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab, indexOf, planOn } from './access-lab.ts';
import { assignmentsIn, repeatedCreates, spreadAssignments } from './assignments.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab({
    scale: { users: 10, groups: 20, accounts: 20, permissionSets: 0, assignments: 0 },
    rateLimit: 20,
    settle: 3000,
  });
});
afterAll(() => lab.stop());

let sessions = 0;
/** Keys of the administrator that end after some seconds of the Lab's time, as those of a portal do. */
function session(seconds: number): AccessKey {
  sessions++;
  const key: AccessKey = {
    ...administratorKey(lab),
    id: `ASIASESSION${sessions}XXXXXXX`,
    sessionToken: `session-${sessions}`,
    expiresAt: lab.ground.clock.now() + seconds * 1000,
  };
  lab.state.aws.accessKeys.set(key.id, key);
  return key;
}

it('credentials that expire in the middle of a read and of an apply: it pauses, asks once, and goes on', async () => {
  let key = session(1);
  const world = accessLab(lab, () => key);
  const before = assignmentsIn(lab);
  let asked = 0;
  let sentWhileAsking = 0;
  const calls = world.calls({
    onCredentialsExpired: async () => {
      asked++;
      // What was on its way when the first refusal came is refused too; after that, nothing leaves.
      await world.clock.sleep(1000);
      const sent = lab.ground.log.list().length;
      await world.clock.sleep(60_000);
      sentWhileAsking += lab.ground.log.list().length - sent;
      key = session(15);
      world.renew();
      return true;
    },
  });
  const { snapshot } = await world.read({ details: true }, calls);
  expect(snapshot.unknown).toEqual([]);
  expect(asked).toBeGreaterThan(0);
  const inReading = asked;
  const plan = planOn(await indexOf(accessLab(lab)), spreadAssignments(lab, 120));
  world.requests();
  const report = await applyPlan(world.ports, calls, plan, new MemoryJournal(), world.signal);
  expect(report).toMatchObject({ applied: 120, failed: [], remaining: 0 });
  expect(asked).toBeGreaterThan(inReading);
  expect(sentWhileAsking).toBe(0);
  const requests = world.requests();
  expect(requests.some(({ error }) => error === 'ExpiredTokenException')).toBe(true);
  expect(repeatedCreates(requests, before)).toEqual([]);
}, 60_000);

it('where nobody can be asked, it stops, says so, and a resume with new credentials ends it', async () => {
  let key = session(6);
  const world = accessLab(lab, () => key);
  const before = assignmentsIn(lab);
  const plan = planOn(await indexOf(accessLab(lab)), spreadAssignments(lab, 60, 2));
  key = session(6);
  world.renew();
  world.requests();
  const journal = new MemoryJournal();
  const stopped = await applyPlan(world.ports, world.calls(), plan, journal, world.signal);
  expect(stopped).toMatchObject({ failed: [], stopped: { code: 'ERR_AWS_CREDENTIALS_EXPIRED' } });
  expect(stopped.remaining).toBeGreaterThan(0);
  key = session(600);
  world.renew();
  const done = await resumeApply(world.ports, world.calls(), journal.text, journal, world.signal);
  expect(done).toMatchObject({ applied: 60, failed: [], remaining: 0 });
  expect(repeatedCreates(world.requests(), before)).toEqual([]);
  expect(assignmentsIn(lab).size).toBe(before.size + 60);
}, 60_000);

it('an account that one may not read is unknown, never empty: nothing of it is planned away', async () => {
  const { management, members } = accountIds(lab);
  const [hidden = ''] = members;
  const admin = accessLab(lab);
  const partial = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['sso:*', 'identitystore:*', 'organizations:*'], Resource: '*' },
      { Effect: 'Deny', Action: 'sso:ListAccountAssignments', Resource: `arn:aws:sso:::account/${hidden}` },
    ],
  };
  const desired = `version: 1
permissionSets:
  Partial: {inlinePolicy: ${JSON.stringify(partial)}}
assignments:
  - {permissionSet: Partial, groups: [System Operators], accounts: ["${management}"]}
`;
  const plan = planOn(await indexOf(admin), desired);
  const made = await applyPlan(admin.ports, admin.calls(), plan, new MemoryJournal(), admin.signal);
  expect(made).toMatchObject({ failed: [], remaining: 0 });

  const key = roleKey(lab, management, 'Partial');
  const whole = await indexOf(admin);
  const part = await indexOf(accessLab(lab, () => key));
  const unread = part.snapshot.unknown.filter(({ part: what }) => what === 'assignments');
  const sets = whole.snapshot.provisioned.filter(({ accountId }) => accountId === hidden);
  expect(sets.length).toBeGreaterThan(1);
  expect(unread.map(({ accountId, permissionSetArn }) => ({ accountId, permissionSetArn }))).toEqual(
    expect.arrayContaining(sets),
  );
  expect(unread.every(({ code }) => code === 'ERR_AWS_ACCESS_DENIED')).toBe(true);
  expect(part.byAccount.get(hidden)).toBeUndefined();
  expect(part.snapshot.provisioned).toEqual(expect.arrayContaining(sets));

  const exported = exportDesired(part);
  expect(exported).toContain(`Not known: assignments of`);
  expect(planOn(part, exported).changes).toEqual([]);
  expect(() => planOn(part, exported, { prune: true })).toThrow(
    expect.objectContaining({ code: 'ERR_ACCESS_STATE_UNKNOWN' }),
  );
}, 60_000);
