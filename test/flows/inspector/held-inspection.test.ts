import { expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { rowOf } from '../../../shared/core/inspector/report.ts';
import { HeldInspection } from '../../../shared/flows/inspector/held-inspection.ts';
import { inspectSource } from '../../../shared/flows/inspector/inspect-source.ts';
import { harPieces } from '../../generators/capture.ts';
import { testKey } from '../../generators/keys.ts';

let time = Date.UTC(2026, 10, 23, 8);
const clock = { now: () => (time += 60_000), sleep: () => Promise.resolve() };
const ports = { crypto: nodeCrypto, clock };
const never = new AbortController().signal;

const whole = new TextEncoder().encode(
  [...harPieces({ seed: 6, bytes: 400_000, saml: 5, jwts: 5 })].join(''),
);
/** Cut, so that the list ends with what is said of the capture itself. */
const source = {
  name: 'test',
  async *chunks() {
    yield whole.subarray(0, whole.length - 100);
  },
};
const options = {
  ...DEFAULT_INSPECT_OPTIONS,
  trust: [{ kind: 'certificate' as const, text: testKey('idp-rsa').certificatePem }],
};

it('gives for each row the very report that judging the whole file gives', async () => {
  const held = await HeldInspection.of(ports, source, options, never, () => undefined);
  const { messages } = await inspectSource(ports, source, { ...options, at: time }, never);
  expect(held.rows.length).toBeGreaterThan(10);
  expect(held.rows).toEqual(messages.map(rowOf));
  expect(held.rows.map((_, index) => held.message(index))).toEqual(messages);
  expect(held.message(held.rows.length)).toBeUndefined();
  const { valid, invalid, unverified } = held.counts();
  expect(valid + invalid + unverified).toBe(held.rows.length);
});

it('judges with other options what was read before', async () => {
  const first = await HeldInspection.of(ports, source, DEFAULT_INSPECT_OPTIONS, never, () => undefined);
  const unread = {
    name: 'test',
    chunks(): never {
      throw new Error('read again');
    },
  };
  const second = await HeldInspection.of(ports, unread, options, never, () => undefined, first.collected);
  expect(second.rows.length).toBeGreaterThanOrEqual(first.rows.length);
  expect(second.rows).not.toEqual(first.rows);
});
