import { MESSAGE_KINDS, type MessageKind, VERDICTS, type Verdict } from '../../core/inspector/report.ts';

/** One text that was inspected. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly text: string;
  /** What the first messages in it were. */
  readonly messages: readonly HistoryMessage[];
}

interface HistoryMessage {
  readonly kind: MessageKind;
  readonly verdict: Verdict;
  readonly issuer?: string;
}

/** @returns the entries of a decrypted text; without those that are none */
export function readEntries(text: string): HistoryEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!isRecord(value) || !Array.isArray(value.messages)) return false;
  const texts = [value.id, value.at, value.text];
  return texts.every((one) => typeof one === 'string') && value.messages.every(isMessage);
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, verdict, issuer } = value;
  return (
    MESSAGE_KINDS.some((known) => known === kind) &&
    VERDICTS.some((known) => known === verdict) &&
    (issuer === undefined || typeof issuer === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
