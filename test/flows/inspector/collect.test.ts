import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { MAX_MESSAGES } from '../../../shared/core/capture/candidates.ts';
import { captureNotes } from '../../../shared/core/capture/notes.ts';
import { type Collected, collect } from '../../../shared/flows/inspector/collect.ts';

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (sub: string): string =>
  `${segment({ alg: 'none' })}.${segment({ sub, pad: 'x'.repeat(40) })}.`;

/** Reads a HAR of so many exchanges, made while it is read. */
const collected = (count: number, responseOf: (index: number) => object): Promise<Collected> => {
  const source = {
    name: 'test',
    async *chunks() {
      yield Buffer.from('{"log":{"entries":[');
      for (let index = 0; index < count; index += 1) {
        const entry = { request: { method: 'GET', url: 'https://a.example/' }, response: responseOf(index) };
        yield Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(entry)}`);
      }
      yield Buffer.from(']}}');
    },
  };
  return collect({ crypto: nodeCrypto }, source, new AbortController().signal, () => undefined);
};

it('keeps of a page that holds a token the token only', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const filler = 'lorem ipsum dolor '.repeat(20_000);
  const page = (index: number) => ({
    content: { mimeType: 'text/html', text: `${filler} ${token(`user-${index}`)} ${filler}` },
  });
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const { found } = await collected(40, page);
  collectGarbage();
  const growth = process.memoryUsage().heapUsed - before;
  expect(found).toHaveLength(40);
  expect(growth, 'bytes kept of 28 MB').toBeLessThan(6_000_000);
});

it('gives so many messages at most, and says how many there were besides', async () => {
  const headers = (index: number) => ({
    headers: [{ name: 'Location', value: `/#id_token=${token(`user-${index}`)}` }],
  });
  const { found, summary } = await collected(MAX_MESSAGES + 3, headers);
  expect(found).toHaveLength(MAX_MESSAGES);
  expect(summary).toMatchObject({ passedOver: 3 });
  const [note] = summary === undefined ? [] : captureNotes(summary, found.length, false);
  expect(note).toMatchObject({
    verdict: 'unverified',
    checks: [{ id: 'capture.count', status: 'warn', message: expect.stringContaining('3 messages') }],
  });
});
