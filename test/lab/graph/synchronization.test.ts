import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDENTITY_CENTER_TEMPLATE, USER_ROLE } from '../../../electron/lab/entra/directory.ts';
import { nextCycle, prolonged, tripsThreshold } from '../../../electron/lab/graph/provisioning/schedule.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { CYCLE, HOUR, ProvisioningLab } from './provisioning-lab.ts';

// Real requests in hundreds, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let lab: Lab;
let graph: ProvisioningLab;
let pristine: string;
beforeAll(async () => {
  lab = await runningLab();
  graph = new ProvisioningLab(lab);
  pristine = lab.snapshot();
});
afterAll(() => lab.stop());
beforeEach(() => lab.restore(pristine));

const secrets = (token: string, base = graph.job.baseAddress ?? '') => ({
  value: [
    { key: 'BaseAddress', value: base },
    { key: 'SecretToken', value: token },
  ],
});
const putSecrets = (body: unknown) =>
  graph.told('PUT', `/servicePrincipals/${graph.awsApp.id}/synchronization/secrets`, body);

describe('quarantine', () => {
  it('comes with a bad token and goes with a good one', async () => {
    const good = graph.job.secretToken ?? '';
    expect(await putSecrets(secrets('wrong'))).toBe('204');
    await graph.cycle();
    const status = await graph.status();
    expect(status).toMatchObject({
      code: 'Quarantine',
      countSuccessiveCompleteFailures: 1,
      lastExecution: { state: 'Failed', error: { code: 'InvalidCredentials' } },
      quarantine: { reason: 'EncounteredQuarantineException', seriesCount: 1 },
    });
    expect(JSON.stringify(status)).not.toContain('wrong');
    await graph.cycle();
    expect(await graph.status()).toMatchObject({ quarantine: { seriesCount: 1 } });
    await graph.pass(6 * HOUR);
    expect(await graph.status()).toMatchObject({ quarantine: { seriesCount: 2 } });
    await putSecrets(secrets(good));
    await graph.pass(12 * HOUR);
    expect(await graph.status()).toMatchObject({
      code: 'Active',
      quarantine: null,
      countSuccessiveCompleteFailures: 0,
    });
  });

  it('is left at once by a start or restart', async () => {
    const good = graph.job.secretToken ?? '';
    for (const action of ['start', 'restart']) {
      await putSecrets(secrets('wrong'));
      await graph.cycle();
      expect(await graph.status()).toMatchObject({ code: 'Quarantine' });
      await putSecrets(secrets(good));
      const body = action === 'restart' ? { criteria: { resetScope: 'QuarantineState' } } : undefined;
      expect(await graph.told('POST', `${graph.jobPath}/${action}`, body)).toBe('204');
      await graph.pass(0);
      expect(await graph.status()).toMatchObject({ code: 'Active', lastExecution: { state: 'Succeeded' } });
    }
  });

  it('ends in a disabled job after 28 days, whose days pass in a moment', async () => {
    await putSecrets(secrets('wrong'));
    await graph.pass(40 * 24 * HOUR);
    expect((await graph.get(graph.jobPath)).body).toMatchObject({
      schedule: { state: 'Disabled' },
      status: { code: 'Quarantine', countSuccessiveCompleteFailures: 31 },
    });
    expect(lab.ground.pending.list()).toEqual([]);
  });

  it('does not come with one lost connection, but with a target that stays away', async () => {
    lab.ground.clock.setScale(100);
    const away = { kind: 'error', probability: 1, service: 'scim', operation: 'ListUsers' } as const;
    lab.ground.faults.set([{ ...away, times: 1 }]);
    await graph.cycle();
    expect(await graph.status()).toMatchObject({ code: 'Active', lastExecution: { state: 'Succeeded' } });
    lab.ground.faults.set([away]);
    await graph.cycle();
    lab.ground.faults.set([]);
    expect(await graph.status()).toMatchObject({ code: 'Quarantine' });
    await graph.pass(6 * HOUR);
    expect(await graph.status()).toMatchObject({ code: 'Active' });
    lab.ground.clock.setScale(1);
  });

  it('lets no cycle be late that has something to do', () => {
    const next = (now: number, ...moments: readonly number[]) => nextCycle(0, 5, now, moments) / CYCLE;
    expect(next(10)).toBe(1);
    expect(next(5.5 * CYCLE)).toBe(5);
    expect(next(5.5 * CYCLE, 2.5 * CYCLE)).toBe(3);
    expect(next(5.5 * CYCLE, -CYCLE)).toBe(1);
    expect(next(5.5 * CYCLE, 9 * CYCLE)).toBe(5);
    expect(nextCycle(0, 3 * CYCLE, 0, [])).toBe(3 * CYCLE);
  });

  it('follows its schedule and thresholds', () => {
    const why = { reason: 'EncounteredQuarantineException', error: { code: 'x', message: 'x' } } as const;
    let quarantine = prolonged(undefined, why, 0);
    const delays: number[] = [];
    for (let now = 0; !quarantine.isOver; ) {
      delays.push((quarantine.quarantine.nextAttempt - now) / HOUR);
      now = quarantine.quarantine.nextAttempt;
      quarantine = prolonged(quarantine.quarantine, why, now);
    }
    expect(delays.slice(0, 5)).toEqual([6, 12, 24, 24, 24]);
    expect(delays.length).toBe(30);
    expect(tripsThreshold(4_999, 0, 5_000)).toBe(false);
    expect(tripsThreshold(5_000, 0, 12_500)).toBe(false);
    expect(tripsThreshold(5_000, 0, 12_499)).toBe(true);
    expect(tripsThreshold(40_001, 0, 1_000_000)).toBe(true);
    expect(tripsThreshold(40_001, 30_000, 1_000_000)).toBe(false);
    expect(tripsThreshold(60_001, 30_000, 1_000_000)).toBe(true);
  });
});

