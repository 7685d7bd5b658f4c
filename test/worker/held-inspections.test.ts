import { expect, it } from 'vitest';
import { nodeInspectorPorts } from '../../electron/compose/inspector-ports.ts';
import { HeldInspections } from '../../electron/worker/held-inspections.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';

const never = new AbortController().signal;
const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (sub: string): string => `${segment({ alg: 'none' })}.${segment({ sub })}.`;

function setUp() {
  const files = new Map<string, string>();
  const reads: string[] = [];
  let ids = 0;
  const held = new HeldInspections(
    nodeInspectorPorts,
    async (name) => ({
      name,
      version: files.get(name) ?? '',
      async *chunks() {
        reads.push(name);
        yield new TextEncoder().encode(files.get(name));
      },
    }),
    () => `result-${++ids}`,
  );
  const inspect = (path: string, options = DEFAULT_INSPECT_OPTIONS) =>
    held.inspect(path, options, never, () => undefined);
  return { files, reads, held, inspect };
}

it('tells rows and messages of the last file', async () => {
  const { files, held, inspect } = setUp();
  files.set('a', `${token('one')}\n${token('two')}\n${token('three')}`);
  const { resultId, count, verdicts } = await inspect('a');
  expect({ count, verdicts }).toEqual({ count: 3, verdicts: { valid: 0, invalid: 3, unverified: 0 } });
  expect(held.rows(resultId, 1, 5).map(({ subject }) => subject?.nameId)).toEqual(['two', 'three']);
  expect(held.message(resultId, 2)).toMatchObject({ kind: 'jwt', subject: { nameId: 'three' } });
  expect(() => held.message(resultId, 3)).toThrow(expect.objectContaining({ code: 'ERR_JOB_UNKNOWN' }));
});

it('forgets a file for the next one, and for one that cannot be read', async () => {
  const { files, held, inspect } = setUp();
  files.set('a', token('one')).set('b', token('two')).set('empty', '');
  const first = await inspect('a');
  const second = await inspect('b');
  expect(() => held.rows(first.resultId, 0, 1)).toThrow(expect.objectContaining({ code: 'ERR_JOB_UNKNOWN' }));
  expect(held.rows(second.resultId, 0, 1)).toHaveLength(1);
  await expect(inspect('empty')).rejects.toMatchObject({ code: 'ERR_INPUT_EMPTY' });
  expect(() => held.rows(second.resultId, 0, 1)).toThrow(
    expect.objectContaining({ code: 'ERR_JOB_UNKNOWN' }),
  );
});

it('reads the same file once for any options, and again when it has changed', async () => {
  const { files, reads, inspect } = setUp();
  files.set('a', token('one'));
  await inspect('a');
  await inspect('a', { ...DEFAULT_INSPECT_OPTIONS, strict: true });
  expect(reads).toEqual(['a']);
  files.set('a', token('two'));
  await inspect('a');
  expect(reads).toEqual(['a', 'a']);
});
