import type {
  Check,
  CheckStatus,
  ClaimReport,
  MessageReport,
  Verdict,
} from '../../shared/core/inspector/report.ts';
import { type Paint, painter, printable, type Tone, wrap } from './style.ts';

const VERDICT_TONE: Readonly<Record<Verdict, Tone>> = {
  valid: 'green',
  invalid: 'red',
  unverified: 'yellow',
};
const STATUS: Readonly<Record<CheckStatus, readonly [word: string, tone: Tone]>> = {
  pass: ['pass', 'green'],
  fail: ['FAIL', 'red'],
  warn: ['warn', 'yellow'],
  'not-checked': ['  -', 'dim'],
};
const LONGEST_VALUE = 400;

interface Layout {
  readonly colour: boolean;
  readonly columns: number;
}

/** A report for a person at a terminal: the verdict first, then every check, then what the claims mean. */
export function reportText(messages: readonly MessageReport[], layout: Layout): string {
  return messages.map((message, index) => messageText(message, index, messages.length, layout)).join('\n');
}

function messageText(message: MessageReport, index: number, count: number, layout: Layout): string {
  const paint = painter(layout.colour);
  const label = count > 1 ? `${index + 1}/${count} ` : '';
  const inside = message.parent === undefined ? '' : ` (inside ${message.parent + 1})`;
  const lines = [
    `${label}${message.kind}${inside}: ${paint(VERDICT_TONE[message.verdict], paint('bold', message.verdict.toUpperCase()))}`,
    wrap(printable(message.summary), layout.columns - 2, '  ').replace(/^/, '  '),
    ...facts(message, paint),
    '',
    ...message.checks.flatMap((check) => checkLines(check, layout, paint)),
    ...claimLines(message.claims, layout, paint),
  ];
  return `${lines.join('\n')}\n`;
}

function facts(message: MessageReport, paint: Paint): string[] {
  const format = message.subject?.format === undefined ? '' : ` (${message.subject.format})`;
  const rows: [string, string | undefined][] = [
    ['issuer', message.issuer],
    ['audience', message.audiences?.join(', ')],
    ['subject', message.subject === undefined ? undefined : message.subject.nameId + format],
    ['valid', validity(message)],
    ['relay', message.relayState],
  ];
  return rows
    .filter((row): row is [string, string] => row[1] !== undefined)
    .map(([name, value]) => `  ${paint('dim', name.padEnd(9))} ${shortened(value)}`);
}

function validity(message: MessageReport): string | undefined {
  if (message.notBefore === undefined && message.notOnOrAfter === undefined) return undefined;
  return `${message.notBefore ?? '...'} until ${message.notOnOrAfter ?? '...'}`;
}

function checkLines(check: Check, layout: Layout, paint: Paint): string[] {
  const [word, tone] = STATUS[check.status];
  const indent = ' '.repeat(8);
  const width = layout.columns - indent.length;
  const text = wrap(printable(check.message), width - check.id.length - 1, indent);
  const lines = [`  ${paint(tone, word.padEnd(5))} ${paint('bold', check.id)} ${text}`];
  const trouble = check.status === 'fail' || check.status === 'warn';
  if (!trouble) return lines;
  const more: [string, string | undefined][] = [
    ['expected', check.expected],
    ['actual', check.actual],
    ['symptom', check.symptom],
    ['fix', check.fix],
    ['source', check.spec],
  ];
  for (const [name, value] of more) {
    if (value === undefined) continue;
    const shown = name === 'fix' ? wrap(printable(value), width - 9, `${indent}         `) : shortened(value);
    lines.push(`${indent}${paint('dim', name.padEnd(8))} ${shown}`);
  }
  return lines;
}

function claimLines(claims: readonly ClaimReport[], layout: Layout, paint: Paint): string[] {
  if (claims.length === 0) return [];
  const signed = claims.every((claim) => claim.signed)
    ? 'signed'
    : claims.some((claim) => claim.signed)
      ? 'partly signed'
      : 'not verified';
  const lines = ['', `  ${paint('bold', 'Claims')} (${signed})`];
  for (const claim of claims) {
    const never = claim.authorizeWith === 'never' ? paint('yellow', '  never authorize with it') : '';
    lines.push(`  ${paint('cyan', printable(claim.name))}${never}`);
    for (const value of claim.values) lines.push(`    ${shortened(value)}`);
    lines.push(`    ${paint('dim', wrap(printable(claim.meaning), layout.columns - 4, '    '))}`);
  }
  return lines;
}

function shortened(value: string): string {
  const safe = printable(value);
  return safe.length <= LONGEST_VALUE
    ? safe
    : `${safe.slice(0, LONGEST_VALUE)}... (${value.length} characters)`;
}
