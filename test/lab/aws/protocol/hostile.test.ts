import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityStoreApi } from '../../../../electron/lab/aws/identity-store-api/service.ts';
import { organizations } from '../../../../electron/lab/aws/organizations/service.ts';
import { ssoAdmin } from '../../../../electron/lab/aws/sso-admin/service.ts';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { answerOf, jsonCall, queryCall, signedRequest } from '../signed-request.ts';

let lab: Lab;
const thrown: unknown[] = [];
beforeAll(async () => {
  lab = await runningLab({ report: (_service, error) => thrown.push(error) });
});
afterAll(async () => {
  await lab.stop();
  expect(thrown).toEqual([]);
});

const create = (input: unknown) => jsonCall(lab, 'SWBExternalService.CreatePermissionSet', input);
const good = () => ({ InstanceArn: lab.state.aws.identityCenter.instanceArn, Name: 'Hostile' });

describe('JSON', () => {
  it.each([
    ['not JSON', '{"InstanceArn":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['text', '"text"'],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1')],
  ])('refuses %s', async (_what, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(['SerializationException', 'ValidationException']).toContain(answer.code);
  });

  it.each([
    ['a number for text', { Name: 7 }],
    ['a list for text', { Name: ['x'] }],
    ['an object for text', { Name: { toString: 'x' } }],
    ['text for a list', { Tags: 'x' }],
    ['null in a list', { Tags: [null] }],
    ['a flag for text', { Name: true }],
  ])('refuses %s', async (_what, wrong) => {
    const answer = await create({ ...good(), ...wrong });
    expect([answer.status, answer.code]).toEqual([400, 'SerializationException']);
  });

  it('takes no member from a prototype', async () => {
    const text = `{"__proto__":${JSON.stringify(good())},"constructor":{"name":"x"}}`;
    const answer = await create(text);
    expect([answer.code, answer.text]).toEqual([
      'ValidationException',
      expect.stringContaining("Value null at 'instanceArn'"),
    ]);
    expect(Object.hasOwn(Object.prototype, 'Name')).toBe(false);
  });

  it('ends quickly on a value made to be slow', async () => {
    const started = performance.now();
    await create({ ...good(), RelayState: 'a'.repeat(900_000) });
    await jsonCall(lab, 'SWBExternalService.AttachManagedPolicyToPermissionSet', {
      ...good(),
      PermissionSetArn: 'x',
      ManagedPolicyArn: `arn:aws:iam::aws:policy${'/a'.repeat(1_000)}!`,
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('refuses a body that is too large', async () => {
    const answer = await create(JSON.stringify({ ...good(), Name: 'x'.repeat(2 * 1024 * 1024) }));
    expect([answer.status, answer.code]).toEqual([413, 'RequestEntityTooLargeException']);
  });

  it.each([
    '',
    'ListInstances',
    'Nobody.ListInstances',
    'SWBExternalService.',
    'SWBExternalService.__proto__',
  ])('refuses the target %j', async (target) => {
    const answer = await jsonCall(lab, target, {});
    expect(answer.code).toBe('UnknownOperationException');
  });

  it('keeps a sub-path to its own service', async () => {
    const target = 'AWSIdentityStore.ListUsers';
    const answer = await jsonCall(lab, target, {}, { path: '/sso-admin/', service: 'identitystore' });
    expect([answer.status, answer.code]).toEqual([404, 'UnknownOperationException']);
  });
});

describe('Query', () => {
  it.each([
    ['an action that is none', { Action: '' }, 'InvalidAction'],
    ['a page that is none', { Action: 'ListPolicies', MaxItems: 'many' }, 'ValidationError'],
    ['a marker that is none', { Action: 'ListPolicies', Marker: '<&>' }, 'ValidationError'],
    ['no policy', { Action: 'GetPolicy' }, 'ValidationError'],
  ])('refuses %s', async (_what, parameters, code) => {
    const answer = await queryCall(lab, 'iam', parameters as Record<string, string>);
    expect(answer.code).toBe(code);
  });

  it('escapes what it repeats', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/<script>&"\u0001';
    const answer = await queryCall(lab, 'iam', { Action: 'GetPolicy', PolicyArn });
    expect(answer.text).toContain('policy/&lt;script&gt;&amp;&quot;\u{FFFD} was not found');
  });

  it('answers without a signature as AWS does', async () => {
    const url = `${lab.ground.addresses.loopback('aws')}/`;
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const answer = await answerOf(await fetch(url, { method: 'POST', body }));
    expect([answer.status, answer.code]).toEqual([403, 'MissingAuthenticationToken']);
  });
});

it.each(['GET', 'PUT', 'DELETE'])('answers %s with an error of its own', async (method) => {
  const answer = await signedRequest(lab, { method, path: '/no/such/thing' });
  expect([answer.status, answer.code]).toEqual([404, 'UnknownOperationException']);
});

it('answers every operation with an error of its own, whatever members hold', {
  timeout: 60_000,
}, async () => {
  const { identityCenter, identityStore, organization } = lab.state.aws;
  const known = [
    identityCenter.instanceArn,
    ...identityCenter.permissionSets.keys(),
    identityStore.id,
    ...identityStore.groups.keys(),
    ...identityStore.users.keys(),
    ...organization.accounts.keys(),
    'AWS_ACCOUNT',
    'GROUP',
    'USER',
    'x',
  ];
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.string() },
  );
  const names = [
    'InstanceArn',
    'PermissionSetArn',
    'AccountId',
    'TargetId',
    'TargetType',
    'PrincipalType',
    'PrincipalId',
    'IdentityStoreId',
    'GroupId',
    'UserId',
    'MemberId',
    'UserName',
    'DisplayName',
    'Name',
    'Tags',
    'Operations',
    'Filters',
    'AlternateIdentifier',
    'NextToken',
    'MaxResults',
    'InlinePolicy',
    'ResourceArn',
    'ParentId',
    'ChildId',
    'ResourceId',
    'ServicePrincipal',
    '__proto__',
  ];
  const input = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), {
    selector: ([name]) => name,
    maxLength: 12,
  });
  const operations = [ssoAdmin, identityStoreApi, organizations].flatMap((service) =>
    Object.keys(service.operations).map((name) => ({ service, name })),
  );
  const call = fc.tuple(fc.constantFrom(...operations), input);
  await fc.assert(
    fc.asyncProperty(call, async ([{ service, name }, members]) => {
      const text = `{${members.map(([member, given]) => `${JSON.stringify(member)}:${JSON.stringify(given)}`)}}`;
      const more = { service: service.signingName };
      const answer = await jsonCall(lab, `${service.target}.${name}`, text, more);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 400) expect(answer.code).toMatch(/^[A-Z]\w+Exception$/);
    }),
    { numRuns: 300 },
  );
  expect(thrown).toEqual([]);
});

it('changes nothing by what it refuses', () => {
  const names = [...lab.state.aws.identityCenter.permissionSets.values()].map(({ name }) => name);
  expect(names).not.toContain('Hostile');
});
