import { existsSync } from 'node:fs';
import { type Comparison, type ComparisonRow, compareMessages } from '../../shared/core/compare/compare.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import type { MessageReport } from '../../shared/core/inspector/report.ts';
import { inspectSource } from '../../shared/flows/inspector/inspect-source.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { type InspectFlags, inspectOptions } from './inspect-flags.ts';
import { EXIT } from './outcome.ts';
import { openInput } from './read-input.ts';
import { painter, printable, type Tone } from './style.ts';
import type { Terminal } from './terminal.ts';

const SIGN: Readonly<Record<ComparisonRow['status'], readonly [mark: string, tone: Tone]>> = {
  same: ['=', 'dim'],
  changed: ['~', 'yellow'],
  'only-a': ['-', 'red'],
  'only-b': ['+', 'green'],
};

/**
 * `fedbench diff`: two messages, claim by claim.
 *
 * @returns 0 when they say the same but for ids and times, else 1
 * @throws WorkbenchError of the catalogue
 */
export async function diffCommand(
  a: string,
  b: string,
  flags: InspectFlags & { readonly json?: boolean; readonly all?: boolean },
  terminal: Terminal,
): Promise<number> {
  if (a === '-' && b === '-')
    throw usage('Standard input can be read once only.', 'Name a file for one of the two.');
  const options = await inspectOptions(flags);
  const comparison = compareMessages(await pick(a, options, terminal), await pick(b, options, terminal));
  const shown =
    flags.all === true
      ? comparison.rows
      : comparison.rows.filter((row) => !row.volatile && row.status !== 'same');
  if (flags.json === true) {
    const rows = flags.all === true ? comparison.rows : comparison.rows.filter((row) => !row.volatile);
    terminal.out(`${JSON.stringify({ ...comparison, rows }, null, 2)}\n`);
  } else {
    terminal.out(text(comparison, shown, a, b, terminal));
  }
  return comparison.same ? EXIT.yes : EXIT.no;
}

/** `FILE#2` is the second message of FILE, unless a file has that very name; without a number it is the first. */
async function pick(name: string, options: InspectOptions, terminal: Terminal): Promise<MessageReport> {
  const [, path = name, number] = existsSync(name) ? [] : (/^(.+)#(\d+)$/.exec(name) ?? []);
  const { messages } = await inspectSource(
    nodeInspectorPorts,
    await openInput(path, terminal),
    options,
    terminal.signal,
  );
  const found = messages[number === undefined ? 0 : Number(number) - 1];
  if (found === undefined) {
    const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
    throw usage(
      `${path} has ${count}, so there is no number ${number}.`,
      'Run fedbench inspect on it to see them.',
    );
  }
  return found;
}

function usage(message: string, hint: string): WorkbenchError {
  return new WorkbenchError('ERR_USAGE', 'command line', {}, { message, hint });
}

function text(
  comparison: Comparison,
  rows: readonly ComparisonRow[],
  a: string,
  b: string,
  terminal: Terminal,
): string {
  const paint = painter(terminal.colour);
  const lines = [
    `${paint('red', '-')} ${printable(a)}: ${comparison.a.kind}, ${comparison.a.verdict}`,
    `${paint('green', '+')} ${printable(b)}: ${comparison.b.kind}, ${comparison.b.verdict}`,
    '',
    ...comparison.insights.map((sentence) => printable(sentence)),
  ];
  if (comparison.insights.length > 0) lines.push('');
  for (const row of rows) {
    const [mark, tone] = SIGN[row.status];
    lines.push(
      `${paint(tone, mark)} ${paint('bold', printable(row.name))}${row.volatile ? paint('dim', '  id or time') : ''}`,
    );
    if (row.status === 'same') {
      lines.push(...row.a.map((value) => `    ${printable(value)}`));
      continue;
    }
    const onlyIn = (mine: readonly string[], theirs: readonly string[]): readonly string[] =>
      mine.filter((value) => !theirs.includes(value));
    for (const value of onlyIn(row.a, row.b)) lines.push(`  ${paint('red', '-')} ${printable(value)}`);
    for (const value of onlyIn(row.b, row.a)) lines.push(`  ${paint('green', '+')} ${printable(value)}`);
  }
  lines.push(comparison.same ? 'They say the same, but for ids and times.' : 'They differ.');
  return `${lines.join('\n')}\n`;
}
