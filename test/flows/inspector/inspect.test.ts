import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { INSPECTOR_SAMPLES } from '../../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../../shared/core/inspector/support-samples.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import { compact } from '../../generators/jose.ts';
import { judgeSample, NOW } from './judge-sample.ts';

describe('the samples of the window and the command line', () => {
  const EXPECTED = {
    valid: ['valid', []],
    expired: ['invalid', ['time.expiry']],
    unsigned: ['invalid', ['signature.algorithm']],
    guest: ['valid', []],
    'wrong-key': ['invalid', ['signature.value']],
  } as const;

  it.each(INSPECTOR_SAMPLES)('$id', async (sample) => {
    const [message] = await judgeSample(sample);
    const [verdict, failed] = EXPECTED[sample.id];
    expect(message?.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(failed);
    expect(message?.verdict).toBe(verdict);
  });
});

describe('the questions that support is asked', () => {
  const ANSWERS: Readonly<Record<string, readonly [status: 'fail' | 'warn', id: string, answer: RegExp]>> = {
    'wrong-audience': ['fail', 'audience', /another audience/],
    'expired-certificate': ['warn', 'signature.certificate', /expired at 2026-11-18/],
    'aws-guest': ['fail', 'aws.name-id', /not the user name at Identity Center/],
    'mfa-missing': ['warn', 'entra.ws-fed-mfa', /does not prove multifactor authentication/],
    'wrong-api': ['fail', 'audience', /token for Microsoft Graph, sent to another API/],
  };

  it.each(SUPPORT_SAMPLES)('$title', async (sample) => {
    const [message] = await judgeSample(sample);
    const [status, id, answer] = ANSWERS[sample.id] ?? [];
    const found = message?.checks.find((check) => check.id === id);
    expect(found?.status).toBe(status);
    expect(found?.message).toMatch(answer ?? /nothing/);
    expect(found?.fix).toBeDefined();
    expect(
      message?.checks.filter((check) => check.status === 'fail' && check.id.startsWith('signature')),
    ).toEqual([]);
    expect(message?.verdict).toBe(status === 'fail' ? 'invalid' : 'valid');
  });
});

describe('the flow', () => {
  const many = Array.from({ length: 40 }, (_, number) =>
    compact({ alg: 'HS256' }, { sub: `user-${number}` }),
  ).join('\n');
  const ports = { crypto: nodeCrypto, clock: { now: () => NOW, sleep: () => Promise.resolve() } };

  it('says how far it is', async () => {
    const steps: [number, number][] = [];
    const { signal } = new AbortController();
    await inspect(ports, many, DEFAULT_INSPECT_OPTIONS, signal, (done, found) => steps.push([done, found]));
    expect(steps).toEqual([
      [16, 40],
      [32, 40],
    ]);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const run = inspect(ports, many, DEFAULT_INSPECT_OPTIONS, controller.signal, () => controller.abort());
    await expect(run).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
  });

  it('refuses an unreadable key before it judges anything', async () => {
    const options = {
      ...DEFAULT_INSPECT_OPTIONS,
      trust: [{ kind: 'any' as const, text: 'x', name: 'key.pem' }],
    };
    const run = inspect(ports, many, options, new AbortController().signal);
    await expect(run).rejects.toMatchObject({ code: 'ERR_KEY_UNREADABLE' });
  });
});
