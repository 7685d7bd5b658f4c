import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AwsIdentityCenter,
  awsIdentityCenter,
} from '../../../electron/adapters/aws-identity-center/identity-center.ts';
import { APPLICATION_CALLS } from './application-calls.ts';
import { ATTRIBUTE_CALLS } from './attribute-calls.ts';
import { AwsServer } from './aws-server.ts';
import { CALLS, set, target } from './port-calls.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const signal = new AbortController().signal;
let server: AwsServer;
let center: AwsIdentityCenter;

beforeAll(async () => {
  server = await AwsServer.start();
  center = awsIdentityCenter({ region: 'eu-west-1', endpoint: server.endpoint, credentials: KEYS });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
});

const ALL_CALLS = [...CALLS, ...ATTRIBUTE_CALLS, ...APPLICATION_CALLS];

describe('each method is exactly one request', () => {
  it.each(ALL_CALLS)('%s', async (target_, run, input, body, expected) => {
    server.answer = () => ({ body });
    expect(await run(center)).toEqual(expected);
    expect(server.requests.map(({ target: seen, body: sent }) => [seen, sent])).toEqual([[target_, input]]);
    expect(server.requests[0]?.headers.authorization).toContain('/aws4_request');
  });

  // IAM speaks another protocol than this server; test/lab/access asks it for policies.
  it('of every method of the port', () => {
    const methods = [center.organizations, center.ssoAdmin, center.identityStore].flatMap((service) =>
      Object.keys(service),
    );
    expect(methods).toHaveLength(ALL_CALLS.length);
  });
});

const refusal =
  (type: string, status = 400) =>
  () => ({ status, body: { __type: type, Message: 'Words of AWS', message: 'Words of AWS' } });

describe('what AWS refuses', () => {
  it.each([
    ['ThrottlingException', 'ERR_AWS_THROTTLED'],
    ['ConflictException', 'ERR_AWS_CONFLICT'],
    ['AccessDeniedException', 'ERR_AWS_ACCESS_DENIED'],
    ['ResourceNotFoundException', 'ERR_AWS_NOT_FOUND'],
    ['ValidationException', 'ERR_AWS_VALIDATION'],
    ['ServiceQuotaExceededException', 'ERR_AWS_QUOTA'],
    ['InternalServerException', 'ERR_AWS_SERVICE'],
    ['ExpiredTokenException', 'ERR_AWS_CREDENTIALS_EXPIRED'],
    ['UnrecognizedClientException', 'ERR_AWS_CREDENTIALS_INVALID'],
    ['NeverHeardOfException', 'ERR_AWS_VALIDATION'],
  ])('%s is %s, with its words, and is sent once', async (type, code) => {
    server.answer = refusal(type);
    await expect(center.ssoAdmin.describePermissionSet(set, signal)).rejects.toMatchObject({
      code,
      details: { service: 'sso-admin', operation: 'DescribePermissionSet', reason: 'Words of AWS' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, () => ReturnType<AwsServer['answer']>, string]>([
    ['an empty 500', () => ({ status: 500, body: '' }), 'ERR_AWS_SERVICE'],
    ['a 503 of something in between', () => ({ status: 503, body: '<html>' }), 'ERR_AWS_SERVICE'],
    ['a 429', () => ({ status: 429, body: {} }), 'ERR_AWS_THROTTLED'],
    ['a success that cannot be read', () => ({ body: '{"AccountAssign' }), 'ERR_AWS_SERVICE'],
    ['a broken connection', () => 'reset', 'ERR_AWS_NO_ANSWER'],
  ])('%s', async (_what, answer, code) => {
    server.answer = answer;
    await expect(
      center.ssoAdmin.createAccountAssignment({ ...set, ...target }, signal),
    ).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });

  it('a set without a boundary has none', async () => {
    server.answer = refusal('ResourceNotFoundException');
    expect(await center.ssoAdmin.getPermissionsBoundaryForPermissionSet(set, signal)).toEqual({
      kind: 'none',
    });
  });

  it('a host that is not there, and a call that is cancelled', async () => {
    const nowhere = awsIdentityCenter({
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:1',
      credentials: KEYS,
    });
    await expect(nowhere.ssoAdmin.listInstances({}, signal)).rejects.toMatchObject({
      code: 'ERR_NETWORK_UNREACHABLE',
    });
    const controller = new AbortController();
    controller.abort();
    await expect(center.ssoAdmin.listInstances({}, controller.signal)).rejects.toMatchObject({
      code: 'ERR_CANCELLED',
    });
  });

  it('asks for credentials anew after renew()', async () => {
    let asked = 0;
    const renewing = awsIdentityCenter({
      region: 'eu-west-1',
      endpoint: server.endpoint,
      credentials: async () => {
        asked++;
        return KEYS;
      },
    });
    server.answer = () => ({ body: {} });
    await renewing.ssoAdmin.listInstances({}, signal);
    await renewing.ssoAdmin.listInstances({}, signal);
    expect(asked).toBe(1);
    renewing.renew();
    await renewing.ssoAdmin.listInstances({}, signal);
    expect(asked).toBe(2);
  });
});
