import type { UnknownPart } from '../../../shared/core/access/model.ts';

/** Reasons that are listed apart. */
const MOST = 20;

export interface UnknownReason {
  readonly part: string;
  readonly message: string;
  readonly count: number;
}

/** What could not be read, by kind and reason, so that a thousand refusals of one kind are one line. */
export function unknownByReason(unknown: readonly UnknownPart[]): UnknownReason[] {
  const reasons = new Map<string, { part: string; message: string; count: number }>();
  for (const { part, message } of unknown) {
    const key = `${part} ${message}`;
    const known = reasons.get(key) ?? { part, message, count: 0 };
    known.count++;
    reasons.set(key, known);
  }
  return [...reasons.values()].slice(0, MOST);
}
