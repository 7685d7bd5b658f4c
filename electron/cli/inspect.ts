import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { EVIDENCE_FORMS, type EvidenceForm } from '../../shared/core/evidence/evidence.ts';
import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import type { MessageReport } from '../../shared/core/inspector/report.ts';
import { collect } from '../../shared/flows/inspector/collect.ts';
import { evidenceText, judgeFindings, makeEvidence } from '../../shared/flows/inspector/evidence.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { writeWholeFile } from '../compose/write-file.ts';
import { type InspectFlags, inspectOptions } from './inspect-flags.ts';
import { EXIT } from './outcome.ts';
import { openInput } from './read-input.ts';
import { reportText } from './report-text.ts';
import type { Terminal } from './terminal.ts';

export interface HandOnFlags {
  readonly json?: boolean;
  readonly redact?: boolean;
  readonly evidence?: string;
  readonly force?: boolean;
}

/**
 * `fedbench inspect`: judges every token and message in a file or standard input.
 *
 * @param version of this tool, for evidence
 * @returns 1 when any message is invalid, or with `--strict` unverified; else 0
 * @throws WorkbenchError of the catalogue
 */
export async function inspectCommand(
  path: string | undefined,
  flags: InspectFlags & HandOnFlags,
  terminal: Terminal,
  version: string,
): Promise<number> {
  const form = flags.evidence === undefined ? undefined : formOf(flags.evidence);
  const options: InspectOptions = withMoment(await inspectOptions(flags));
  const source = await openInput(path, terminal);
  const collected = await collect(nodeInspectorPorts, source, terminal.signal, () => undefined);
  const findings = await judgeFindings(nodeInspectorPorts, collected, options, terminal.signal);
  let reports = findings.flatMap((finding) => finding.reports);
  // What is redacted may be fewer messages: the content of encrypted ones stays closed.
  const exit = exitOfReports(reports, options.strict);
  if (flags.redact === true || form !== undefined) {
    const evidence = makeEvidence(nodeInspectorPorts, {
      findings,
      options,
      madeBy: `Federation Workbench ${version}`,
      redact: flags.redact === true,
    });
    reports = evidence.messages.map(({ report }) => report);
    if (flags.evidence !== undefined && form !== undefined)
      await writeWholeFile(flags.evidence, evidenceText(evidence, form), flags.force === true);
  }
  terminal.out(
    flags.json === true
      ? `${JSON.stringify({ messages: reports }, null, 2)}\n`
      : reportText(reports, terminal),
  );
  if (flags.evidence !== undefined) terminal.note(`Evidence is in ${flags.evidence}.`);
  return exit;
}

/** @returns the exit status that a list of verdicts stands for (docs/cli.md, inspect) */
export function exitOfReports(reports: readonly MessageReport[], strict: boolean): number {
  if (reports.some((report) => report.verdict === 'invalid')) return EXIT.no;
  return strict && reports.some((report) => report.verdict === 'unverified') ? EXIT.no : EXIT.yes;
}

/** One moment for verdict and evidence, however long the reading takes. */
function withMoment(options: InspectOptions): InspectOptions {
  return { ...options, at: options.at ?? nodeInspectorPorts.clock.now() };
}

function formOf(path: string): EvidenceForm {
  const form = EVIDENCE_FORMS.find((known) => path.toLowerCase().endsWith(`.${known}`));
  if (form !== undefined) return form;
  throw new WorkbenchError(
    'ERR_USAGE',
    'command line',
    { option: '--evidence' },
    { message: `Evidence is written as ${EVIDENCE_FORMS.map((known) => `.${known}`).join(', ')}.` },
  );
}
