import { describe, expect, it } from 'vitest';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { INSPECTOR_SAMPLES, type InspectorSample } from '../../shared/core/inspector/samples.ts';
import { documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();

function sample(id: InspectorSample['id']): InspectorSample {
  const found = INSPECTOR_SAMPLES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return found;
}

const valid = sample('valid');
const jwks = folder.put('keys.json', valid.options.trust[0]?.text ?? '');
const token = folder.put('token.txt', valid.input);
const AS_THEN = ['--at', '2026-11-20T09:30:00Z'];
const TRUSTED = ['--jwks', jwks, ...AS_THEN];

describe('fedbench inspect --json', () => {
  it.each(INSPECTOR_SAMPLES.map((one) => one.id))('prints one document of the schema for %s', async (id) => {
    const run = await runCli(['inspect', '-', '--json', ...TRUSTED], { stdin: sample(id).input });
    const { messages } = inspectDocumentSchema.parse(documentOf(run));
    expect(run.err).toBe('');
    expect(messages).toHaveLength(1);
    expect(run.exit).toBe(messages[0]?.verdict === 'invalid' ? 1 : 0);
  });

  it('reads a file, standard input and standard input by name alike', async () => {
    const args = ['--json', ...TRUSTED];
    const fromFile = await runCli(['inspect', token, ...args]);
    expect(await runCli(['inspect', '-', ...args], { stdin: valid.input })).toEqual(fromFile);
    expect(await runCli(['inspect', ...args], { stdin: valid.input })).toEqual(fromFile);
  });

  it('shows nothing that only the window needs', async () => {
    const run = await runCli(['inspect', token, '--json', ...TRUSTED]);
    expect(run.out).not.toContain('"views"');
    expect(run.out).not.toContain(': null');
  });

  it('holds a message against what it is expected to say', async () => {
    const right = ['--expect-audience', valid.options.expect.audience ?? '', '--profile', 'entra'];
    expect((await runCli(['inspect', token, ...TRUSTED, ...right])).exit).toBe(0);
    const wrong = await runCli(['inspect', token, '--json', ...TRUSTED, '--expect-audience', 'api://other']);
    const [message] = inspectDocumentSchema.parse(documentOf(wrong)).messages;
    expect(wrong.exit).toBe(1);
    expect(message?.checks.filter(({ status }) => status === 'fail')).toMatchObject([
      { expected: 'api://other', fix: expect.any(String) },
    ]);
  });
});

describe('the exit status of fedbench inspect', () => {
  it('is 0 for valid, 0 for unverified, and 1 for unverified with --strict', async () => {
    expect((await runCli(['inspect', token, ...TRUSTED])).exit).toBe(0);
    expect((await runCli(['inspect', token, ...AS_THEN])).exit).toBe(0);
    expect((await runCli(['inspect', token, ...AS_THEN, '--strict'])).exit).toBe(1);
  });

  it('follows --at and --clock-skew', async () => {
    const late = ['inspect', token, '--jwks', jwks, '--at', '2026-11-20T23:00:00Z'];
    expect((await runCli(late)).exit).toBe(1);
    expect((await runCli([...late, '--clock-skew', '86400'])).exit).toBe(0);
  });

  it('is 1 where one of many messages is invalid', async () => {
    const several = `${valid.input}\n${sample('unsigned').input}\n`;
    const run = await runCli(['inspect', '-', '--json', ...TRUSTED], { stdin: several });
    const { messages } = inspectDocumentSchema.parse(documentOf(run));
    expect(messages.map(({ verdict }) => verdict)).toEqual(['valid', 'invalid']);
    expect(run.exit).toBe(1);
  });
});

describe('fedbench inspect for a person', () => {
  it('names the verdict, the checks and what the claims mean', async () => {
    const run = await runCli(['inspect', token, ...TRUSTED]);
    expect(run.out).toMatch(/^jwt: VALID\n/);
    expect(run.out).toContain('pass  signature.value');
    expect(run.out).toContain('Claims (signed)');
    expect(run.out).not.toContain('\u001b');
    expect((await runCli(['inspect', token, ...TRUSTED], { colour: true })).out).toContain('\u001b[32m');
  });

  it('shows control characters and direction marks as escapes', async () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hostile = { sub: '\u001b[2J\u0007evil\u202etxt.exe', iss: 'a\r\nb' };
    const run = await runCli(['inspect'], { stdin: `${part({ alg: 'none' })}.${part(hostile)}.` });
    for (const unsafe of ['\u001b', '\u0007', '\u202e', '\r']) expect(run.out).not.toContain(unsafe);
    expect(run.out).toContain('\\u001b[2J\\u0007evil\\u202etxt.exe');
  });
});
