import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type HandlersOf, Router } from '../../electron/main/ipc/router.ts';
import type { ContractEntry } from '../../shared/contract/contract.ts';
import { CONTRACT, type WholeContract } from '../../shared/contract/whole.ts';
import { VALID_INPUTS } from './valid-inputs.ts';

/** Handlers that must not be reached. */
const handlers = Object.fromEntries(
  Object.keys(CONTRACT).map((channel) => [
    channel,
    () => {
      throw new Error(`${channel} was reached`);
    },
  ]),
) as unknown as HandlersOf<WholeContract>;
const router = new Router({ contract: CONTRACT, handlers, checkOutput: true, logFailure: () => 'id' });

const codeOf = (channel: string, input: unknown): string => {
  const accepted = router.accept(channel, input);
  return accepted.ok ? 'accepted' : accepted.error.code;
};

/** Every object and text inside a value, as paths. */
function placesOf(
  value: unknown,
  path: (string | number)[] = [],
): { path: (string | number)[]; value: unknown }[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          placesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [{ path, value }, ...inner];
}

/** @returns a copy of the value with what stands at the path replaced */
function replaced(value: unknown, path: (string | number)[], replacement: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === head ? replaced(item, rest, replacement) : item));
  }
  return {
    ...(value as object),
    [head]: replaced((value as Record<string, unknown>)[head], rest, replacement),
  };
}

const entries: [string, ContractEntry<z.ZodType>][] = Object.entries(CONTRACT);

// Much is sent, and the machine may be busy.
describe.each(entries)('%s', { timeout: 30_000 }, (channel) => {
  const inputs: readonly unknown[] = VALID_INPUTS[channel as keyof typeof VALID_INPUTS];

  it('accepts its own inputs', () => {
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) expect(codeOf(channel, input)).toBe('accepted');
  });

  it('refuses unknown keys at every depth', () => {
    for (const input of inputs) {
      for (const place of placesOf(input)) {
        if (typeof place.value !== 'object' || Array.isArray(place.value)) continue;
        const hostile = replaced(input, place.path, { ...place.value, unknownKey: 1 });
        expect(codeOf(channel, hostile), place.path.join('.')).toBe('ERR_IPC_INPUT');
      }
    }
  });

  it('refuses wrong types at every place', () => {
    for (const input of inputs) {
      for (const place of placesOf(input)) {
        if (Array.isArray(place.value)) continue;
        for (const wrong of [null, Symbol.iterator, () => {}, Number.NaN, 10n, []]) {
          const hostile = replaced(input, place.path, wrong);
          expect(codeOf(channel, hostile), `${place.path.join('.')} ${String(wrong)}`).toBe('ERR_IPC_INPUT');
        }
      }
    }
  });

  it('refuses oversized texts at every place', () => {
    const large = 'x'.repeat(33_554_433);
    for (const input of inputs) {
      for (const place of placesOf(input)) {
        if (typeof place.value !== 'string') continue;
        expect(codeOf(channel, replaced(input, place.path, large)), place.path.join('.')).toBe(
          'ERR_IPC_INPUT',
        );
      }
    }
  });

  it('refuses arrays without end', () => {
    for (const input of inputs) {
      for (const place of placesOf(input)) {
        if (!Array.isArray(place.value)) continue;
        const endless = Array.from({ length: 100_000 }, () => place.value);
        expect(codeOf(channel, replaced(input, place.path, endless))).toBe('ERR_IPC_INPUT');
      }
    }
  });

  it('answers anything at all with a code, quickly', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }), (input) => {
        expect(['accepted', 'ERR_IPC_INPUT']).toContain(codeOf(channel, input));
      }),
      { numRuns: 300, seed: 12 },
    );
  });
});
