import { describe, expect, it } from 'vitest';
import { nodeInspectorPorts } from '../../electron/compose/inspector-ports.ts';
import { evidenceHandlers } from '../../electron/worker/evidence-handlers.ts';
import { evidenceContract } from '../../shared/contract/evidence.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { Evidence } from '../../shared/core/evidence/evidence.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';
import { collect } from '../../shared/flows/inspector/collect.ts';
import { generateMessage } from '../generators/saml-message.ts';

const [VALID = '', EXPIRED = '', , GUEST = ''] = INSPECTOR_SAMPLES.map(({ input }) => input);
const options = { ...DEFAULT_INSPECT_OPTIONS, at: Date.UTC(2026, 10, 20, 9, 30) };
const context = { windowId: 1, signal: new AbortController().signal, progress: () => undefined };
const bytes = (text: string) => ({
  name: 'file',
  async *chunks() {
    yield new TextEncoder().encode(text);
  },
});
const har = JSON.stringify({
  log: {
    version: '1.2',
    entries: [
      {
        startedDateTime: '2026-11-20T09:30:00Z',
        request: {
          method: 'GET',
          url: 'https://orders.example/api/list?page=1',
          headers: [{ name: 'Authorization', value: `Bearer ${VALID}` }],
        },
        response: { headers: [], content: {} },
      },
    ],
  },
});
const file = await collect(nodeInspectorPorts, bytes(har), context.signal, () => undefined);
const handlers = evidenceHandlers(
  nodeInspectorPorts,
  {
    collected: (jobId) => {
      if (jobId === 'result-1') return file;
      throw new WorkbenchError('ERR_JOB_UNKNOWN', 'worker', { jobId });
    },
  },
  'Federation Workbench 1.2.3',
);
const inText = (text: string, index = 0) => ({ source: { text }, index });
const inFile = { source: { resultId: 'result-1' }, index: 0 };

describe('inspector.diff', () => {
  it('compares messages of a text and of a file', async () => {
    const two = await handlers['inspector.diff'](
      { a: inFile, b: inText(`${EXPIRED}\n${GUEST}`, 1), options },
      context,
    );
    expect(evidenceContract['inspector.diff'].output.parse(two).same).toBe(false);
    expect(two.insights.join(' ')).toMatch(/guest/i);
    const same = await handlers['inspector.diff']({ a: inFile, b: inText(EXPIRED), options }, context);
    expect(same.same).toBe(true);
  });

  it('refuses a message that is not there', async () => {
    const missing = handlers['inspector.diff']({ a: inFile, b: inText(EXPIRED, 7), options }, context);
    await expect(missing).rejects.toMatchObject({ code: 'ERR_JOB_UNKNOWN' });
    const gone = { source: { resultId: 'result-0' }, index: 0 };
    await expect(
      (async () => handlers['inspector.diff']({ a: gone, b: inFile, options }, context))(),
    ).rejects.toMatchObject({ code: 'ERR_JOB_UNKNOWN' });
  });
});

describe('inspector.evidence', () => {
  it.each(['md', 'html', 'json'] as const)('writes %s, whole and redacted', async (form) => {
    const make = async (redact: boolean) =>
      (await handlers['inspector.evidence']({ source: inFile.source, options, form, redact }, context))
        .content;
    expect(await make(false)).toContain('Kim Larsen');
    const redacted = await make(true);
    expect(redacted).toContain('Federation Workbench 1.2.3');
    for (const value of ['Kim Larsen', 'jogcloud', 'orders.example', VALID.slice(-40)])
      expect(redacted).not.toContain(value);
  });
});

describe('inspector.evidence of some messages', () => {
  it('numbers them anew', async () => {
    const source = { text: `${VALID}\n${EXPIRED}\n${GUEST}` };
    const input = { source, only: [1, 2], options, form: 'json', redact: true } as const;
    const { content } = await handlers['inspector.evidence'](input, context);
    const { messages } = JSON.parse(content) as Evidence;
    expect(messages.map(({ report }) => [report.source.index, report.verdict])).toEqual([
      [0, 'invalid'],
      [1, 'unverified'],
    ]);
  });
});

describe('inspector.curl', () => {
  const curl = async (
    message: typeof inFile | ReturnType<typeof inText>,
    shell: 'posix' | 'powershell' = 'posix',
  ) => handlers['inspector.curl']({ message, options, shell }, context);

  it('repeats a bearer call where the capture saw it', async () => {
    const { command, addressMissing } = await curl(inFile);
    expect(addressMissing).toBe(false);
    expect(command).toContain("--url 'https://orders.example/api/list'");
    expect(command).toContain(`--header 'Authorization: Bearer ${VALID}'`);
    expect((await curl(inFile, 'powershell')).command).toMatch(/^curl\.exe /);
  });

  it('says that an address is missing', async () => {
    expect(await curl(inText(VALID))).toMatchObject({ addressMissing: true, command: expect.any(String) });
  });

  it('posts a SAML response to the assertion consumer service it names', async () => {
    const { xml } = generateMessage(3, { kind: 'response', encrypt: 'never' });
    const { command = '', addressMissing } = await curl(inText(xml));
    expect(addressMissing).toBe(false);
    const body = /--data-raw 'SAMLResponse=([^'&]*)/.exec(command)?.[1] ?? '';
    expect(Buffer.from(decodeURIComponent(body), 'base64').toString()).toBe(xml);
    expect(command).toMatch(/--request 'POST' --url 'https?:\/\/[^']+'/);
  });

  it('has no command for what travels in no request', async () => {
    const metadata =
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"/>';
    expect(await curl(inText(metadata))).toEqual({ addressMissing: false });
  });
});
