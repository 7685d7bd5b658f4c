import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import type { InspectReport } from '../../../shared/core/inspector/report.ts';
import type { InspectProgress } from '../../../shared/flows/inspector/collect.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import { inspectSource } from '../../../shared/flows/inspector/inspect-source.ts';
import type { ByteSource } from '../../../shared/ports/byte-source.ts';
import { harPieces } from '../../generators/capture.ts';
import { generateMessage } from '../../generators/saml-message.ts';

const clock = { now: () => Date.UTC(2026, 10, 23, 8), sleep: () => Promise.resolve() };
const never = new AbortController().signal;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Hands the bytes out in one buffer that is used again and again, as a file does. */
function sourceOf(bytes: Uint8Array, chunkSize = 65_536): ByteSource {
  const buffer = new Uint8Array(chunkSize);
  return {
    name: 'test',
    size: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkSize) {
        const part = bytes.subarray(at, at + chunkSize);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
        buffer.fill(0);
      }
    },
  };
}

const judge = (bytes: Uint8Array, chunkSize?: number): Promise<InspectReport> =>
  inspectSource({ crypto: nodeCrypto, clock }, sourceOf(bytes, chunkSize), DEFAULT_INSPECT_OPTIONS, never);

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (sub: string): string =>
  `${segment({ alg: 'none' })}.${segment({ iss: 'https://idp.example', sub })}.`;

interface Sent {
  readonly authorization?: string;
  readonly fields?: Record<string, string>;
}

const har = (requests: readonly Sent[]): string =>
  JSON.stringify({
    log: {
      version: '1.2',
      entries: requests.map(({ authorization, fields }, index) => ({
        startedDateTime: '2026-11-23T08:00:00.000Z',
        request: {
          method: fields === undefined ? 'GET' : 'POST',
          url: `https://api.example/${index}?secret=1`,
          headers:
            authorization === undefined ? [] : [{ name: 'Authorization', value: `Bearer ${authorization}` }],
          ...(fields === undefined
            ? {}
            : {
                postData: {
                  text: new URLSearchParams(fields).toString(),
                  mimeType: 'application/x-www-form-urlencoded',
                },
              }),
        },
        response: { status: 200, headers: [], content: { mimeType: 'text/plain', text: 'ok' } },
      })),
    },
  });

const { xml } = generateMessage(1, { kind: 'response', encrypt: 'never' });
const SAML = Buffer.from(xml).toString('base64');