describe('a job', () => {
  it('pauses, starts and restarts', async () => {
    expect(await graph.told('POST', `${graph.jobPath}/pause`)).toBe('204');
    const { lastExecution } = await graph.status();
    await graph.pass(3 * CYCLE);
    expect(await graph.status()).toMatchObject({ code: 'Paused', lastExecution });
    expect(await graph.told('POST', `${graph.jobPath}/start`)).toBe('204');
    await graph.pass(0);
    expect(await graph.status()).toMatchObject({ code: 'Active', lastExecution: { state: 'Succeeded' } });
    expect((await graph.status()).lastExecution).not.toEqual(lastExecution);
    expect(graph.job.memory.objects.size).toBe(6);
    const { memory } = graph.job;
    const restart = (resetScope: unknown) =>
      graph.told('POST', `${graph.jobPath}/restart`, { criteria: { resetScope } });
    expect(await restart('Everything')).toBe('400 Request_BadRequest');
    expect(await restart('Full')).toBe('204');
    expect(graph.job.memory).not.toBe(memory);
    await graph.pass(0);
    expect(graph.job.memory.objects.size).toBe(6);
  });

  it('pauses in the middle of a cycle', async () => {
    await graph.ask('POST', `${graph.jobPath}/restart`, { criteria: { resetScope: 'Full' } });
    lab.ground.faults.set([{ kind: 'latency', probability: 1, service: 'scim', amount: 10 }]);
    lab.ground.pending.runDue();
    expect(await graph.told('POST', `${graph.jobPath}/pause`)).toBe('204');
    const known = graph.job.memory.objects.size;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(graph.job.memory.objects.size).toBeLessThanOrEqual(known + 1);
    expect(await graph.status()).toMatchObject({ code: 'Paused', lastExecution: null });
    lab.ground.faults.set([]);
  });

  it('validates credentials by asking the target', async () => {
    const validate = (body: unknown) => graph.told('POST', `${graph.jobPath}/validateCredentials`, body);
    const refused = '400 SystemForCrossDomainIdentityManagementCredentialValidationUnavailable';
    const { value } = secrets(graph.job.secretToken ?? '');
    expect(await validate({ useSavedCredentials: true })).toBe('204');
    expect(await validate({ credentials: value })).toBe('204');
    expect(await validate({ credentials: secrets('wrong').value })).toBe(refused);
    expect(await validate({ credentials: secrets('x', 'https://attacker.example/scim/v2/').value })).toBe(
      refused,
    );
    expect(await validate({ credentials: secrets('x', 'http://127.0.0.1:1/scim/v2/').value })).toBe(refused);
    const reply = await graph.ask('POST', `${graph.jobPath}/validateCredentials`, {
      credentials: secrets('hunter2').value,
    });
    expect(reply.text).not.toContain('hunter2');
    for (const bad of [
      {},
      { credentials: [] },
      { credentials: [{ key: 'BaseAddress', value: 'x' }] },
      { credentials: [{ key: 'Other', value: 'x' }] },
      { credentials: secrets('a\nb').value },
      { credentials: secrets('x', 'file:///etc/passwd').value },
    ])
      expect(await validate(bad)).toBe('400 Request_BadRequest');
  }, 20_000);

  it('never tells its token', async () => {
    const { text } = await graph.get(`/servicePrincipals/${graph.awsApp.id}/synchronization/secrets`);
    expect(text).toContain('BaseAddress');
    expect(text).not.toContain(graph.job.secretToken);
    expect((await graph.get(graph.jobPath)).text).not.toContain(graph.job.secretToken);
  });

  it('is set up from nothing to a first cycle', async () => {
    await graph.ask('DELETE', graph.jobPath);
    expect(lab.ground.pending.list()).toEqual([]);
    const made = await graph.ask('POST', `/applicationTemplates/${IDENTITY_CENTER_TEMPLATE}/instantiate`, {
      displayName: 'Second',
    });
    lab.ground.clock.advance(10_000);
    const sp = (made.body.servicePrincipal as { id: string }).id;
    const base = `/servicePrincipals/${sp}/synchronization`;
    const [template] = await graph.list(`${base}/templates`);
    const scim = lab.state.aws.identityCenter.scim;
    const address = `${lab.ground.addresses.real('scim')}/${scim?.tenantId}/scim/v2/`;
    const body = secrets(scim?.tokens[0]?.token ?? '', address);
    expect(await graph.told('PUT', `${base}/secrets`, body)).toBe('404 JobNotFound');
    expect(await graph.told('POST', `${base}/jobs`, { templateId: 'aws' })).toBe('400 InvalidTemplateId');
    const job = await graph.ask('POST', `${base}/jobs`, { templateId: template?.id });
    expect(job.body).toMatchObject({ schedule: { state: 'Disabled' }, status: { code: 'NotConfigured' } });
    expect(await graph.told('POST', `${base}/jobs`, { templateId: template?.id })).toBe(
      '409 JobAlreadyExists',
    );
    const path = `${base}/jobs/${job.body.id}`;
    expect(await graph.told('POST', `${path}/start`)).toBe('400 CredentialsMissing');
    expect(await graph.told('PUT', `${base}/secrets`, body)).toBe('204');
    await graph.ask('POST', `/servicePrincipals/${sp}/appRoleAssignedTo`, {
      principalId: graph.user('lisa.simpson').id,
      appRoleId: USER_ROLE,
      resourceId: sp,
    });
    expect(await graph.told('POST', `${path}/start`)).toBe('204');
    await graph.pass(0);
    expect((await graph.get(path)).body.status).toMatchObject({ lastExecution: { countExported: 1 } });
    expect(graph.store.userByName(graph.user('lisa.simpson').userPrincipalName)?.active).toBe(true);
    expect(await graph.told('GET', `${base}/jobs/other`)).toBe('404 JobNotFound');
  });

  it('has a schema with the rule and its mappings', async () => {
    const { body } = await graph.get(`${graph.jobPath}/schema`);
    const [rule] = body.synchronizationRules as {
      id: string;
      objectMappings: { attributeMappings: { targetAttributeName: string }[] }[];
    }[];
    const targets = rule?.objectMappings[0]?.attributeMappings.map(
      ({ targetAttributeName }) => targetAttributeName,
    );
    expect(targets).toContain('name.givenName');
    expect(targets).toContain('emails[type eq "work"].value');
  });
});

