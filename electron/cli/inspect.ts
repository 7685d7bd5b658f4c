import { type MessageReport, plainReport } from '../../shared/core/inspector/report.ts';
import { inspectSource } from '../../shared/flows/inspector/inspect-source.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { type InspectFlags, inspectOptions } from './inspect-flags.ts';
import { EXIT } from './outcome.ts';
import { openInput } from './read-input.ts';
import { reportText } from './report-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench inspect`: judges every token and message in a file or standard input.
 *
 * @returns 1 when any message is invalid, or with `--strict` unverified; else 0
 * @throws WorkbenchError of the catalogue
 */
export async function inspectCommand(
  path: string | undefined,
  flags: InspectFlags & { readonly json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const options = await inspectOptions(flags);
  const source = await openInput(path, terminal);
  const { messages } = await inspectSource(nodeInspectorPorts, source, options, terminal.signal);
  const reports = messages.map(plainReport);
  terminal.out(
    flags.json === true
      ? `${JSON.stringify({ messages: reports }, null, 2)}\n`
      : reportText(reports, terminal),
  );
  return exitOfReports(reports, options.strict);
}

/** @returns the exit status that a list of verdicts stands for (docs/cli.md, inspect) */
export function exitOfReports(reports: readonly MessageReport[], strict: boolean): number {
  if (reports.some((report) => report.verdict === 'invalid')) return EXIT.no;
  return strict && reports.some((report) => report.verdict === 'unverified') ? EXIT.no : EXIT.yes;
}
