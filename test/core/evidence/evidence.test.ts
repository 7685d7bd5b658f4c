import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceJson, isEvidence } from '../../../shared/core/evidence/evidence.ts';
import { evidenceHtml } from '../../../shared/core/evidence/html.ts';
import { evidenceMarkdown } from '../../../shared/core/evidence/markdown.ts';

const HOSTILE = `</pre><script>alert(1)</script>|[click](javascript:alert(1))\`\`\`\n# not a heading <img src=x onerror=alert(1)> https://evil.example`;

const EVIDENCE: Evidence = {
  format: 'federation-workbench-evidence',
  version: 1,
  madeBy: 'Federation Workbench 0.1.0',
  judgedAt: '2026-11-23T08:00:00Z',
  redacted: true,
  judgedWith: [`audience ${HOSTILE}`],
  messages: [
    {
      family: 'jose',
      text: HOSTILE,
      form: 'raw',
      report: {
        kind: 'jwt',
        verdict: 'invalid',
        summary: HOSTILE,
        checks: [
          {
            id: 'time.expiry',
            status: 'fail',
            message: HOSTILE,
            expected: HOSTILE,
            actual: HOSTILE,
            fix: HOSTILE,
            spec: 'RFC 7519 section 4.1.4',
          },
        ],
        signatures: [{ status: 'fail', algorithm: HOSTILE, covers: [] }],
        claims: [
          {
            name: HOSTILE,
            values: [HOSTILE, HOSTILE],
            meaning: HOSTILE,
            signed: false,
            authorizeWith: 'never',
          },
        ],
        subject: { nameId: HOSTILE },
        issuer: HOSTILE,
        notChecked: [],
        source: { form: 'raw', index: 0 },
      },
    },
  ],
};

describe('evidence', () => {
  it('is recognised again in its JSON form', () => {
    expect(isEvidence(JSON.parse(evidenceJson(EVIDENCE)))).toBe(true);
    for (const other of [null, 1, {}, { ...EVIDENCE, version: 2 }, { ...EVIDENCE, messages: [{}] }])
      expect(isEvidence(other)).toBe(false);
  });

  it('shows hostile values as text in HTML', () => {
    const html = evidenceHtml(EVIDENCE);
    const tags = new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/g)].map(([, name]) => name));
    expect(tags).not.toContain('script');
    expect(tags).not.toContain('img');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<pre>/g)).toHaveLength(1);
  });

  it('shows hostile values as text in Markdown', () => {
    const lines = evidenceMarkdown(EVIDENCE).split('\n');
    const outsideFence: string[] = [];
    let fence = '';
    for (const line of lines) {
      const mark = /^`{3,}$/.exec(line)?.[0];
      if (fence === '' && mark !== undefined) fence = mark;
      else if (fence !== '' && line === fence) fence = '';
      else if (fence === '') outsideFence.push(line);
    }
    expect(fence).toBe('');
    const prose = outsideFence.join('\n').replace(/(`+) .*? \1(?!`)/g, '');
    expect(prose).not.toMatch(/(?<!\\)<(?!\/?(details|summary)>)/);
    expect(prose).not.toMatch(/(?<!\\)\]\(/);
    expect(prose).not.toContain('https://evil');
    expect(outsideFence.filter((line) => /^#+ /.test(line))).toHaveLength(2);
    const cells = outsideFence
      .filter((line) => line.startsWith('| time'))
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(cells).toEqual([9]);
  });
});
