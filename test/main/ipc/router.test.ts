import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Router, type RunContext } from '../../../electron/main/ipc/router.ts';
import { defineContract } from '../../../shared/contract/contract.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

const contract = defineContract({
  'test.double': {
    input: z.strictObject({ value: z.number().max(100) }),
    output: z.strictObject({ doubled: z.number() }),
    effect: 'read',
    place: 'main',
    summary: 'Doubles.',
  },
});

const context = (signal = new AbortController().signal): RunContext => ({
  windowId: 1,
  signal,
  progress() {},
});

function routerOf(double: (value: number) => unknown, checkOutput = true) {
  const logged: [string, unknown][] = [];
  const router = new Router({
    contract,
    handlers: { 'test.double': ({ value }) => double(value) as { doubled: number } },
    checkOutput,
    logFailure: (channel, thrown) => {
      logged.push([channel, thrown]);
      return 'id-1';
    },
  });
  return { router, logged };
}

describe('a call the contract accepts', () => {
  it('reaches its handler and answers', async () => {
    const { router } = routerOf((value) => ({ doubled: value * 2 }));
    expect(await router.route('test.double', { value: 4 }, context())).toEqual({
      ok: true,
      value: { doubled: 8 },
    });
  });

  it('fails in development where the handler answers against the contract', async () => {
    const { router, logged } = routerOf(() => ({ tripled: 1 }));
    const result = await router.route('test.double', { value: 4 }, context());
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_INTERNAL', correlationId: 'id-1' } });
    expect(logged).toHaveLength(1);
  });

  it('is not parsed a second time in a release', async () => {
    const { router } = routerOf(() => ({ tripled: 1 }), false);
    expect(await router.route('test.double', { value: 4 }, context())).toMatchObject({ ok: true });
  });
});

describe('a call the contract does not accept', () => {
  const { router } = routerOf(() => {
    throw new Error('the handler must not run');
  });

  it.each([
    ['an unknown key', { value: 1, extra: 'SECRET-CANARY' }],
    ['a wrong type', { value: 'SECRET-CANARY' }],
    ['a value above its limit', { value: 101 }],
    ['nothing', undefined],
    ['null', null],
    ['an array', []],
  ])('is refused for %s, without quoting a value', async (_what, input) => {
    const result = await router.route('test.double', input, context());
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_IPC_INPUT' } });
    expect(JSON.stringify(result)).not.toContain('SECRET-CANARY');
  });

  it.each(['test.unknown', '', 'constructor', '__proto__', 'toString', 'x'.repeat(1000)])(
    'is refused for the channel "%.20s"',
    async (channel) => {
      const result = await router.route(channel, {}, context());
      expect(result).toMatchObject({ ok: false, error: { code: 'ERR_IPC_CHANNEL' } });
      expect(JSON.stringify(result).length).toBeLessThan(500);
    },
  );
});

describe('a handler that fails', () => {
  it('answers with its own error of the catalogue, which is not logged', async () => {
    const { router, logged } = routerOf(() => {
      throw new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'token' });
    });
    const result = await router.route('test.double', { value: 1 }, context());
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_INPUT_EMPTY', where: 'input' } });
    expect(logged).toHaveLength(0);
  });

  it('gives away nothing of a foreign error but an id to find it by', async () => {
    const { router, logged } = routerOf(() => {
      throw new Error('SECRET-CANARY in a foreign message');
    });
    const result = await router.route('test.double', { value: 1 }, context());
    expect(result).toMatchObject({ ok: false, error: { code: 'ERR_INTERNAL', correlationId: 'id-1' } });
    expect(JSON.stringify(result)).not.toContain('SECRET-CANARY');
    expect(logged).toHaveLength(1);
  });

  it('is not started when the call was cancelled before', async () => {
    const controller = new AbortController();
    controller.abort();
    const { router } = routerOf(() => {
      throw new Error('the handler must not run');
    });
    expect(await router.route('test.double', { value: 1 }, context(controller.signal))).toMatchObject({
      ok: false,
      error: { code: 'ERR_CANCELLED' },
    });
  });
});
