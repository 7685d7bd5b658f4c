import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../../electron/lab/lab.ts';
import { runningLab } from '../../running-lab.ts';
import { administratorKey } from '../aws-lab.ts';
import { answerOf, jsonCall, queryCall, type RawRequest } from '../signed-request.ts';

const MINUTE = 60_000;

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());
afterEach(() => {
  lab.state.aws.settings.checkSignatures = false;
});

const json = (more: RawRequest = {}) => jsonCall(lab, 'SWBExternalService.ListInstances', {}, more);
const query = (more: RawRequest = {}) => queryCall(lab, 'sts', { Action: 'GetCallerIdentity' }, more);

function key(more: object) {
  const made = { ...administratorKey(lab), id: `ASIA${lab.state.aws.accessKeys.size}`, ...more };
  lab.state.aws.accessKeys.set(made.id, made);
  return made;
}

const without = (name: string) => ({
  tamper: (headers: Record<string, string>) => {
    delete headers[name];
  },
});
const withHeader = (name: string, value: string) => ({
  tamper: (headers: Record<string, string>) => {
    headers[name] = value;
  },
});
const authorization = (change: (header: string) => string) => ({
  tamper: (headers: Record<string, string>) => {
    headers.authorization = change(headers.authorization ?? '');
  },
});

describe.each([false, true])('with signatures checked: %s', (checkSignatures) => {
  it.each<[string, RawRequest, string, string, number]>([
    [
      'no signature',
      without('authorization'),
      'MissingAuthenticationTokenException',
      'MissingAuthenticationToken',
      403,
    ],
    [
      'another scheme',
      authorization(() => 'Bearer abc'),
      'IncompleteSignatureException',
      'IncompleteSignature',
      400,
    ],
    [
      'no Signature',
      authorization((h) => h.replace(/, Signature=.*/, '')),
      'IncompleteSignatureException',
      'IncompleteSignature',
      400,
    ],
    [
      'a short credential',
      authorization((h) => h.replace('/aws4_request', '')),
      'IncompleteSignatureException',
      'IncompleteSignature',
      400,
    ],
    ['no date', without('x-amz-date'), 'IncompleteSignatureException', 'IncompleteSignature', 400],
    [
      'an unknown key',
      authorization((h) => h.replace('=AKIA', '=AKIB')),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      403,
    ],
    [
      'a token that is not the key’s',
      withHeader('x-amz-security-token', 'x'),
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      403,
    ],
    [
      'a signature that is none',
      authorization((h) => h.replace(/Signature=.*/, 'Signature=zz')),
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'an expired signature',
      { at: Date.now() - 6 * MINUTE },
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'a signature of the future',
      { at: Date.now() + 6 * MINUTE },
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
    ['another service', { service: 's3' }, 'InvalidSignatureException', 'SignatureDoesNotMatch', 403],
    [
      'a region that is none',
      { region: 'nowhere' },
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'another date in the scope',
      authorization((h) => h.replace(/\/\d{8}\//, '/20200101/')),
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'an unsigned x-amz header',
      withHeader('x-amz-meta', 'x'),
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      403,
    ],
  ])('refuses %s', async (_what, request, jsonCode, queryCode, status) => {
    lab.state.aws.settings.checkSignatures = checkSignatures;
    const answer = await json(request);
    expect([answer.status, answer.code]).toEqual([400, jsonCode]);
    expect(answer.headers.get('x-amzn-errortype')).toBe(jsonCode);
    const other = await query(request);
    expect([other.status, other.code]).toEqual([status, queryCode]);
  });

  it('takes a good one, up to five minutes old, with a session token too', async () => {
    lab.state.aws.settings.checkSignatures = checkSignatures;
    expect((await json()).status).toBe(200);
    expect((await query({ at: Date.now() - 4 * MINUTE })).status).toBe(200);
    expect((await json({ key: key({ sessionToken: 'a+token/of=mine' }) })).status).toBe(200);
  });
});

it('computes signatures only where asked to', async () => {
  const wrong = { key: { ...administratorKey(lab), secret: 'wrong' } };
  expect((await json(wrong)).status).toBe(200);
  lab.state.aws.settings.checkSignatures = true;
  expect((await json(wrong)).code).toBe('InvalidSignatureException');
  expect((await query(wrong)).code).toBe('SignatureDoesNotMatch');
  const changed = await json(withHeader('content-type', 'application/json'));
  expect(changed.code).toBe('InvalidSignatureException');
});

it('verifies paths, queries and bodies as they were sent', async () => {
  lab.state.aws.settings.checkSignatures = true;
  const viaGet = await queryCall(
    lab,
    'sts',
    {},
    {
      method: 'GET',
      path: '/sts/?Version=2011-06-15&Action=GetCallerIdentity&Odd=%C3%A4%20%2B',
    },
  );
  expect(viaGet.status).toBe(200);
  const below = await json({ path: '/sso-admin' });
  expect(below.status).toBe(200);
  const bent = await fetch(`${lab.ground.addresses.loopback('aws')}/`, { method: 'POST', body: 'x' });
  expect((await answerOf(bent)).code).toBe('UnknownOperationException');
});

it('lets a session end with the Lab’s time, and says so', async () => {
  const session = key({ sessionToken: 't', expiresAt: lab.ground.clock.now() + 60 * MINUTE });
  expect((await json({ key: session })).status).toBe(200);
  lab.ground.clock.advance(61 * MINUTE);
  expect((await json({ key: session })).code).toBe('ExpiredTokenException');
  expect((await query({ key: session })).code).toBe('ExpiredToken');
  // Moving the Lab's time locks nobody out, and whoever lives by it may sign by it.
  expect((await json()).status).toBe(200);
  expect((await json({ at: lab.ground.clock.now() })).status).toBe(200);
  lab.ground.clock.advance(-61 * MINUTE);
});
