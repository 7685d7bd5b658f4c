import type { Crypto } from '../crypto/crypto.ts';
import type { Candidate } from './candidate.ts';
import type { KeyRing } from './key-ring.ts';
import type { InspectOptions } from './options.ts';
import type { InspectedMessage } from './report.ts';

/** Messages inside messages that are still judged; the one below is named and left alone. */
export const MAX_NESTING = 8;

/** What a message is judged with. */
export interface JudgeContext {
  readonly crypto: Crypto;
  readonly options: InspectOptions;
  /** Epoch milliseconds as of which the message is judged: `options.at`, else the clock's. */
  readonly now: number;
  readonly keys: KeyRing;
  /** How many messages hold this one; 0 for what stood in the input itself. */
  readonly depth: number;
  /**
   * Judges what a message holds, one level deeper. The caller asks only below MAX_NESTING, and joins the result to its own
   * with withNested().
   */
  judgeNested(candidate: Candidate): readonly InspectedMessage[];
}

/**
 * Joins a message with those inside it: `parent` of the first nested one becomes 0, and all indices count from the message.
 *
 * @param message the outer message
 * @param nested one array for each message directly inside, as a judge gave it
 */
export function withNested(
  message: InspectedMessage,
  ...nested: readonly (readonly InspectedMessage[])[]
): InspectedMessage[] {
  const all = [message];
  for (const group of nested) {
    const start = all.length;
    for (const inner of group) {
      all.push({ ...inner, parent: inner.parent === undefined ? 0 : inner.parent + start });
    }
  }
  return all;
}