describe('a HAR', () => {
  const capture = har([{ authorization: token('one') }, { fields: { SAMLResponse: SAML, RelayState: 'r' } }]);

  it('gives its messages with where they travelled', async () => {
    const { messages } = await judge(utf8(capture));
    expect(
      messages.filter(({ parent }) => parent === undefined).map(({ kind, origin }) => [kind, origin]),
    ).toEqual([
      [
        'jwt',
        {
          exchange: 0,
          method: 'GET',
          url: 'https://api.example/0',
          startedAt: '2026-11-23T08:00:00.000Z',
          seen: 1,
        },
      ],
      [
        'saml-response',
        {
          exchange: 1,
          method: 'POST',
          url: 'https://api.example/1',
          startedAt: '2026-11-23T08:00:00.000Z',
          seen: 1,
        },
      ],
    ]);
    expect(messages.map(({ source }) => source.index)).toEqual(messages.map((_, index) => index));
  });

  it.each([1, 7, 1000])('gives the same in chunks of %i bytes', async (size) => {
    expect(await judge(utf8(capture), size)).toEqual(await judge(utf8(capture)));
  });

  it.each(['utf-16le', 'utf-16be'])('is read in %s too', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${capture}`, 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(await judge(bytes, 333)).toEqual(await judge(utf8(capture)));
  });

  it('that is pasted gives the same', async () => {
    const pasted = await inspect({ crypto: nodeCrypto, clock }, capture, DEFAULT_INSPECT_OPTIONS, never);
    expect(pasted).toEqual(await judge(utf8(capture)));
  });

  it('counts a token that forty requests carry once', async () => {
    const { messages } = await judge(
      utf8(har(Array.from({ length: 40 }, () => ({ authorization: token('same') })))),
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]?.origin).toMatchObject({ exchange: 0, seen: 40 });
  });

  it('gives 5,000 messages in their order', async () => {
    const requests = Array.from({ length: 5000 }, (_, index) => ({ authorization: token(`user-${index}`) }));
    const { messages } = await judge(utf8(har(requests)));
    expect(messages.map(({ subject }) => subject?.nameId)).toEqual(
      requests.map((_, index) => `user-${index}`),
    );
  });

  it('that was cut gives what stands before the cut, and says so', async () => {
    const requests = Array.from({ length: 10 }, (_, index) => ({ authorization: token(`user-${index}`) }));
    const whole = har(requests);
    const { messages } = await judge(utf8(whole.slice(0, whole.length / 2)));
    expect(messages.length).toBeGreaterThanOrEqual(5);
    expect(messages.at(-1)).toMatchObject({
      kind: 'unknown',
      checks: [{ id: 'capture.complete', status: 'warn' }],
    });
  });

  it('without a message says how much was looked through', async () => {
    await expect(judge(utf8(har([{}, {}])))).rejects.toMatchObject({
      code: 'ERR_INPUT_UNRECOGNISED',
      message: expect.stringContaining('2 exchanges'),
      hint: expect.stringContaining('with sensitive data'),
    });
  });

  it('keeps its other messages when one inflates without end', async () => {
    const bomb = Buffer.from(await deflated(new Uint8Array(80_000_000))).toString('base64');
    const requests: Sent[] = [{ fields: { SAMLRequest: bomb } }, { authorization: token('after') }];
    const { messages } = await judge(utf8(har(requests)));
    expect(messages[0]).toMatchObject({ kind: 'jwt', subject: { nameId: 'after' } });
  });

  it('of every kind of content gives every message made for it', async () => {
    const bytes = utf8([...harPieces({ seed: 5, bytes: 3_000_000, saml: 12, jwts: 18 })].join(''));
    const { messages } = await judge(bytes);
    const outer = messages.filter(({ parent }) => parent === undefined);
    expect(outer.filter(({ kind }) => kind === 'saml-response')).toHaveLength(12);
    expect(outer.filter(({ kind }) => kind === 'jwt')).toHaveLength(18);
    expect(outer).toHaveLength(30);
  });
});

async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const { deflateRawSync } = await import('node:zlib');
  return deflateRawSync(bytes);
}

describe('a SAML-tracer export', () => {
  it('gives its messages, from the form as it was sent', async () => {
    const { messages } = await judge(
      utf8(
        JSON.stringify({
          timestamp: '2026-11-23T08:00:00.000Z',
          requests: [
            { method: 'POST', url: 'https://sp.example/acs', post: [['SAMLResponse', SAML]], saml: '<x/>' },
          ],
        }),
      ),
    );
    expect(messages[0]).toMatchObject({
      kind: 'saml-response',
      source: { form: 'saml-tracer' },
      origin: { method: 'POST', url: 'https://sp.example/acs' },
    });
  });
});

describe('what is no capture', () => {
  it('is judged as a text of messages', async () => {
    const text = `first ${token('a')}\nthen\nAuthorization: Bearer ${token('b')}\n`;
    const { messages } = await judge(utf8(text), 10);
    expect(messages.map(({ subject }) => subject?.nameId)).toEqual(['a', 'b']);
    expect(messages[0]?.origin).toBeUndefined();
  });

  it.each([
    ['an empty file', new Uint8Array(), 'ERR_INPUT_EMPTY'],
    [
      'a page that says the sign-in failed',
      utf8('<!doctype html><html><body>AADSTS50105</body></html>'),
      'ERR_INPUT_UNRECOGNISED',
    ],
    [
      'a screenshot',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49]),
      'ERR_INPUT_BINARY',
    ],
    ['a text of 40 MB', new Uint8Array(40_000_000).fill(0x61), 'ERR_INPUT_TOO_LARGE'],
  ])('%s is named', async (_name, bytes, code) => {
    await expect(judge(bytes)).rejects.toMatchObject({ code });
  });
});

describe('a run', () => {
  const bytes = utf8(
    har(Array.from({ length: 100 }, (_, index) => ({ authorization: token(`user-${index}`) }))),
  );

  it('tells how far it is', async () => {
    const told: InspectProgress[] = [];
    const ports = { crypto: nodeCrypto, clock };
    await inspectSource(ports, sourceOf(bytes, 1000), DEFAULT_INSPECT_OPTIONS, never, (step) =>
      told.push(step),
    );
    expect(told.map((step) => step.bytes)).toEqual(told.map((step) => step.bytes).toSorted((a, b) => a - b));
    expect(told.every((step) => step.total === bytes.length)).toBe(true);
    expect(told.at(-1)).toEqual({ bytes: bytes.length, total: bytes.length, messages: 100, judged: 100 });
  });

  it.each([1, 20])('ends when it is cancelled at step %i', async (steps) => {
    const controller = new AbortController();
    let told = 0;
    const run = inspectSource(
      { crypto: nodeCrypto, clock },
      sourceOf(bytes, 2000),
      DEFAULT_INSPECT_OPTIONS,
      controller.signal,
      () => {
        told += 1;
        if (told === steps) controller.abort();
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
    expect(told).toBe(steps);
  });
});
