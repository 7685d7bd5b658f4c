import type { Check, MessageReport } from '../inspector/report.ts';
import type { Evidence } from './evidence.ts';
import { REDACTED_NOTE, STATUS_WORDS, VERDICT_WORDS } from './words.ts';

const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{border-bottom:1px solid #8886;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;padding:.75rem}.fail,.invalid{color:#c0272d}.pass,.valid{color:#1a7f37}.warn,.unverified{color:#9a6700}
@media(prefers-color-scheme:dark){.fail,.invalid{color:#ff8a80}.pass,.valid{color:#7ee787}.warn,.unverified{color:#e3b341}}dt{font-weight:600}`;

/**
 * Writes evidence as one static HTML file: no script, nothing fetched (its own policy forbids both), every value escaped.
 */
export function evidenceHtml(evidence: Evidence): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Evidence of ${evidence.messages.length} message${evidence.messages.length === 1 ? '' : 's'}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Evidence</h1>
<p>Judged at ${text(evidence.judgedAt)} by ${text(evidence.madeBy)}.</p>
${evidence.redacted ? `<p><strong>${text(REDACTED_NOTE)}</strong></p>` : ''}
${evidence.judgedWith.length === 0 ? '' : `<ul>${evidence.judgedWith.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`}
${evidence.messages.map((message, index) => section(message.report, message.text, index)).join('\n')}
</body>
</html>
`;
}

function section(report: MessageReport, message: string, index: number): string {
  return `<section>
<h2>${index + 1}. ${text(report.kind)}: <span class="${report.verdict}">${VERDICT_WORDS[report.verdict]}</span></h2>
<p>${text(report.summary)}</p>
${facts(report)}
<table>
<thead><tr><th>Check</th><th>Status</th><th>Found</th><th>Expected</th><th>Actual</th><th>Fix</th><th>Source</th></tr></thead>
<tbody>${report.checks.map(checkRow).join('\n')}</tbody>
</table>
${claims(report)}
<details><summary>The message</summary><pre>${text(message)}</pre></details>
</section>`;
}

function facts(report: MessageReport): string {
  const rows: [string, string | undefined][] = [
    ['Issuer', report.issuer],
    ['Audience', report.audiences?.join(', ')],
    ['Subject', report.subject?.nameId],
    ['Not before', report.notBefore],
    ['Not on or after', report.notOnOrAfter],
  ];
  const said = rows.filter((row): row is [string, string] => row[1] !== undefined);
  if (said.length === 0) return '';
  return `<dl>${said.map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`).join('')}</dl>`;
}

function checkRow(check: Check): string {
  return `<tr>${[
    `<td><code>${text(check.id)}</code></td>`,
    `<td class="${check.status}">${STATUS_WORDS[check.status]}</td>`,
    ...[check.message, check.expected ?? '', check.actual ?? '', check.fix ?? '', check.spec].map(
      (cell) => `<td>${text(cell)}</td>`,
    ),
  ].join('')}</tr>`;
}

function claims(report: MessageReport): string {
  if (report.claims.length === 0) return '';
  const rows = report.claims.map(
    (claim) =>
      `<tr><td>${text(claim.name)}</td><td>${text(claim.values.join(', '))}</td><td>${claim.signed ? 'yes' : 'no'}</td><td>${text(claim.meaning)}</td></tr>`,
  );
  return `<table>
<thead><tr><th>Claim</th><th>Values</th><th>Signed</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>`;
}

function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
