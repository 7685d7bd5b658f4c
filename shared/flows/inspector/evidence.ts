import {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceForm,
  type EvidenceMessage,
  evidenceJson,
  messageText,
} from '../../core/evidence/evidence.ts';
import { evidenceHtml } from '../../core/evidence/html.ts';
import { judgedWith } from '../../core/evidence/judged-with.ts';
import { evidenceMarkdown } from '../../core/evidence/markdown.ts';
import type { Candidate } from '../../core/inspector/candidate.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { type MessageOrigin, type MessageReport, plainReport } from '../../core/inspector/report.ts';
import { Pseudonyms } from '../../core/redact/pseudonyms.ts';
import { redactCandidate, redactOptions } from '../../core/redact/redact-candidate.ts';
import { redactedReports } from '../../core/redact/redacted-report.ts';
import type { Collected } from './collect.ts';
import { judgeCollected } from './inspect-source.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/** A found message and everything judged of it and in it; the first report is its own. */
export interface Finding {
  /** Absent for what is said of a capture as a whole. */
  readonly candidate?: Candidate;
  /** Captures only. */
  readonly origin?: MessageOrigin;
  readonly reports: readonly MessageReport[];
}

/**
 * Judges what was collected from a source, so that it can be handed on.
 *
 * @throws WorkbenchError ERR_KEY_*, ERR_CANCELLED
 */
export async function judgeFindings(
  ports: InspectorPorts,
  collected: Collected,
  options: InspectOptions,
  signal: AbortSignal,
): Promise<Finding[]> {
  const judge = new Judge(ports, options);
  const findings: Finding[] = [];
  for await (const messages of judgeCollected(ports, judge, collected, options, signal, () => undefined)) {
    const found = collected.found[findings.length] ?? {};
    findings.push({ ...found, reports: messages.map(plainReport) });
  }
  return findings;
}

/** @returns the findings of which any message was chosen, by its number in the whole list */
export function chosenFindings(findings: readonly Finding[], chosen: ReadonlySet<number>): Finding[] {
  return findings.filter(({ reports }) => reports.some(({ source }) => chosen.has(source.index)));
}

/** What evidence is made of. */
export interface EvidenceParts {
  readonly findings: readonly Finding[];
  readonly options: InspectOptions;
  /** Name and version of this tool. */
  readonly madeBy: string;
  readonly redact: boolean;
}

/**
 * Puts together what a colleague needs to see, or judge again, what was found. Redacted, the verdicts are those of the
 * originals, and everything else comes from redacted text.
 *
 * @throws WorkbenchError ERR_KEY_* for options that cannot be used
 */
export function makeEvidence(ports: InspectorPorts, parts: EvidenceParts): Evidence {
  const { options, madeBy, redact } = parts;
  const now = options.at ?? ports.clock.now();
  const names = new Pseudonyms(now);
  const shown = redact ? redactOptions(options, names, now) : options;
  return {
    format: EVIDENCE_FORMAT,
    version: EVIDENCE_VERSION,
    madeBy,
    judgedAt: new Date(redact ? names.moment(now) : now).toISOString(),
    redacted: redact,
    judgedWith: judgedWith(shown, options, ports.crypto, redact),
    messages: inRow(redact ? redactFindings(ports, parts, names, now) : parts.findings),
  };
}

/** Writes evidence in one of its forms. */
export function evidenceText(evidence: Evidence, form: EvidenceForm): string {
  if (form === 'json') return evidenceJson(evidence);
  return form === 'html' ? evidenceHtml(evidence) : evidenceMarkdown(evidence);
}

function redactFindings(
  ports: InspectorPorts,
  { findings, options }: EvidenceParts,
  names: Pseudonyms,
  now: number,
): Finding[] {
  const judge = new Judge(ports, redactOptions(options, names, now));
  return findings.map(({ candidate: original, reports }) => {
    if (original === undefined) return { reports };
    const candidate = redactCandidate(original, names, now);
    const twins = judge.judge(candidate, 0).map(plainReport);
    return { candidate, reports: redactedReports(reports, twins, names) };
  });
}

/** Messages in a row, numbered anew: where some were left out or stay closed, those behind them move up. */
function inRow(findings: readonly Finding[]): EvidenceMessage[] {
  const messages: EvidenceMessage[] = [];
  for (const { candidate, reports } of findings) {
    const offset = messages.length - (reports[0]?.source.index ?? 0);
    for (const [index, report] of reports.entries()) {
      messages.push({
        family: candidate?.family ?? 'xml',
        ...(index === 0 && candidate !== undefined ? messageText(candidate) : { text: '' }),
        form: candidate?.form ?? report.source.form,
        report: moved(report, offset),
      });
    }
  }
  return messages;
}

function moved(report: MessageReport, offset: number): MessageReport {
  return {
    ...report,
    source: { ...report.source, index: report.source.index + offset },
    ...(report.parent === undefined ? {} : { parent: report.parent + offset }),
  };
}
