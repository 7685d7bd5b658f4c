import type { MessageReport } from '../inspector/report.ts';
import type { Evidence } from './evidence.ts';
import { REDACTED_NOTE, STATUS_WORDS, VERDICT_WORDS } from './words.ts';

/**
 * Writes evidence as Markdown (CommonMark with tables) for a ticket. Every value is escaped, so that a hostile claim can
 * neither make a link nor break out of its cell.
 */
export function evidenceMarkdown(evidence: Evidence): string {
  const lines = [
    '# Evidence',
    '',
    `Judged at ${plain(evidence.judgedAt)} by ${plain(evidence.madeBy)}.`,
    ...(evidence.redacted ? ['', `> ${REDACTED_NOTE}`] : []),
    ...(evidence.judgedWith.length === 0
      ? []
      : ['', ...evidence.judgedWith.map((line) => `- ${plain(line)}`)]),
  ];
  evidence.messages.forEach((message, index) => {
    lines.push(
      '',
      `## ${index + 1}. ${plain(message.report.kind)}: ${VERDICT_WORDS[message.report.verdict]}`,
      '',
    );
    lines.push(
      plain(message.report.summary),
      ...facts(message.report),
      ...checks(message.report),
      ...claims(message.report),
    );
    lines.push('', '<details><summary>The message</summary>', '', ...fenced(message.text), '', '</details>');
  });
  return `${lines.join('\n')}\n`;
}

function facts(report: MessageReport): string[] {
  const rows: [string, string | undefined][] = [
    ['Issuer', report.issuer],
    ['Audience', report.audiences?.join(', ')],
    ['RelayState', report.relayState],
    ['Subject', report.subject?.nameId],
    ['Subject format', report.subject?.format],
    ['Not before', report.notBefore],
    ['Not on or after', report.notOnOrAfter],
    ['Signed with', report.signatures.map((signature) => signature.algorithm).join(', ') || undefined],
  ];
  const said = rows.filter((row): row is [string, string] => row[1] !== undefined);
  return said.length === 0 ? [] : ['', ...said.map(([name, value]) => `- ${name}: ${code(value)}`)];
}

function checks(report: MessageReport): string[] {
  return [
    '',
    '| Check | Status | Found | Expected | Actual | Fix | Source |',
    '|---|---|---|---|---|---|---|',
    ...report.checks.map((check) =>
      row([
        check.id,
        STATUS_WORDS[check.status],
        check.message,
        check.expected ?? '',
        check.actual ?? '',
        check.fix ?? '',
        check.spec,
      ]),
    ),
  ];
}

function claims(report: MessageReport): string[] {
  if (report.claims.length === 0) return [];
  return [
    '',
    '| Claim | Values | Signed | Meaning |',
    '|---|---|---|---|',
    ...report.claims.map((claim) =>
      row([claim.name, claim.values.join(', '), claim.signed ? 'yes' : 'no', claim.meaning]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(plain).join(' | ')} |`;
}

/** Text in which no character starts markup. */
function plain(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[\\`*_{}[\]()<>#+!|~&]/g, '\\$&')
    .replace(/(https?|ftp|mailto|www)(?=[:.])/gi, '$1\u200b');
}

function code(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

function fenced(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence, text, fence];
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
