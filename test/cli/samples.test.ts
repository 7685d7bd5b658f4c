import { describe, expect, it } from 'vitest';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../shared/core/inspector/support-samples.ts';
import { documentOf, runCli } from './run-cli.ts';

const ALL = [...INSPECTOR_SAMPLES, ...SUPPORT_SAMPLES];

describe('fedbench samples', () => {
  it('judges every sample as of its own time', async () => {
    const run = await runCli(['samples']);
    expect(run.exit).toBe(0);
    for (const { title, summary } of ALL) {
      expect(run.out).toContain(`# ${title}`);
      expect(run.out).toContain(summary);
    }
    expect(run.out.match(/^[a-z-]+: (VALID|INVALID)$/gm)).toEqual([
      'jwt: VALID',
      'jwt: INVALID',
      'jwt: INVALID',
      'jwt: VALID',
      'jwt: INVALID',
      'saml-response: INVALID',
      'saml-response: VALID',
      'saml-response: INVALID',
      'ws-fed-response: VALID',
      'jwt: INVALID',
    ]);
  });

  it('prints one document of the schema with --json', async () => {
    const { messages } = inspectDocumentSchema.parse(documentOf(await runCli(['samples', '--json'])));
    expect(messages).toHaveLength(ALL.length);
  });
});
