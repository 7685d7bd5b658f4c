import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { isEvidence } from '../../shared/core/evidence/evidence.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { type CliRun, documentOf, runCli } from './run-cli.ts';
import { scratchFolder } from './scratch-folder.ts';

const folder = scratchFolder();
const sample = INSPECTOR_SAMPLES[0];
const token = folder.put('token.txt', sample?.input ?? '');
const jwks = folder.put('keys.json', sample?.options.trust[0]?.text ?? '');
const audience = sample?.options.expect.audience ?? '';
const ARGS = [
  'inspect',
  token,
  '--jwks',
  jwks,
  '--at',
  '2026-11-20T09:30:00Z',
  '--expect-audience',
  audience,
];
const PERSONAL = ['Kim Larsen', 'jogcloud', audience, '8b1d6a2e', '2026-11-20', '1795165200', '5E8a25'];

function messagesOf(run: CliRun) {
  return inspectDocumentSchema.parse(documentOf(run)).messages;
}

describe('fedbench inspect --redact', () => {
  it('keeps verdict and checks, and shows nothing of the original', async () => {
    const [plain, redacted] = [
      await runCli([...ARGS, '--json']),
      await runCli([...ARGS, '--json', '--redact']),
    ];
    const outcome = (run: CliRun) =>
      messagesOf(run).map(({ verdict, checks }) => [
        verdict,
        checks.map(({ id, status }) => `${id} ${status}`),
      ]);
    expect(redacted.exit).toBe(0);
    expect(outcome(redacted)).toEqual(outcome(plain));
    const text = await runCli([...ARGS, '--redact']);
    for (const value of PERSONAL) {
      expect(plain.out.includes(value) || value === '5E8a25' || value === 'jogcloud').toBe(true);
      expect(redacted.out).not.toContain(value);
      expect(text.out).not.toContain(value);
    }
    expect(text.out).toContain('person-1@domain-1.example');
  });

  it('keeps the exit status of what is invalid', async () => {
    const wrong = await runCli([...ARGS.slice(0, -1), 'api://other', '--redact', '--json']);
    expect(wrong.exit).toBe(1);
    expect(wrong.out).not.toContain('api://other');
    expect(messagesOf(wrong)[0]?.checks.find(({ id }) => id === 'audience')).toMatchObject({
      status: 'fail',
      expected: expect.stringMatching(/^api:\/\/domain-\d\.example$/),
    });
  });
});

describe('fedbench inspect --evidence', () => {
  it.each(['md', 'html', 'json'])('writes .%s beside the usual report', async (form) => {
    const path = join(folder.path, `evidence.${form}`);
    const run = await runCli([...ARGS, '--json', '--evidence', path]);
    expect(run).toMatchObject({ exit: 0, err: `Evidence is in ${path}.\n` });
    expect(run.out).toBe((await runCli([...ARGS, '--json'])).out);
    const content = readFileSync(path, 'utf8');
    expect(content).toContain('Federation Workbench 0.0.0-test');
    expect(content).toContain('token.structure');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('can be judged again, whole and redacted', async () => {
    const [whole, redacted] = [join(folder.path, 'whole.json'), join(folder.path, 'redacted.json')];
    await runCli([...ARGS, '--evidence', whole]);
    await runCli([...ARGS, '--evidence', redacted, '--redact']);
    expect(isEvidence(JSON.parse(readFileSync(whole, 'utf8')))).toBe(true);
    const flags = [...ARGS.slice(2), '--json'];
    expect(messagesOf(await runCli(['inspect', whole, ...flags]))).toEqual(
      messagesOf(await runCli([...ARGS, '--json'])),
    );
    const [again] = messagesOf(await runCli(['inspect', redacted, '--json']));
    expect(again?.verdict).toBe('unverified');
    for (const check of again?.checks.filter(({ id }) => id.startsWith('signature.')) ?? [])
      expect(check).toMatchObject({ status: 'not-checked', message: 'Redacted: cannot be verified again.' });
    expect(again?.checks.some(({ status }) => status === 'fail')).toBe(false);
  });

  it('believes nothing that somebody wrote into it', async () => {
    const path = join(folder.path, 'edited.json');
    const forged = INSPECTOR_SAMPLES.find(({ id }) => id === 'wrong-key')?.input ?? '';
    await runCli([...ARGS, '--evidence', path]);
    folder.put('edited.json', readFileSync(path, 'utf8').replaceAll(sample?.input ?? '', forged));
    expect((await runCli(['inspect', path, ...ARGS.slice(2)])).exit).toBe(1);
    const odd = {
      format: 'federation-workbench-evidence',
      version: 1,
      redacted: true,
      judgedAt: 7,
      messages: [],
    };
    const message = { family: 'xml', text: '!', encoding: 'base64', form: 3 };
    for (const messages of [[], [message], [{ ...message, text: 'AAAA' }]]) {
      const run = await runCli(['inspect', '-', '--json'], { stdin: JSON.stringify({ ...odd, messages }) });
      expect([1, 2]).toContain(run.exit);
    }
  });
});

describe('an evidence file that cannot be written', () => {
  const refused = async (path: string, code: string, ...more: string[]): Promise<void> => {
    const before = readdirSync(folder.path).length;
    const run = await runCli([...ARGS, '--json', '--evidence', path, ...more]);
    expect(run.exit).toBe(2);
    expect(documentOf(run)).toMatchObject({ error: { code } });
    expect(readdirSync(folder.path)).toHaveLength(before);
  };

  it('is refused where a file is there already, unless --force', async () => {
    const path = folder.put('mine.md', 'mine');
    await refused(path, 'ERR_OUTPUT_EXISTS');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect((await runCli([...ARGS, '--evidence', path, '--force'])).exit).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain('# Evidence');
  });

  it('is refused for a form that is none, a folder, and a folder that is missing', async () => {
    await refused(join(folder.path, 'x.pdf'), 'ERR_USAGE');
    mkdirSync(join(folder.path, 'folder.md'));
    await refused(join(folder.path, 'folder.md'), 'ERR_INPUT_DIRECTORY', '--force');
    await refused(join(folder.path, 'missing', 'x.md'), 'ERR_INPUT_NOT_FOUND');
    await refused(join(token, 'x.md'), 'ERR_INPUT_NOT_FOUND');
  });

  it.skipIf(process.getuid?.() === 0)(
    'is refused without permission (root may write everywhere)',
    async () => {
      const closed = join(folder.path, 'closed');
      mkdirSync(closed, { mode: 0o500 });
      chmodSync(closed, 0o500);
      await refused(join(closed, 'x.md'), 'ERR_STORE_PERMISSION');
    },
  );
});
