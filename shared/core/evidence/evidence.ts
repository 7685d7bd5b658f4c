import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import type { Candidate } from '../inspector/candidate.ts';
import { type MessageReport, SOURCE_FORMS, type SourceForm } from '../inspector/report.ts';

/** Marks the JSON form, so that the inspector recognises its own evidence. */
export const EVIDENCE_FORMAT = 'federation-workbench-evidence';
export const EVIDENCE_VERSION = 1;

export const EVIDENCE_FORMS = ['md', 'html', 'json'] as const;
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number];

/** One message with its verdict, as handed on. */
export interface EvidenceMessage {
  readonly family: Candidate['family'];
  /** The message itself; redacted where the evidence is, and empty where it stands inside the one that `parent` names. */
  readonly text: string;
  /** Present where the message's bytes are no UTF-8, so that `text` is their base64. */
  readonly encoding?: 'base64';
  readonly form: SourceForm;
  readonly report: MessageReport;
}

/** Everything a colleague needs to see, or judge again, what was found. */
export interface Evidence {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly version: typeof EVIDENCE_VERSION;
  readonly madeBy: string;
  /** ISO 8601 UTC; in redacted evidence shifted like every other time. */
  readonly judgedAt: string;
  readonly redacted: boolean;
  /** How it was judged, in words: profile, expectations, keys by thumbprint. */
  readonly judgedWith: readonly string[];
  readonly messages: readonly EvidenceMessage[];
}

/** @returns the message as evidence holds it */
export function messageText(candidate: Candidate): Pick<EvidenceMessage, 'text' | 'encoding'> {
  if (candidate.family === 'jose') return { text: candidate.text };
  const text = fromUtf8(candidate.bytes);
  return text === undefined ? { text: toBase64(candidate.bytes), encoding: 'base64' } : { text };
}

/** @returns true where a parsed JSON document is evidence of this tool */
export function isEvidence(value: unknown): value is Evidence {
  if (!isRecord(value)) return false;
  return (
    value.format === EVIDENCE_FORMAT &&
    value.version === EVIDENCE_VERSION &&
    Array.isArray(value.messages) &&
    value.messages.every(
      (message: unknown) =>
        isRecord(message) &&
        typeof message.text === 'string' &&
        (message.family === 'jose' || message.family === 'xml'),
    )
  );
}

/**
 * The messages of evidence, to be judged again; the verdicts it was handed on with are not believed.
 *
 * @param evidence what isEvidence() accepted: nothing beyond that is certain, because anybody may have edited it
 */
export function candidatesOf(evidence: Evidence): Candidate[] {
  const judgedAt = Date.parse(evidence.judgedAt);
  const mark =
    evidence.redacted === true ? { redacted: { judgedAt: Number.isNaN(judgedAt) ? 0 : judgedAt } } : {};
  return evidence.messages.flatMap(({ family, text, encoding, form }): Candidate[] => {
    if (text === '') return [];
    const found = { form: SOURCE_FORMS.find((known) => known === form) ?? 'json', leniencies: [], ...mark };
    if (family === 'jose') return [{ family, text, ...found }];
    const bytes = encoding === 'base64' ? fromBase64(text) : toUtf8(text);
    return bytes === undefined ? [] : [{ family, bytes, ...found }];
  });
}

/** @returns the JSON form, which `fedbench inspect` reads again */
export function evidenceJson(evidence: Evidence): string {
  return `${JSON.stringify(evidence, null, 2)}\n`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