describe('provision on demand', () => {
  const ruleId = async () =>
    ((await graph.get(`${graph.jobPath}/schema`)).body.synchronizationRules as { id: string }[])[0]?.id;
  const provision = async (subject: Readonly<Record<string, unknown>>) =>
    graph.ask('POST', `${graph.jobPath}/provisionOnDemand`, {
      parameters: [{ ruleId: await ruleId(), subjects: [subject] }],
    });
  const parsed = (body: Readonly<Record<string, unknown>>) => ({
    key: JSON.parse(String(body.key)) as { result: string; details: { errorCode: string | null } },
    value: JSON.parse(String(body.value)) as {
      provisioningSteps: { type: string; status: string }[];
      modifiedProperties: { displayName: string }[];
    },
  });

  it('answers with four steps in documents inside strings', async () => {
    const bart = graph.user('bart.simpson');
    const subject = { objectId: bart.id, objectTypeName: 'User' };
    const first = parsed((await provision(subject)).body);
    expect(first.key).toMatchObject({ result: 'Skipped', details: { errorCode: 'RedundantExport' } });
    expect(first.value.provisioningSteps.map(({ type }) => type)).toEqual([
      'Import',
      'Matching',
      'Scoping',
      'Export',
    ]);
    await graph.ask('PATCH', `/users/${bart.id}`, { jobTitle: 'On demand' });
    const second = parsed((await provision(subject)).body);
    expect(second.key.result).toBe('Success');
    expect(second.value.modifiedProperties).toEqual([
      { displayName: 'title', oldValue: 'System operator', newValue: 'On demand' },
    ]);
    expect(graph.store.userByName(bart.userPrincipalName)?.title).toBe('On demand');
    expect(await graph.list('/auditLogs/provisioning')).toMatchObject([
      { initiatedBy: { initiatorType: 'application' }, provisioningAction: 'update' },
      { provisioningStatusInfo: { status: 'skipped' } },
    ]);
  });

  it('sees what somebody changed or deleted in AWS', async () => {
    const bart = graph.user('bart.simpson');
    const subject = { objectId: bart.id, objectTypeName: 'User' };
    const stored = graph.store.userByName(bart.userPrincipalName);
    if (stored !== undefined) graph.store.putUser({ ...stored, title: 'Intruder' });
    expect(parsed((await provision(subject)).body).key.result).toBe('Success');
    expect(graph.store.userByName(bart.userPrincipalName)?.title).toBe('System operator');
    graph.store.removeUser(stored?.userId ?? '');
    expect(parsed((await provision(subject)).body).key.result).toBe('Success');
    expect(graph.store.userByName(bart.userPrincipalName)?.userId).not.toBe(stored?.userId);
  });

  it('skips who is not assigned', async () => {
    const { body } = await provision({ objectId: graph.user('lisa.simpson').id, objectTypeName: 'User' });
    expect(parsed(body).key).toMatchObject({
      result: 'Skipped',
      details: { errorCode: 'NotEffectivelyEntitled' },
    });
    expect(parsed(body).value.provisioningSteps.find(({ type }) => type === 'Scoping')?.status).toBe(
      'Skipped',
    );
  });

  it('takes a group with five members at most', async () => {
    const group = graph.group('System Operators');
    const lisa = graph.user('lisa.simpson');
    group.members.add(lisa.id);
    const members = (count: number) =>
      Array.from({ length: count }, () => ({ objectId: lisa.id, objectTypeName: 'User' }));
    const subject = (count: number) => ({
      objectId: group.id,
      objectTypeName: 'Group',
      links: { members: members(count) },
    });
    expect((await provision(subject(6))).status).toBe(400);
    const done = parsed((await provision(subject(1))).body);
    expect(done.key.result).toBe('Success');
    expect(graph.members(group.displayName)).toContain(lisa.userPrincipalName);
  });

  it('is refused where it is not one user or group of this directory', async () => {
    const id = graph.user('bart.simpson').id;
    const post = (parameters: unknown) =>
      graph.told('POST', `${graph.jobPath}/provisionOnDemand`, { parameters });
    const refused = [
      await post([]),
      await post([{ ruleId: 'x', subjects: [{ objectId: id, objectTypeName: 'User' }] }]),
      (await provision({ objectId: 'x', objectTypeName: 'User' })).status,
      (await provision({ objectId: crypto.randomUUID(), objectTypeName: 'User' })).status,
      (await provision({ objectId: id, objectTypeName: 'Role' })).status,
    ];
    expect(refused).toEqual(['400 Request_BadRequest', '400 Request_BadRequest', 400, 400, 400]);
  });

  it('answers five calls in ten seconds', async () => {
    const subject = { objectId: graph.user('bart.simpson').id, objectTypeName: 'User' };
    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) statuses.push((await provision(subject)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    lab.ground.clock.advance(10_001);
    expect((await provision(subject)).status).toBe(200);
  });

  it('says when the token is bad', async () => {
    await putSecrets(secrets('wrong'));
    const { status } = await provision({ objectId: graph.user('bart.simpson').id, objectTypeName: 'User' });
    expect(status).toBe(400);
  });
});
