import { describe, expect, it } from 'vitest';
import { compareDocumentSchema } from '../../shared/contract/compare.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const paths = Object.fromEntries(
  INSPECTOR_SAMPLES.map(({ id, input }) => [id, folder.put(`${id}.txt`, input)]),
) as Record<(typeof INSPECTOR_SAMPLES)[number]['id'], string>;
const several = folder.put('several.txt', `${INSPECTOR_SAMPLES.map(({ input }) => input).join('\n')}\n`);

describe('fedbench diff', () => {
  it('finds a member and a guest different, and says in words how', async () => {
    const run = await runCli(['diff', paths.valid, paths.guest, '--json']);
    const comparison = compareDocumentSchema.parse(documentOf(run));
    expect(run.exit).toBe(1);
    expect(comparison.same).toBe(false);
    expect(comparison.rows.some(({ name, status }) => name === 'acct' && status === 'only-b')).toBe(true);
    expect(comparison.rows.some(({ volatile }) => volatile)).toBe(false);
    expect(comparison.insights.join(' ')).toMatch(/guest/i);
    const text = await runCli(['diff', paths.valid, paths.guest]);
    expect(text.out).toContain('They differ.');
    expect(text.out).toMatch(/^~ name$/m);
  });

  it('calls two tokens of the same user the same but for ids and times', async () => {
    const run = await runCli(['diff', paths.valid, paths.expired]);
    expect(run.exit).toBe(0);
    expect(run.out).toContain('They say the same, but for ids and times.');
    expect(run.out).not.toContain('uti');
    const all = await runCli(['diff', paths.valid, paths.expired, '--all']);
    expect(all.exit).toBe(0);
    expect(all.out).toMatch(/^~ uti {2}id or time$/m);
    expect(all.out).toMatch(/^= tid$/m);
  });

  it('takes the message a number names', async () => {
    const one = await runCli(['diff', `${several}#1`, `${several}#4`, '--json']);
    expect(documentOf(one)).toEqual(documentOf(await runCli(['diff', paths.valid, paths.guest, '--json'])));
  });

  it.each(['#0', '#6', '#99999999999999999999'])('refuses %s, which no message has', async (number) => {
    const run = await runCli(['diff', `${several}${number}`, paths.guest, '--json']);
    const { error } = documentOf(run) as { error: unknown };
    expect(run.exit).toBe(2);
    expect(wireErrorSchema.parse(error).code).toBe('ERR_USAGE');
  });

  it('reads a file whose own name ends like a number', async () => {
    const odd = folder.put('token#2', INSPECTOR_SAMPLES[0]?.input ?? '');
    expect((await runCli(['diff', odd, paths.valid])).exit).toBe(0);
  });

  it('compares standard input with a file, and refuses to read it twice', async () => {
    const stdin = INSPECTOR_SAMPLES[0]?.input ?? '';
    expect((await runCli(['diff', '-', paths.valid], { stdin })).exit).toBe(0);
    const twice = await runCli(['diff', '-', '-', '--json'], { stdin });
    expect(twice.exit).toBe(2);
    expect(documentOf(twice)).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });
});
