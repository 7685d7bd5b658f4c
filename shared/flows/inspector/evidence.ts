import {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceMessage,
  evidenceJson,
  messageText,
} from '../../core/evidence/evidence.ts';
import { evidenceHtml } from '../../core/evidence/html.ts';
import { judgedWith } from '../../core/evidence/judged-with.ts';
import { evidenceMarkdown } from '../../core/evidence/markdown.ts';
import type { Candidate } from '../../core/inspector/candidate.ts';
import type { InspectOptions } from '../../core/inspector/options.ts';
import { type MessageReport, plainReport } from '../../core/inspector/report.ts';
import { Pseudonyms } from '../../core/redact/pseudonyms.ts';
import { redactCandidate, redactOptions } from '../../core/redact/redact-candidate.ts';
import { redactedReports } from '../../core/redact/redacted-report.ts';
import type { Collected } from './collect.ts';
import { judgeCollected } from './inspect-source.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

export const EVIDENCE_FORMS = ['md', 'html', 'json'] as const;
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number];

/** A found message and everything judged of it and in it; the first report is its own. */
export interface Finding {
  /** Absent for what is said of a capture as a whole. */
  readonly candidate?: Candidate;
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
    const candidate = collected.found[findings.length]?.candidate;
    findings.push({ ...(candidate === undefined ? {} : { candidate }), reports: messages.map(plainReport) });
  }
  return findings;
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
    messages: redact ? redactFindings(ports, parts, names, now) : parts.findings.flatMap(evidenceOf),
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
): EvidenceMessage[] {
  const twins = findings.map(({ candidate }) =>
    candidate === undefined ? undefined : redactCandidate(candidate, names, now),
  );
  const judge = new Judge(ports, redactOptions(options, names, now));
  const messages: EvidenceMessage[] = [];
  for (const [index, { reports }] of findings.entries()) {
    const candidate = twins[index];
    const start = messages.length;
    const offset = start - (reports[0]?.source.index ?? start);
    if (candidate === undefined) {
      messages.push(...evidenceOf({ reports: reports.map((report) => moved(report, offset)) }));
      continue;
    }
    const redacted = redactedReports(reports, judge.judge(candidate, start).map(plainReport), names);
    messages.push(...evidenceOf({ candidate, reports: redacted.map((report) => moved(report, offset)) }));
  }
  return messages;
}

/** Encrypted content that stays closed leaves a gap that the messages behind it close. */
function moved(report: MessageReport, offset: number): MessageReport {
  return {
    ...report,
    source: { ...report.source, index: report.source.index + offset },
    ...(report.parent === undefined ? {} : { parent: report.parent + offset }),
  };
}

function evidenceOf({ candidate, reports }: Finding): EvidenceMessage[] {
  return reports.map((report, index) => ({
    family: candidate?.family ?? 'xml',
    ...(index === 0 && candidate !== undefined ? messageText(candidate) : { text: '' }),
    form: candidate?.form ?? report.source.form,
    report,
  }));
}
