import type { MessageReport, SourceForm } from '../inspector/report.ts';

/** Marks the JSON form, so that the inspector recognises its own evidence. */
export const EVIDENCE_FORMAT = 'federation-workbench-evidence';
export const EVIDENCE_VERSION = 1;

/** One message with its verdict, as handed on. */
export interface EvidenceMessage {
  /** The message itself, in the form the inspector can read again; redacted where the evidence is. */
  readonly text: string;
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

/** @returns true where a parsed JSON document is evidence of this tool */
export function isEvidence(value: unknown): value is Evidence {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Partial<Record<keyof Evidence, unknown>>;
  return (
    candidate.format === EVIDENCE_FORMAT &&
    candidate.version === EVIDENCE_VERSION &&
    Array.isArray(candidate.messages) &&
    candidate.messages.every(
      (message: unknown) =>
        typeof message === 'object' &&
        message !== null &&
        typeof (message as { text?: unknown }).text === 'string',
    )
  );
}

/** @returns the JSON form, which `fedbench inspect` reads again */
export function evidenceJson(evidence: Evidence): string {
  return `${JSON.stringify(evidence, null, 2)}\n`;
}
