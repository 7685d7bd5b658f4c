import { expect, it } from 'vitest';
import { selfTestDocumentSchema } from '../../shared/contract/self-test.ts';
import { documentOf, runCli } from './run-cli.ts';

it('refuses every attack, family by family', async () => {
  const run = await runCli(['self-test']);
  expect(run.exit).toBe(0);
  expect(run.out).toMatch(/\d+\/\d+ Signature wrapping/);
  expect(run.out).toMatch(/All \d+ attacks were refused; the 4 honest messages are valid\.\n$/);
  expect(run.out).not.toContain('FAIL');
});

it('lists each attack with the check that refused it under --all', async () => {
  const { out } = await runCli(['self-test', '--all']);
  expect(out).toContain('pass algorithm none, written none (CVE-2015-9235): signature.algorithm');
});

it('prints one document of the schema with --json', async () => {
  const test = selfTestDocumentSchema.parse(documentOf(await runCli(['self-test', '--json'])));
  expect(test.passed).toBe(true);
  expect(test.attacks.every(({ refusedBy }) => refusedBy !== undefined)).toBe(true);
});

it('ends with 130 when it is cancelled', async () => {
  const controller = new AbortController();
  controller.abort();
  expect((await runCli(['self-test'], { signal: controller.signal })).exit).toBe(130);
});
